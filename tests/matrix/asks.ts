import { anonymous } from '#lib/access/actor.ts';
import { AUDIENCES } from '../../src/routes/audience.ts';
import type { Cast, Player, Scene } from './cast.ts';
import type { Cell } from './cells.ts';
import type { Route } from './discover.ts';
import { isAllowed, type Entry } from './entries.ts';
import { inSlice } from '../slice.ts';
import type { Sent, Wanted } from './send.ts';

/** One cell of the matrix: who asks what about whom, and what she must be answered. */
export interface Ask {
	player: Player;
	route: string;
	entry: Entry;
	cell: Cell;
	method: 'GET' | 'POST';
	path: string;
	expected: 'allowed' | 'sign in' | 'forbidden' | 'not found';
}

/**
 * All cells. Short of `full`, one where the folder of a route shuts somebody out before any id is read, and malformed ids
 * only from those to whom the route answers anything at all, of a route that is for everybody from two. Of what else is
 * refused to a role on a route, the first and a quarter of the rest, another one with each commit.
 */
export function allAsks(routes: readonly Route[], entries: Record<string, Entry>, cast: Cast, full: boolean): Ask[] {
	return routes.flatMap(({ id, methods }) => {
		const entry = entries[id];
		if (!entry) return [];
		const cells = entry.cells(cast);
		return cast.players.flatMap((player) => {
			const actor = player.actor ?? anonymous;
			const shut = shutOut(player, id);
			const answers =
				entry.verb === null
					? cast.players.indexOf(player) < 3
					: cells.some((cell) => isAllowed(actor, entry, cell, 'GET'));
			const asked = full ? cells : shut ? cells.slice(0, 1) : cells.filter(({ malformed }) => !malformed || answers);
			const asks = asked.flatMap((cell) =>
				methods.map((method): Ask => {
					const allowed = isAllowed(actor, entry, cell, method);
					const path = pathOf(id, cell);
					// An address with the letter NUL is nobody's, before it is asked whose.
					const refused = shut !== null && path.includes('%00') ? 'not found' : shut;
					const expected = refused ?? (allowed ? 'allowed' : 'not found');
					return { player, route: id, entry, cell, method, path, expected };
				})
			);
			const refused = asks.find(({ expected }) => expected === 'not found');
			return asks.filter(
				(ask) =>
					full ||
					ask.expected !== 'not found' ||
					ask.cell === refused?.cell ||
					inSlice(`${id} ${player.name} ${ask.cell.name}`)
			);
		});
	});
}

/** How its folder answers whom it does not let in, or null. */
function shutOut({ actor }: Player, route: string): 'sign in' | 'forbidden' | null {
	const audience = AUDIENCES[folderOf(route)] ?? [];
	if (audience === 'everyone') return null;
	if (!actor) return 'sign in';
	if (audience === 'signed_in' || actor.grants.some(({ role }) => audience.includes(role))) return null;
	return 'forbidden';
}

export function folderOf(route: string): string {
	return route.split('/')[1] ?? '';
}

function pathOf(route: string, { params, query = '' }: Cell): string {
	const path = route
		.replace(/\/\([^)]+\)/g, '')
		.replace(/\[(\w+)\]/g, (_, name: string) => written(params[name] ?? `no-${name}`));
	return (path === '' ? '/' : path) + query;
}

/** What is a byte already stays one. */
const written = (value: string) => (/^%\d\d$/.test(value) ? value : encodeURIComponent(value));

/** As a request: what is refused would be a complete form, what is allowed only an empty one, which changes little. */
export function wantedBy({ player, entry, cell, method, path, expected }: Ask, cast: Cast): Wanted {
	const { cookie, signIn } = player;
	if (method === 'GET') return { method, path, cookie };
	const complete = expected === 'allowed' ? {} : { ...entry.form?.(cast), ...cell.form };
	return { method, path, cookie, form: { ...complete, signIn } };
}

const ANSWERS: Record<Ask['expected'], Record<Ask['method'], readonly number[]>> = {
	allowed: { GET: [200, 303, 409, 410], POST: [200, 303, 409, 410, 422] },
	'sign in': { GET: [303], POST: [401] },
	forbidden: { GET: [403], POST: [403] },
	'not found': { GET: [403, 404], POST: [403, 404] }
};

/** What is wrong with an answer, in a line that says which cell it was; null where nothing is. */
export function faultIn(ask: Ask, sent: Sent, scenes: readonly Scene[]): string | null {
	const { player, method, path, cell, expected } = ask;
	const line = `${player.name}: ${method} ${path} (${cell.name}) answered ${sent.status} ${sent.location}, expected ${expected}`;
	const fits = ANSWERS[expected][method].includes(sent.status) || (cell.gone === true && sent.status === 404);
	const toSignIn = method === 'GET' && sent.status === 303 && sent.location.startsWith('/sign-in');
	if (
		!fits ||
		(player.actor && toSignIn && !path.startsWith('/c/')) ||
		(expected === 'sign in' && sent.status === 303 && !toSignIn)
	) {
		return line;
	}
	const leaked = scenes.filter(({ target }) => !reaches(player, target)).flatMap(({ names }) => names);
	const shown = leaked.find((name) => sent.body.includes(name) && !isHerself(player, name, scenes));
	return shown === undefined || cell.names === 'anywhere' ? null : `${line}, and names ${shown}`;
}

function reaches({ actor }: Player, { groupId, wardCode, provinceCode }: Scene['target']): boolean {
	return (actor?.grants ?? []).some(({ place }) => ['vn', provinceCode, wardCode, groupId].includes(place));
}

function isHerself({ actor }: Player, name: string, scenes: readonly Scene[]): boolean {
	return scenes.some(({ personId, names }) => personId === actor?.id && names[0] === name);
}
