import type { Actor } from '#lib/access/actor.ts';
import { placesFor, type Target } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { placeTitle, type Place } from '#lib/territory/place.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { listLearningPoints, readLearningPoint } from '#lib/territory/server/points.ts';

/** Where a deed of support happened, as a form names it: a ward's code, a learning point's or a group's id. */
export interface SupportPlace {
	value: string;
	wardCode: string;
	provinceCode: string;
	groupId: string | null;
	learningPointId: string | null;
}

export interface OfferedPlace extends SupportPlace {
	/** the name of a learning point or group; null: anywhere in the ward */
	name: string | null;
	ward: Place;
}

/** The places at which the actor may give support: her wards, their learning points, her groups. */
export async function listSupportPlaces(db: Db, actor: Actor, today: Day): Promise<OfferedPlace[]> {
	const held = [...new Set(placesFor(actor, 'support.give'))];
	const points = await listLearningPoints(
		db,
		held.filter((place) => !isId(place)),
		today
	);
	const offered: OfferedPlace[] = [];
	for (const { id, name, wardCode, provinceCode } of points) {
		const ward = await readPlace(db, wardCode, today);
		offered.push({ value: id, wardCode, provinceCode, groupId: null, learningPointId: id, name, ward });
	}
	for (const code of held.filter((place) => /^\d{5}$/.test(place))) {
		const ward = await readPlace(db, code, today);
		const place = { value: code, wardCode: code, provinceCode: ward.provinceCode ?? '', groupId: null };
		offered.push({ ...place, learningPointId: null, name: null, ward });
	}
	for (const id of held.filter(isId)) {
		const { groupId, groupName, wardCode, provinceCode } = await placeOfGroup(db, id);
		if (groupId !== id) continue;
		const ward = await readPlace(db, wardCode, today);
		offered.push({ value: id, wardCode, provinceCode, groupId, learningPointId: null, name: groupName, ward });
	}
	return offered;
}

/** What a place's value stands for; 404 for anything else. Whether she may work there is the verb's question. */
export async function readSupportPlace(db: Db, value: string, today: Day): Promise<SupportPlace> {
	if (/^\d{5}$/.test(value)) {
		const { provinceCode } = await readPlace(db, value, today);
		return { value, wardCode: value, provinceCode: provinceCode ?? '', groupId: null, learningPointId: null };
	}
	const point = await readLearningPoint(db, value).catch(() => null);
	if (point) {
		const { id, wardCode, provinceCode } = point;
		return { value, wardCode, provinceCode, groupId: null, learningPointId: id };
	}
	const { groupId, wardCode, provinceCode } = await placeOfGroup(db, value);
	if (groupId !== value) throw notFound();
	return { value, wardCode, provinceCode, groupId, learningPointId: null };
}

/** As permissions ask for it. */
export function targetOf({ groupId, wardCode, provinceCode }: SupportPlace): Target {
	return { wardCode, provinceCode, ...(groupId && { groupId }) };
}

/** "Nhà văn hóa tổ 3, Phường Cửa Nam". */
export function titleOfOffered({ name, ward }: OfferedPlace, language: 'vi' | 'en'): string {
	const title = placeTitle(ward, language);
	return name === null ? title : `${name}, ${title}`;
}
