import type { Target, Verb } from '#lib/access/permissions.ts';
import { newId } from '#lib/shared/ids.ts';
import type { Cast, Player, Scene } from './cast.ts';

/** One thing that a route is asked about: whose ids stand in its address, and where that lies. */
export interface Cell {
	/** own, neighbouring ward, malformed: 0, … */
	name: string;
	params: Record<string, string>;
	query?: string;
	/** where it lies; null: nobody finds it */
	target: Target | null;
	/** where she works, who may be reached there too, by another verb where it is told */
	work?: { target: Target; verb?: Verb };
	/** nobody can have it, since it is no id of anything */
	malformed?: true;
	/** whose it is, where only she may have it */
	only?: Player;
	/** it is there no more: whoever might have had it may be told so */
	gone?: true;
	/** whom its page names wherever she lives */
	names?: 'anywhere';
	/** what its form would send, beside what every form of the route sends */
	form?: Record<string, string>;
}

type Cells = (cast: Cast) => Cell[];

/** Ids as nobody should ever write them, and one that nobody has. */
export const MALFORMED = ['0', '-1', '100000000000000000000', 'not-a-uuid', "x'--", '%00'];

/** A route without ids of its own. */
export const nothing: Cells = () => [{ name: 'the page', params: {}, target: {} }];

/** Fixed words in the address, such as a lesson's. */
export const words =
	(params: (cast: Cast) => Record<string, string>): Cells =>
	(cast) => [{ name: 'the page', params: params(cast), target: {} }, ...malformed(params(cast))];

/** A secret in the address that nobody was given: whoever guesses is told so. */
export const secret =
	(param: string, guessed: string): Cells =>
	() =>
		[guessed, ...MALFORMED].map((one) => ({
			name: `guessed: ${one}`,
			params: { [param]: one },
			target: {},
			gone: true
		}));

/** Someone or something of a scene, from one's own place to another province, and ids that name nothing. */
export function scenes(
	pick: (scene: Scene, cast: Cast) => Partial<Cell> & Pick<Cell, 'params'>,
	more: Cells = () => []
): Cells {
	return (cast) => {
		const at = (name: string, scene: Scene): Cell => ({ name, target: scene.target, ...pick(scene, cast) });
		return [
			at('own', cast.own),
			...Object.entries(cast.elsewhere).map(([name, scene]) => at(name, scene)),
			...more(cast),
			...malformed(pick(cast.own, cast).params)
		];
	};
}

/** A resident: the own one, those of other places, somebody erased, and ids that name nobody. */
export const person = scenes(
	({ personId }) => ({ params: { id: personId } }),
	(cast) => [
		{ name: 'erased', params: { id: cast.erased }, target: cast.own.target, gone: true },
		{ name: 'a group’s id', params: { id: cast.own.groupId }, target: null }
	]
);

/** Somebody on the staff there. */
export const colleague = scenes(
	({ claimantId }) => ({ params: { id: claimantId } }),
	({ own }) => [{ name: 'who holds no role', params: { id: own.personId }, target: null }]
);

/** A residential group: the own one, others, one that was merged away. */
export const group = scenes(
	({ groupId }) => ({ params: { id: groupId } }),
	(cast) => [
		{ name: 'ended', params: { id: cast.endedGroup }, target: cast.endedTarget, gone: true },
		{ name: 'a person’s id', params: { id: cast.own.personId }, target: null }
	]
);

/** A result of a resident; also somebody else's result in her address. */
export const result = scenes(
	({ personId, resultId }) => ({ params: { id: personId, result: resultId } }),
	(cast) =>
		Object.entries(cast.elsewhere).map(([name, { resultId }]) => ({
			name: `own person, result of ${name}`,
			params: { id: cast.own.personId, result: resultId },
			target: null
		}))
);

/** A merge of a resident's records; also somebody else's merge in her address. */
export const merge = scenes(
	({ merged }) => ({ params: { id: merged.id, merge: merged.mergeId } }),
	(cast) =>
		Object.entries(cast.elsewhere).map(([name, { merged }]) => ({
			name: `own person, merge of ${name}`,
			params: { id: cast.own.merged.id, merge: merged.mergeId },
			target: null
		}))
);

/** A learner's own attempt or other open work, other people's, and numbers of questions that are not hers to see. */
export const attempt =
	(n?: string, pick: (scene: Scene) => string = ({ openId }) => openId): Cells =>
	(cast) => {
		const id = pick(cast.own);
		const others = Object.entries(cast.elsewhere).map(([name, scene]) => ({
			name,
			params: { id: pick(scene), ...(n && { n }) },
			target: null
		}));
		const numbers = n ? ['0', '-1', '99', '100000000000000000000', '1.5', '1e20', '٣', "1'--"] : [];
		return [
			{ name: 'her own', params: { id, ...(n && { n }) }, target: {}, only: cast.learner },
			...others,
			...numbers.map((wrong) => ({ name: `question ${wrong}`, params: { id, n: wrong }, target: null })),
			...malformed({ id, ...(n && { n }) })
		];
	};

/** What lies in a query is an id too. */
export const inQuery =
	(key: string, cells: Cells, param = 'id'): Cells =>
	(cast) =>
		cells(cast).map((cell) => {
			const { [param]: id = '', ...params } = cell.params;
			return { ...cell, params, query: `?${key}=${encodeURIComponent(id)}${cell.query?.replace('?', '&') ?? ''}` };
		});

/** The first id in the address written wrongly, and one that nobody has. */
function malformed(params: Record<string, string>): Cell[] {
	return Object.keys(params).flatMap((key) =>
		[...MALFORMED, newId(new Date())].map((id) => ({
			name: `malformed ${key}: ${id}`,
			malformed: true,
			params: { ...params, [key]: id },
			target: null
		}))
	);
}
