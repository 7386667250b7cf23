import { may, placesFor } from '#lib/access/permissions.ts';
import { announcementOf } from '#lib/outreach/team-announcement.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { listTimetables } from '#lib/territory/server/point-times.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { listLearningPoints } from '#lib/territory/server/points.ts';
import { readWardPhone } from '#lib/territory/server/ward-phone.ts';
import { readPlacesToChoose } from '../../places-to-choose.ts';
import type { PageServerLoad } from './$types';

/** What may be read out or sent round in a ward about the coming week, and whom to call. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now } = locals;
	const today = dayOf(now);
	const choice = await readPlacesToChoose(locals, placesFor(actor, 'team.read'), url.searchParams.get('ward') || null);
	if (choice.step === 'place') return { choice, text: null, callable: [] };
	const { code } = choice.ward;
	const points = await listLearningPoints(db, [code], today);
	const timetables = await listTimetables(db, points, today);
	const announced = points.flatMap(({ id, name, address }) => {
		const timetable = timetables.get(id);
		return timetable ? [{ name, address, timetable }] : [];
	});
	const { phone: _, ...ward } = await readWardPhone(db, code);
	return {
		choice,
		text: announcementOf(placeTitle(await readPlace(db, code, today), 'vi'), announced, today),
		callable: may(actor, 'phone.read', ward) ? choice.groups : []
	};
};
