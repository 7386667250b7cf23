import { may, placesFor, type Target } from '#lib/access/permissions.ts';
import { readBoard } from '#lib/classes/server/board.ts';
import { placeOf, readClass } from '#lib/classes/server/class.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { readTrail } from '#lib/ledger/server/audit-trail.ts';
import { takeVisitList } from '#lib/outreach/server/visit-list.ts';
import { VISIT_MEANS } from '#lib/outreach/visit.ts';
import { writeAudit } from '#lib/server/audit.ts';
import { writeDay } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { COUNTRY } from '#lib/territory/place.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { readAskedTrail } from '../../(office)/audit/asked-trail.ts';
import { titleOfPlace } from '../../place-title.ts';
import { markWord, meansWord, reasonWord, stateWord as meansState } from '../../visit-words.ts';
import { boardWords, stateWord } from '../classes/words.ts';
import type { TableList } from './exported-list.ts';

/** The people of a group house by house, to plan the teaching. */
export const visitList: TableList = {
	verb: 'visit_list.read',
	async about(locals, subject) {
		const group = await placeOfGroup(locals.db, subject);
		if (!may(locals.actor, 'visit_list.read', group)) throw notFound();
		const { groupId, wardCode, provinceCode } = group;
		const title = m.export_visit_list({ group: await titleOfPlace(locals, groupId) });
		return { title, of: { groupId, wardCode, provinceCode }, page: `/visits/groups/${groupId}`, count: null };
	},
	async rows({ db, actor, now }, subject) {
		const people = await takeVisitList(db, actor, subject, now);
		return [
			[
				...[m.visits_list_house(), m.visits_list_landmark(), m.visits_list_name(), m.visits_list_called()],
				...[m.visits_list_born(), m.visits_list_met(), m.visits_list_mark(), m.visits_list_reason()],
				...VISIT_MEANS.map(meansWord)
			],
			...people.map((one) => [
				...[one.house, one.landmark, one.fullName, one.everydayName, one.birthYear],
				...[one.metOn && writeDay(one.metOn), one.mark && markWord(one.mark, null)],
				one.cannotReason && reasonWord(one.cannotReason),
				...VISIT_MEANS.map((kind) => meansState(one.means[kind] ?? 'unknown'))
			])
		];
	}
};

/** The board of a class: one row a person, one column a module. */
export const classBoard: TableList = {
	verb: 'class_board.read',
	async about({ db, actor }, subject) {
		const one = await readClass(db, actor, 'class_board.read', subject);
		const title = m.export_class_board({ name: one.name });
		return { title, of: placeOf(one.point), page: `/classes/${one.id}/board`, count: null };
	},
	async rows({ db, actor, library, now, language }, subject) {
		const { course, board } = await readBoard(db, actor, library, subject, 'copy', now);
		const words = boardWords(course, language);
		return [
			[
				...[m.class_board_person(), m.class_board_state(), m.class_board_stuck_on(), m.class_board_next()],
				...[m.class_board_came(), ...course.modules.map(({ title }) => title[language])]
			],
			...board.people.map(({ name, state, stuck, next, came, modules }) => [
				...[name, stateWord[state](), stuck.map(words.stuck).join('; '), next && words.step(next), came],
				...modules.map((module) => stateWord[module]())
			])
		];
	},
	widths: [28, 14, 32, 32, 12]
};

const MOST_ROWS = 10_000;

/** The audit as its page filters it: `subject` is what the page was asked. */
export const auditTrail: TableList = {
	verb: 'audit.read',
	about({ actor }, subject) {
		const [place] = placesFor(actor, 'audit.read');
		if (place === undefined) throw notFound();
		const filters = new URLSearchParams(subject).toString();
		return Promise.resolve({ title: m.export_audit(), of: targetOf(place), page: `/audit?${filters}`, count: null });
	},
	async rows({ db, figures, actor, now }, subject) {
		const entries = await readTrail(figures, actor, readAskedTrail(new URLSearchParams(subject)), MOST_ROWS);
		await writeAudit(db, actor, 'audit.read', { kind: 'audit', id: 'copy' }, now, { rows: entries.length });
		const headings = [
			...['id', 'at', 'actor_id', 'actor', 'role', 'role_place', 'verb', 'object_kind', 'object_id', 'person_id'],
			...['person', 'place', 'origin', 'detail']
		];
		return [
			headings,
			...entries.map((entry) => [
				...[entry.id, entry.at.toISOString(), entry.actorId, entry.actor, entry.role, entry.rolePlace, entry.verb],
				...[entry.objectKind, entry.objectId, entry.personId, entry.person, entry.place, entry.origin],
				JSON.stringify(entry.detail)
			])
		];
	}
};

/** An auditor's own place, as permissions ask for it. */
function targetOf(place: string): Target {
	if (place === COUNTRY) return {};
	return place.length === 2 ? { provinceCode: place } : { wardCode: place };
}
