import { may, type Verb } from '#lib/access/permissions.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { readWardPhone } from '#lib/territory/server/ward-phone.ts';

/** The ward of the query, to whoever may use a verb there; to others it is not found. */
export async function readOwnWard({ db, actor, now, language }: App.Locals, url: URL, verb: Verb) {
	const { wardCode, provinceCode } = await readWardPhone(db, url.searchParams.get('ward') ?? '');
	if (!may(actor, verb, { wardCode, provinceCode })) throw notFound();
	return { wardCode, provinceCode, title: placeTitle(await readPlace(db, wardCode, dayOf(now)), language) };
}

/** A group that stands today, to whoever may use a verb there; an ended one, as any other, is not found. */
export async function readOwnGroup({ db, actor }: App.Locals, id: string, verb: Verb) {
	const group = await placeOfGroup(db, id);
	if (!may(actor, verb, group) || group.groupId !== id) throw notFound();
	return group;
}
