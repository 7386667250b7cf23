import { isAdultTerm, isTerm, type AdultTerm, type Term } from '#lib/literacy/bridge.ts';
import { BRIDGE_PAGE, listBridgePeople, type BridgePerson } from '#lib/literacy/server/bridge.ts';
import { listBridgeGroups, type BridgeGroup } from '#lib/literacy/server/bridge-adults.ts';
import type { Span } from '#lib/literacy/server/bridge-sides.ts';
import type { Db } from '#lib/server/db/connect.ts';

interface Pages {
	total: number;
	page: number;
	pages: number;
}

/** The list behind the step that an address names: people of a ward, parts of a larger place, or groups. */
export type Chosen =
	| ({ of: 'people'; term: Term; people: BridgePerson[] } & Pages)
	| { of: 'parts'; term: Term }
	| ({ of: 'groups'; term: AdultTerm; groups: BridgeGroup[] } & Pages);

/** People are read only where `named`: names stay within their ward. */
export async function readChosen(
	db: Db,
	span: Span,
	search: URLSearchParams,
	{ named }: { named: boolean }
): Promise<Chosen | null> {
	const page = Math.max(1, Math.trunc(Number(search.get('page'))) || 1);
	const [term, adults] = [search.get('term') ?? '', search.get('adults') ?? ''];
	if (isAdultTerm(adults))
		return { of: 'groups', term: adults, page, ...(await listBridgeGroups(db, span, adults, page)) };
	if (!isTerm(term)) return null;
	if (!named) return { of: 'parts', term };
	const listed = await listBridgePeople(db, span, term, page);
	return { of: 'people', term, page, pages: Math.ceil(listed.total / BRIDGE_PAGE), ...listed };
}
