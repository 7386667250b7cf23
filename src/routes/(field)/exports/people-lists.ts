import { listAdults, readWithin } from '#lib/indicators/server/standing.ts';
import { readPeopleAsked } from '#lib/indicators/standing.ts';
import { readRoll, type RollEntry } from '#lib/literacy/server/roll.ts';
import type { RollState } from '#lib/literacy/roll.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { STANDING_WORDS } from '#lib/indicators/standing-words.ts';
import { standardIn } from '../../asked-figure.ts';
import { titleOfPlace } from '../../place-title.ts';
import type { TableList } from './exported-list.ts';

const STATES: Record<RollState, () => string> = {
	attained: m.export_state_attained,
	assessed: m.export_state_assessed,
	partly: m.export_state_partly,
	not_yet: m.export_state_not_yet
};

async function rollPages(locals: App.Locals, groupId: string) {
	const { db, actor, now } = locals;
	const standard = await standardIn(locals, groupId);
	return (page: number) => readRoll(db, actor, { groupId, standard, search: '', part: null, page }, now);
}

/** Who lives in a group, or says so, and how far each has come. */
export const groupRoll: TableList = {
	verb: 'roster.read',
	async about(locals, subject) {
		const { group, total } = await (await rollPages(locals, subject))(1);
		const { groupId, wardCode, provinceCode } = group;
		const title = m.export_group_roll({ group: await titleOfPlace(locals, groupId) });
		return {
			title,
			of: { groupId, wardCode, provinceCode },
			page: `/groups/${groupId}`,
			count: () => Promise.resolve(total)
		};
	},
	async rows(locals, subject) {
		const rollPage = await rollPages(locals, subject);
		const entries = await everyPage<RollEntry>(async (page) => {
			const { entries: people, total } = await rollPage(page);
			return { people, total };
		});
		return [
			[m.export_name(), m.export_everyday_name(), m.export_birth_year(), m.export_residence(), m.export_state()],
			...entries.map(({ fullName, everydayName, birthYear, confirmed, state }) => [
				...[fullName ?? m.export_erased(), everydayName, birthYear],
				...[confirmed ? m.export_confirmed() : m.export_unconfirmed(), STATES[state]()]
			])
		];
	}
};

/** The adults of a ward as its page lists them: `subject` is the ward's code, then what the page was asked. */
export const unknownPeople: TableList = {
	verb: 'roster.read',
	async about(locals, subject) {
		const { people, title, target, page } = await askedPeople(locals, subject);
		return { title, of: target, page, count: async () => (await people(1)).total };
	},
	async rows(locals, subject) {
		const listed = await everyPage((await askedPeople(locals, subject)).people);
		return [
			[m.export_name(), m.export_everyday_name(), m.export_birth_year(), m.export_group(), m.export_state()],
			...listed.map(({ fullName, everydayName, birthYear, groupName, standing }) => [
				...[fullName ?? m.export_erased(), everydayName, birthYear, groupName, STANDING_WORDS[standing]()]
			])
		];
	}
};

async function askedPeople(locals: App.Locals, subject: string) {
	const { db, actor, now } = locals;
	const [, code = '', search = ''] = /^(\d{5})(\?.*)?$/s.exec(subject) ?? [];
	const asked = new URLSearchParams(search);
	const place = await readPlace(db, code, dayOf(now));
	if (place.provinceCode === null) throw notFound();
	const ward = { wardCode: place.code, provinceCode: place.provinceCode };
	const within = await readWithin(db, actor, ward, asked.get('group') || null);
	const wanted = readPeopleAsked(asked);
	const standard = await standardIn(locals, place.code);
	const which = wanted.standing === null ? m.dash_people_all() : STANDING_WORDS[wanted.standing]();
	return {
		people: (page: number) => listAdults(db, within, standard, { ...wanted, page }, now),
		title: `${which}: ${within.groupName ?? (await titleOfPlace(locals, place.code))}`,
		target: within.target,
		page: `/literacy/${place.code}/people${search}`
	};
}

async function everyPage<T>(read: (page: number) => Promise<{ people: T[]; total: number }>): Promise<T[]> {
	const all: T[] = [];
	for (let page = 1; ; page += 1) {
		const { people, total } = await read(page);
		all.push(...people);
		if (people.length === 0 || all.length >= total) return all;
	}
}
