import { addAgency } from '#lib/compliance/server/agencies.ts';
import { appoint } from '#lib/compliance/server/appointments.ts';
import { imposeDuty } from '#lib/compliance/server/duties.ts';
import { grantWaiver, seeCompletion } from '#lib/compliance/server/exceptions.ts';
import { modulesFor } from '#lib/curriculum/library.ts';
import { record } from '#lib/ledger/server/record.ts';
import { enrolStaff } from '#lib/people/server/register.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import type { Commune, World } from '#tests/world.ts';

/** An agency of a ward in which somebody holds a post, with a duty that binds her and a postponement of it. */
export interface Office {
	agencyId: string;
	postId: string;
	dutyId: string;
	officialId: string;
	/** who holds a post there too and lives in no group of ours */
	commuterId: string;
	waiverId: string;
	/** what she is said to have completed elsewhere */
	completionId: string;
}

export async function staffOffice(
	{ db, library }: World,
	{ officer, wardCode, provinceCode }: Commune,
	officialId: string,
	word: string,
	now: Date
): Promise<Office> {
	const [agencyId, postId, dutyId, waiverId] = [newId(now), newId(now), newId(now), newId(now)];
	const completionId = newId(now);
	const today = dayOf(now);
	await addAgency(db, officer, { id: agencyId, place: wardCode, name: `Cơ quan ${word}`, kind: 'front' }, now);
	const post = { id: postId, agencyId, personId: officialId, position: 'Chuyên viên', kind: 'cadre' as const };
	await appoint(db, officer, { ...post, from: today }, now);
	const commuterId = newId(now);
	const enrolled = { personId: commuterId, eventId: newId(now), fullName: `Phạm Mẫu ${word} Mười`, birthYear: 1980 };
	await record(db, officer, enrolStaff, { ...enrolled, at: { wardCode, provinceCode } }, now);
	await appoint(db, officer, { ...post, id: newId(now), personId: commuterId, from: today }, now);
	const duty = { id: dutyId, place: wardCode, title: `Nội dung ${word}`, startsOn: today, due: { months: 3 } };
	const audience = { agencies: [agencyId], positions: [], people: [] };
	const order = { number: '1', on: today, issuer: 'UBND' };
	const modules = modulesFor(library, 'officials').required.slice(0, 1);
	const asked = { modules: modules.map(({ id }) => id), refresher: [], graceDays: 0, validMonths: 12 };
	await imposeDuty(db, officer, library, { ...duty, ...asked, audience, order }, now);
	const waiver = { id: waiverId, dutyId, personId: officialId, n: 1, kind: 'postponed' as const, paper: null };
	await grantWaiver(db, officer, { ...waiver, reason: 'leave', until: today }, now);
	const seen = { id: completionId, dutyId, personId: officialId, modules: asked.modules, completedOn: today };
	await seeCompletion(db, officer, { ...seen, platform: 'Nền tảng mẫu', code: 'MAU-1' }, now);
	return { agencyId, postId, dutyId, officialId, commuterId, waiverId, completionId };
}
