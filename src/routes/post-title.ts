import { dayOf } from '#lib/shared/dates.ts';
import { isId } from '#lib/shared/ids.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { readPlace } from '#lib/territory/server/places.ts';

/** How the place of a role is called: "Tổ 1, Phường Cửa Nam", "Thành phố Hà Nội". */
export async function titleOfPost({ db, now, language }: App.Locals, place: string): Promise<string> {
	const titleOf = async (code: string) => placeTitle(await readPlace(db, code, dayOf(now)), language);
	if (!isId(place)) return titleOf(place);
	const group = await placeOfGroup(db, place);
	return `${group.groupName}, ${await titleOf(group.wardCode)}`;
}
