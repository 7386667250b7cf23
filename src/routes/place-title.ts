import { dayOf } from '#lib/shared/dates.ts';
import { isId } from '#lib/shared/ids.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { readGroup } from '#lib/territory/server/groups.ts';
import { readPlace } from '#lib/territory/server/places.ts';

/** What the place of a role is called in full: "Tổ dân phố 3, Phường Cửa Nam"; an ended group by its own name. */
export async function titleOfPlace({ db, now, language }: App.Locals, place: string): Promise<string> {
	const today = dayOf(now);
	if (!isId(place)) return placeTitle(await readPlace(db, place, today), language);
	const { name, wardCode } = await readGroup(db, place);
	return `${name}, ${placeTitle(await readPlace(db, wardCode, today), language)}`;
}
