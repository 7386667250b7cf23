import type { Target } from '#lib/access/permissions.ts';
import { residentsStandard } from '#lib/curriculum/library.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { readRoll, type RollEntry } from '#lib/literacy/server/roll.ts';
import type { RollState } from '#lib/literacy/roll.ts';
import { notFound } from '#lib/shared/errors.ts';
import { titleOfPlace } from '../../place-title.ts';

interface ExportedList {
	/** what it is called, where it lies and the page that it is of; not found for whoever may not see the list */
	about(locals: App.Locals, subject: string): Promise<{ title: string; of: Target; page: string; count: number }>;
	rows(locals: App.Locals, subject: string): Promise<(string | number | null)[][]>;
}

const STATES: Record<RollState, () => string> = {
	attained: m.export_state_attained,
	assessed: m.export_state_assessed,
	partly: m.export_state_partly,
	not_yet: m.export_state_not_yet
};

const rollPage = ({ db, actor, library, now }: App.Locals, groupId: string, page: number) =>
	readRoll(db, actor, { groupId, standard: residentsStandard(library), search: '', part: null, page }, now);

/** The lists with names that may be taken away, by the kind under which their links are kept. */
const LISTS: Record<string, ExportedList | undefined> = {
	group_roll: {
		async about(locals, subject) {
			const { group, total } = await rollPage(locals, subject, 1);
			const { groupId, wardCode, provinceCode } = group;
			const title = m.export_group_roll({ group: await titleOfPlace(locals, groupId) });
			return { title, of: { groupId, wardCode, provinceCode }, page: `/groups/${groupId}`, count: total };
		},
		async rows(locals, subject) {
			const entries: RollEntry[] = [];
			for (let page = 1; ; page += 1) {
				const { entries: more, total } = await rollPage(locals, subject, page);
				entries.push(...more);
				if (more.length === 0 || entries.length >= total) break;
			}
			return [
				[m.export_name(), m.export_everyday_name(), m.export_birth_year(), m.export_residence(), m.export_state()],
				...entries.map(({ fullName, everydayName, birthYear, confirmed, state }) => [
					...[fullName ?? m.export_erased(), everydayName, birthYear],
					...[confirmed ? m.export_confirmed() : m.export_unconfirmed(), STATES[state]()]
				])
			];
		}
	}
};

export function findList(kind: string): ExportedList {
	const list = Object.hasOwn(LISTS, kind) ? LISTS[kind] : undefined;
	if (!list) throw notFound();
	return list;
}
