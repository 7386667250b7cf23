import { may, type Verb } from '#lib/access/permissions.ts';
import { readHousehold } from '#lib/people/server/household.ts';
import { notFound } from '#lib/shared/errors.ts';

/** The house that an address names with who lives there now, for somebody who may use a verb on it; to others it is not found. */
export async function readHouse({ db, actor }: App.Locals, id: string, verb: Verb) {
	const { group, members, ...house } = await readHousehold(db, actor, id);
	if (!may(actor, verb, group)) throw notFound();
	return {
		house: { ...house, groupId: group.groupId, groupName: group.groupName },
		living: members.filter(({ to }) => to === null)
	};
}
