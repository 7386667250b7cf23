import { may } from '#lib/access/permissions.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import type { PageServerLoad } from './$types';

const DAYS_AHEAD = 14;
const LONGEST_ROUND = 7;

/** Words to copy: when visits come, and to which part of the group. Nothing is kept, and nobody is named. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const group = await placeOfGroup(db, params.id);
	if (!may(actor, 'visit.announce', group)) throw notFound();
	const tomorrow = addDays(dayOf(now), 1);
	const offered = Array.from({ length: DAYS_AHEAD }, (_, n) => addDays(tomorrow, n));
	const lengths = Array.from({ length: LONGEST_ROUND }, (_, n) => n + 1);
	const from = offered.find((day) => day === url.searchParams.get('from')) ?? tomorrow;
	const days = lengths.find((length) => String(length) === url.searchParams.get('days')) ?? 1;
	const area = (url.searchParams.get('area') ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim().slice(0, 100);
	return {
		group: { id: group.groupId, name: group.groupName },
		...{ offered, lengths, from, days, to: addDays(from, days - 1) },
		area: area || group.groupName
	};
};
