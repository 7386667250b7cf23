import type { Target } from '#lib/access/permissions.ts';
import { readAgency } from '#lib/compliance/server/agencies.ts';
import { readDuty, targetOfDuty } from '#lib/compliance/server/duties.ts';
import { listCycleStates, type Whose } from '#lib/compliance/server/standing.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { dayOf } from '#lib/shared/dates.ts';
import { missingOnly, shownStates, stateRows } from '../../standing-shown.ts';
import type { ExportedList } from './exported-list.ts';

interface Read {
	name: string;
	of: Target;
	page: string;
	whose: Whose;
}

/** `subject` is an id, with `?of=missing` behind it for those alone who still lack something. */
function statesOf(verb: ExportedList['verb'], read: (locals: App.Locals, id: string) => Promise<Read>): ExportedList {
	const ask = async (locals: App.Locals, subject: string) => {
		const [id = '', only = ''] = subject.split('?');
		const { whose, ...one } = await read(locals, id);
		const missing = only === 'of=missing';
		const states = async () => {
			const all = shownStates(await listCycleStates(locals.db, whose, dayOf(locals.now)), locals);
			return missing ? missingOnly(all) : all;
		};
		return { ...one, missing, states };
	};
	return {
		verb,
		async about(locals, subject) {
			const { name, of, page, missing, states } = await ask(locals, subject);
			const count = async () => (await states()).length;
			return { title: missing ? m.export_missing({ name }) : name, of, page, count };
		},
		rows: async (locals, subject) => stateRows(await (await ask(locals, subject)).states()),
		widths: [28, 26, 24, 34, 6, 16, 12, 12, 60, 14]
	};
}

/** How all whom a duty binds stand today. */
export const dutyStates = statesOf('duty.read', async ({ db, actor }, id) => {
	const duty = await readDuty(db, actor, id);
	return { name: duty.title, of: targetOfDuty(duty), page: `/duties/${id}`, whose: { dutyId: id } };
});

/** How an agency's people stand today. */
export const agencyStates = statesOf('agency.read', async ({ db, actor, now }, id) => {
	const { name, target } = await readAgency(db, actor, id, now);
	return { name, of: target, page: `/agencies/${id}`, whose: { agencyId: id } };
});
