import { may, mayGrant, type Target, type Verb } from '#lib/access/permissions.ts';
import type { Actor } from '#lib/access/actor.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import type { Cast } from './cast.ts';
import {
	attempt,
	colleague,
	group,
	inQuery,
	merge,
	nothing,
	person,
	result,
	scenes,
	secret,
	words,
	type Cell
} from './cells.ts';
import { FEATURE_ENTRIES } from './feature-entries.ts';
import { anywhere, claims, placeInBooks, provinces, wards } from './office-cells.ts';

/** What the matrix must know of a route: who may have it, which ids it takes, and what its form sends. */
export interface Entry {
	/** the verb that must be allowed where it lies; null: whoever its folder lets in */
	verb: Verb | null;
	/** where writing needs another verb than looking */
	writing?: Verb;
	/** a question beside role and place, which the verb asks itself */
	also?: (actor: Actor, target: Target) => boolean;
	/** what to ask it about */
	cells: (cast: Cast) => Cell[];
	/** it ends what others need, in the end the session: sent so many rounds after the rest */
	leaves?: 1 | 2 | 3;
	/** a form that would be taken, were it theirs to send */
	form?: (cast: Cast) => Record<string, string>;
}

const lesson = ({ world }: Cast) => {
	const [module] = world.library.modules;
	return { module: module?.id ?? '', lesson: module?.lessons[0]?.id ?? '' };
};
const module = (cast: Cast) => ({ module: lesson(cast).module });
const event = () => ({ eventId: newId(new Date()) });
const today = ({ now }: Cast) => {
	const [year = '', month = '', day = ''] = dayOf(now).split('-');
	return { day, month, year };
};
const asking = () => ({ requestId: newId(new Date()), kind: 'erasure', text: '' });

const open = (cells: Entry['cells'] = nothing, form?: Entry['form']): Entry => ({
	verb: null,
	cells,
	...(form && { form })
});
/** Nothing is there for anybody who plays here. */
const gone = (): Entry => open(() => [{ name: 'the page', params: {}, target: {}, gone: true }]);
const of = (verb: Verb, cells: Entry['cells'], form?: Entry['form']): Entry => ({ verb, cells, ...(form && { form }) });

/** 128 random bits that a form of cards is shown with. */
const FORM_KEY = 'A'.repeat(22);
const inWard = ({ wardCode = '', provinceCode = '' }: Target): Target => ({ wardCode, provinceCode });
const batch = scenes(({ batchId, target }) => ({ params: { id: batchId }, target: inWard(target) }));
const invitation = scenes(({ invitationId }) => ({ params: { id: invitationId } }));

/** A role in the books; only one that this reader might have given may she end. */
const heldRole = scenes(
	({ groupRoleId }) => ({ params: { id: groupRoleId } }),
	(cast) =>
		[cast.own, ...Object.values(cast.elsewhere)].map((scene, n) => ({
			name: `at a ward ${n}`,
			params: { id: scene.wardRoleId },
			target: { wardCode: scene.target.wardCode ?? '', provinceCode: scene.target.provinceCode ?? '' }
		}))
);
const placeOfRole = scenes((scene) => ({ params: { id: scene.groupId } }));
const waiting = scenes(({ approvalId }) => ({ params: { id: approvalId } }));

/**
 * Every route, once. A route that does not stand here fails the matrix: say which verb it asks (`of`), or that its
 * folder is enough (`open`), which ids it takes (cells.ts), and what a complete form of it sends.
 */
export const ENTRIES: Record<string, Entry> = {
	...FEATURE_ENTRIES,
	'/(public)': open(),
	'/(public)/blank-card': open(),
	'/(public)/c/[token]': open(secret('token', 'A'.repeat(22))),
	'/(public)/help': open(),
	'/(public)/help/[who]': open(words(() => ({ who: 'residents' }))),
	'/(public)/invitations/[token]': open(secret('token', 'C'.repeat(43))),
	'/(public)/language': open(),
	'/(public)/learn': open(),
	'/(public)/learn/officials': open(),
	'/(public)/learn/trainers': open(),
	'/(public)/learn/words': open(),
	'/(public)/learn/[module]': open(words(module)),
	'/(public)/learn/[module]/[lesson]': open(words(lesson)),
	'/(public)/literacy': open(),
	'/(public)/literacy/[code]': open(words(() => ({ code: '00082' }))),
	'/(public)/privacy': open(),
	'/(public)/register': open(),
	'/(public)/register/welcome': open(),
	'/(public)/sign-in': open(),
	'/(public)/sign-in/code': open(),
	'/(public)/sign-in/link/[token]': open(secret('token', 'B'.repeat(43))),
	'/(public)/sign-in/pictures': open(),
	// Without a provider there is nothing at its addresses.
	'/(public)/sign-in/provider': gone(),
	'/(public)/sign-in/provider/return': gone(),
	'/(public)/sign-in/staff': open(),
	'/(public)/sign-out': { ...open(), leaves: 3 },
	'/(public)/text-size': open(),
	'/api/literacy/[code]': open(words(() => ({ code: '00082' }))),

	'/(learner)/attempts/[id]': open(attempt()),
	'/(learner)/attempts/[id]/[n]': open(attempt('1'), () => ({ page: '1', choice: 'unknown' })),
	// Of a test nothing is explained before it is handed in.
	'/(learner)/attempts/[id]/[n]/explanation': open((cast) =>
		attempt('1')(cast).map((cell) => ({ ...cell, gone: true }))
	),
	'/(learner)/attempts/[id]/number': open(attempt()),
	'/(learner)/attempts/[id]/review': open(attempt()),
	'/(learner)/attempts/[id]/submission': open(attempt(), () => ({ helped: 'none' })),
	'/(learner)/learn/[module]/[lesson]/completion': open(words(lesson)),
	'/(learner)/learn/[module]/[lesson]/practice': open(words(lesson)),
	'/(learner)/learn/[module]/test': open(words(module)),
	'/(learner)/me': open(),
	'/(learner)/me/account': open(),
	'/(learner)/me/card': open(),
	// Only on the device that has just scanned the card.
	'/(learner)/me/card.png': gone(),
	'/(learner)/me/data': open(),
	'/(learner)/me/data/consents/[purpose]': open(words(() => ({ purpose: 'phone' }))),
	'/(learner)/me/data/copy': open(),
	'/(learner)/me/data/request': open(nothing, asking),
	'/(learner)/me/reminders': open(),
	'/(learner)/me/password': open(),
	'/(learner)/me/provider': gone(),
	'/(learner)/me/provider/unlinking': gone(),
	'/(learner)/me/results': open(),
	'/(learner)/me/second-factor': open(),
	'/(learner)/me/second-factor/confirmation': open(),
	'/(learner)/me/sessions': open(),
	'/(learner)/standards/[standard]/test': open(words(({ world }) => ({ standard: world.standard.id }))),

	'/(field)/cards': open(),
	'/(field)/cards/batches': {
		...of('blank_cards.print', ({ own }) => [{ name: 'the page', params: {}, target: own.target }]),
		form: ({ own }) => ({ formKey: FORM_KEY, wardCode: own.target.wardCode ?? '', sheets: '1' })
	},
	'/(field)/cards/batches/[id]': of('blank_cards.print', batch),
	'/(field)/cards/batches/[id]/write-off': of('blank_cards.write_off', batch, () => ({
		from: '1',
		to: '',
		why: 'lost'
	})),
	'/(field)/cards/groups/[id]': of('card.issue', group, ({ own }) => ({ formKey: FORM_KEY, personId: own.personId })),
	'/(field)/people': open(),
	'/(field)/people/[id]/blank-card': of('card.issue', person, () => ({ blankCard: '1' })),
	'/(field)/people/[id]/card': of('card.issue', person),
	'/(field)/people/[id]/card-voiding': of('card.void', person),
	'/(field)/people/[id]/consents/[purpose]': of(
		'consent.withdraw',
		scenes(({ personId }) => ({ params: { id: personId, purpose: 'phone' } })),
		() => ({ withdraw: 'yes' })
	),
	'/(field)/people/[id]/data-request': of('data_request.file', person, asking),
	'/(field)/people/[id]/pictures-reset': of('pictures.reset', person),
	'/(field)/people/new': open(),
	'/(field)/witnessing': of('attempt.witness', ({ own }) => [{ name: 'the page', params: {}, target: own.target }]),
	'/(field)/witnessing/[id]/end': { ...of('attempt.witness', anywhere), form: () => ({ assistance: 'none' }) },
	'/(field)/witnessing/[id]/start': {
		...of('attempt.witness', anywhere),
		form: ({ world }) => ({ learningPointId: world.cuaNam.learningPointId })
	},
	'/(field)/work': open(),

	'/(office)/approvals': open(),
	'/(office)/approvals/[id]/approval': of('residence.approve', waiting),
	'/(office)/approvals/[id]/refusal': of('residence.approve', waiting),
	// Nobody who plays here has asked for any of them.
	'/(office)/approvals/[id]/withdrawal': { ...of('residence.approve', waiting), also: () => false },
	'/(office)/audit': of('audit.read', ({ own }) => [{ name: 'the page', params: {}, target: own.target }]),
	'/(office)/data-requests': open(),
	'/(office)/data-requests/[id]': of(
		'data_request.read',
		scenes(({ requestId }) => ({ params: { id: requestId } })),
		() => ({ state: 'done', reply: '' })
	),
	'/(office)/groups/[id]': of('figure.explain', group),
	'/(office)/groups/[id]/population': of('population.declare', group, (cast) => ({
		...event(),
		...today(cast),
		resident: '1',
		lodging: '1',
		away: '1'
	})),
	'/(office)/people/[id]': of('evidence.read', person),
	'/(office)/people/[id]/birth-year': of('person.correct', person, () => ({ ...event(), birthYear: '1960' })),
	'/(office)/people/[id]/death': of('death.record', person, (cast) => ({ ...event(), ...today(cast) })),
	'/(office)/people/[id]/erasure': of('person.erase', person, event),
	'/(office)/people/[id]/merge': of('person.merge', person),
	'/(office)/people/[id]/merges/[merge]/undoing': of('merge.undo', merge, event),
	'/(office)/people/[id]/move': of('residence.move', person, (cast) => ({
		...event(),
		...today(cast),
		toGroupId: cast.elsewhere['neighbouring group'].groupId
	})),
	'/(office)/people/[id]/names': of('person.correct', person, () => ({ fullName: 'Tên Khác' })),
	'/(office)/people/[id]/residence-confirmation': of(
		'residence.confirm',
		scenes(({ claimantId, groupId }) => ({ params: { id: claimantId }, form: { groupId } })),
		event
	),
	'/(office)/people/[id]/results/[result]/assistance': of('result.void', result, () => ({
		...event(),
		assistance: 'done_for'
	})),
	'/(office)/people/[id]/results/[result]/voiding': of('result.void', result, () => ({
		...event(),
		reason: 'technical_fault'
	})),
	'/(office)/provinces/[code]/settings': of('province.set', provinces, () => ({
		...{ address: 'bac', shownAddress: 'bac' },
		...{ teamTitle: 'Tổ công nghệ số', shownTeamTitle: 'Tổ công nghệ số' }
	})),
	'/(office)/provinces/[code]/age-rules': of('province.set', provinces, () => ({
		...{ ageFrom: '18', day: '1', month: '1', year: '2099' }
	})),
	'/(office)/provinces/[code]/report-rules': of('province.set', provinces, () => ({
		...{ monthDays: '2', quarterDays: '3', yearDays: '5', hour: '17', day: '1', month: '1', year: '2099' }
	})),
	'/(office)/residences': {
		...open(claims),
		writing: 'residence.confirm',
		form: () => ({ approvalId: newId(new Date()) })
	},
	'/(office)/staff': open(),
	'/(office)/staff/[id]': of('sign_in_link.make', colleague),
	'/(office)/staff/[id]/link': of('sign_in_link.make', colleague),
	'/(office)/staff/[id]/second-factor-reset': of('second_factor.reset', colleague),
	'/(office)/staff/invitations/[id]/withdrawal': of('invitation.withdraw', invitation),
	'/(office)/staff/invitations/new': of('invitation.make', ({ own }) => [
		{ name: 'the page', params: {}, target: own.target }
	]),
	'/(office)/wards/[code]/phone': of('ward_phone.set', wards, () => ({ phone: '024 0000 0000' })),
	'/(office)/roles': of('role.read', inQuery('place', placeInBooks)),
	'/(office)/roles/[id]/end': {
		...of('role.end', heldRole, today),
		also: (actor, target) => mayGrant(actor, target.groupId ? 'head_of_group' : 'trainer', target)
	},
	'/(office)/roles/new': {
		...of('role.grant', inQuery('place', placeOfRole), (cast) => ({
			...today(cast),
			approvalId: newId(new Date()),
			role: 'helper',
			until: 'open'
		})),
		cells: (cast) =>
			inQuery(
				'place',
				placeOfRole
			)(cast).map((cell) => ({
				...cell,
				form: { place: cell.query?.split('=')[1] ?? '', personId: cast.own.personId }
			}))
	}
};

/** Whether the permission table lets somebody in here. */
export function isAllowed(actor: Actor, entry: Entry, cell: Cell, method: 'GET' | 'POST'): boolean {
	if (cell.only) return cell.only.actor?.id === actor.id;
	const verb = method === 'POST' ? (entry.writing ?? entry.verb) : entry.verb;
	if (verb === null) return cell.target !== null || (method === 'GET' && entry.writing !== undefined);
	if (cell.target === null) return false;
	if (cell.work && may(actor, cell.work.verb ?? verb, cell.work.target)) return true;
	return may(actor, verb, cell.target) && (entry.also?.(actor, cell.target) ?? true);
}
