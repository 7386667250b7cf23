import { placesFor } from '#lib/access/permissions.ts';
import { listLiveOpenings } from '#lib/openings/server/opening.ts';
import { listActiveMembers } from '#lib/outreach/server/team-members.ts';
import { listTeamPoints } from '#lib/outreach/server/teams.ts';
import { addDays, dayOf, isDay, writeTime } from '#lib/shared/dates.ts';
import { timesOn, writeSpan } from '#lib/territory/opening-times.ts';
import { listTimetables } from '#lib/territory/server/point-times.ts';
import { listLearningPoints } from '#lib/territory/server/points.ts';
import { readPlacesToChoose } from '../../../places-to-choose.ts';
import { dayWord } from '../../../point-words.ts';
import type { PageServerLoad } from './$types';

/** A day at the learning points of a ward: what is open when and where, who looks after it, what goes on now. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now } = locals;
	const today = dayOf(now);
	const wanted = url.searchParams.get('on') ?? '';
	const day = isDay(wanted) ? wanted : today;
	const choice = await readPlacesToChoose(locals, placesFor(actor, 'team.read'), url.searchParams.get('ward') || null);
	const around = { day, word: dayWord(day, now), before: addDays(day, -1), after: addDays(day, 1) };
	if (choice.step === 'place') return { choice, around, points: [], closed: [] };

	const wardCode = choice.ward.code;
	const points = await listLearningPoints(db, [wardCode], day);
	const timetables = await listTimetables(db, points, day);
	const members = await listActiveMembers(db, { wardCode }, day);
	const looked = await listTeamPoints(db, [...new Set(members.map(({ teamId }) => teamId))]);
	const live = day === today ? await listLiveOpenings(db, actor, now) : [];
	const shown = points.map((point) => {
		const teams = looked.filter(({ pointId }) => pointId === point.id).map(({ teamId }) => teamId);
		const opening = live.find((one) => one.point.id === point.id);
		const timetable = timetables.get(point.id);
		return {
			...{ id: point.id, name: point.name, address: point.address },
			times: timetable ? timesOn(timetable, day).map((time) => ({ span: writeSpan(time), place: time.place })) : [],
			staff: [...new Set(members.filter(({ teamId }) => teams.includes(teamId)).map(({ name }) => name))],
			opening: opening ? { id: opening.id, until: writeTime(opening.endsAt) } : null
		};
	});
	const isOpen = ({ times, opening }: (typeof shown)[number]) => times.length > 0 || opening !== null;
	return { choice, around, points: shown.filter(isOpen), closed: shown.filter((one) => !isOpen(one)) };
};
