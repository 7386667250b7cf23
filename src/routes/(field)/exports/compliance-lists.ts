import type { Target } from '#lib/access/permissions.ts';
import { periodTitle } from '#lib/compliance/extract-words.ts';
import { readAgency } from '#lib/compliance/server/agencies.ts';
import { readDuty, targetOfDuty } from '#lib/compliance/server/duties.ts';
import { EXTRACT_FORMS, writeExtract } from '#lib/compliance/server/extract-files.ts';
import { readExtract } from '#lib/compliance/server/extract.ts';
import { listCycleStates, type Whose } from '#lib/compliance/server/standing.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { dayOf } from '#lib/shared/dates.ts';
import { titleOfPlace } from '../../place-title.ts';
import { missingOnly, shownStates, stateRows } from '../../standing-shown.ts';
import { askedBy } from '../agencies/[id]/extract/[period]/asked-extract.ts';
import type { PaperList, TableList } from './exported-list.ts';

interface Read {
	name: string;
	of: Target;
	page: string;
	whose: Whose;
}

/** `subject` is an id, with `?of=missing` behind it for those alone who still lack something. */
function statesOf(verb: TableList['verb'], read: (locals: App.Locals, id: string) => Promise<Read>): TableList {
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

/** An agency's extract of a period, live or as it was submitted: `subject` is the agency's id, a slash, the period. */
export const agencyExtract: PaperList = {
	verb: 'agency.read',
	async about(locals, subject) {
		const { agency, period, body } = await askedExtract(locals, subject);
		const title = m.export_extract({ name: agency.name, period: periodTitle(period) });
		const page = `/agencies/${agency.id}/extract/${period.code}`;
		return { title, of: agency.target, page, count: () => Promise.resolve(body.people.length) };
	},
	forms: EXTRACT_FORMS,
	async write(locals, subject, wanted) {
		const form = EXTRACT_FORMS.find((one) => one === wanted) ?? EXTRACT_FORMS[0];
		const extract = await askedExtract(locals, subject);
		const { wardCode, provinceCode } = extract.agency;
		const place = await titleOfPlace(locals, wardCode ?? provinceCode);
		const { type, file } = await writeExtract(extract, form, { place, language: locals.language, now: locals.now });
		return { type, file: new Uint8Array(file) };
	}
};

function askedExtract({ db, actor, library, now }: App.Locals, subject: string) {
	const [id = '', period = ''] = subject.split('/');
	return readExtract(db, actor, library, askedBy({ id, period }), now);
}
