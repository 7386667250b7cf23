import { writeAudit } from '#lib/server/audit.ts';
import { writeCsv } from '#lib/server/csv.ts';
import { readTrail } from '#lib/ledger/server/audit-trail.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { readAskedTrail } from '../asked-trail.ts';
import type { RequestHandler } from './$types';

const MOST_ROWS = 10_000;

/** The audit as the address filters it, as a table for a spreadsheet. Taking it away is itself an entry. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { db, figures, actor, now } = locals;
	const entries = await readTrail(figures, actor, readAskedTrail(url.searchParams), MOST_ROWS);
	await writeAudit(db, actor, 'audit.read', { kind: 'audit', id: 'copy' }, now, { rows: entries.length });
	const rows = entries.map((entry) => [
		...[entry.id, entry.at.toISOString(), entry.actorId, entry.actor, entry.role, entry.rolePlace, entry.verb],
		...[entry.objectKind, entry.objectId, entry.personId, entry.person, entry.place, entry.origin],
		JSON.stringify(entry.detail)
	]);
	return new Response(writeCsv([HEADINGS, ...rows]), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="audit-${dayOf(now)}.csv"`
		}
	});
};

const HEADINGS = [
	...['id', 'at', 'actor_id', 'actor', 'role', 'role_place', 'verb', 'object_kind', 'object_id', 'person_id'],
	...['person', 'place', 'origin', 'detail']
];
