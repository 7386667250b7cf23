import type { Target, Verb } from '#lib/access/permissions.ts';
import { listCertificates } from '#lib/certificates/server/certificates.ts';
import { issueOwn } from '#lib/certificates/server/issue.ts';
import { appoint } from '#lib/compliance/server/appointments.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { passOn } from '#tests/official-results.ts';
import { herself, settle, type Commune, type World } from '#tests/world.ts';
import type { Cell } from './cells.ts';
import type { Cast } from './cast.ts';
import type { Office } from './office.ts';
import { appealAgainst, OF_OFFICIALS } from './stage-parts.ts';

/** An official who lives in one ward and works in another, with a paper of hers and an appeal. */
export interface Commuter {
	personId: string;
	certificateId: string;
	appealId: string;
	home: Target;
	work: Target;
}

/** From there to our ward, and from ours to there. */
export type Commuters = Record<'comes' | 'goes', Commuter>;

export async function commute(world: World, here: Office, there: Office, now: Date): Promise<Commuters> {
	const { cuaNam, thanhBa } = world;
	return {
		comes: await goToWork(world, thanhBa, cuaNam, here, now),
		goes: await goToWork(world, cuaNam, thanhBa, there, now)
	};
}

async function goToWork(world: World, from: Commune, at: Commune, office: Office, now: Date): Promise<Commuter> {
	const { db, library } = world;
	const personId = await settle(world, from, { fullName: 'Phạm Mẫu Đi Về' }, now);
	const post = { id: newId(now), agencyId: office.agencyId, personId, position: 'Chuyên viên', kind: 'cadre' as const };
	await appoint(db, at.officer, { ...post, from: dayOf(now) }, now);
	await passOn(db, library, [personId], OF_OFFICIALS.module, dayOf(now));
	await issueOwn(db, herself(personId, now), library, personId, now);
	const [paper] = await listCertificates(db, personId, now);
	if (paper?.paper !== 'certificate') throw new Error('no official’s paper was issued');
	return {
		...{ personId, certificateId: paper.id, appealId: await appealAgainst(world, personId, now) },
		home: { groupId: from.groups[0], wardCode: from.wardCode, provinceCode: from.provinceCode },
		work: { wardCode: at.wardCode, provinceCode: at.provinceCode }
	};
}

/** Who comes here to work, and who lives here and works elsewhere: both their home and their place of work may reach them. */
export const commuting =
	(params: (who: Commuter) => Record<string, string>, verb?: Verb) =>
	({ commuters }: Cast): Cell[] =>
		[
			{ name: 'works here, lives elsewhere', who: commuters.comes },
			{ name: 'lives here, works elsewhere', who: commuters.goes }
		].map(({ name, who }) => ({
			...{ name, params: params(who), target: who.home },
			work: { target: who.work, ...(verb && { verb }) }
		}));
