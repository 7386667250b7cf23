import { may } from '#lib/access/permissions.ts';
import { listAttained } from '#lib/literacy/server/roll.ts';
import { readHousehold } from '#lib/people/server/household.ts';
import { readAsked } from '../../../asked-figure.ts';
import type { PageServerLoad } from './$types';

/** A house: what people call it, who lives there and, for whoever may know it, who has reached the standard. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, library } = locals;
	const { group, members, ...house } = await readHousehold(db, actor, params.id);
	const living = members.filter(({ to }) => to === null);
	const { standard } = readAsked(library, '', url.searchParams);
	const ids = living.map(({ personId }) => personId);
	const knows = may(actor, 'figure.explain', group);
	const attained = knows ? await listAttained(db, actor, group, ids, standard.id) : new Set<string>();
	return {
		house,
		group: { id: group.groupId, name: group.groupName },
		living: living.map((member) => ({ ...member, attained: knows ? attained.has(member.personId) : null })),
		former: members.filter(({ to }) => to !== null),
		evidence: may(actor, 'evidence.read', group),
		done: url.searchParams.has('done')
	};
};
