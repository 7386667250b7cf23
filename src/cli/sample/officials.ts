import { sampleMaker } from '#lib/access/actor.ts';
import { OFFICIAL_KINDS } from '#lib/compliance/agency.ts';
import { addMonths } from '#lib/compliance/months.ts';
import { addAgency } from '#lib/compliance/server/agencies.ts';
import { appoint } from '#lib/compliance/server/appointments.ts';
import { imposeDuty } from '#lib/compliance/server/duties.ts';
import { grantWaiver, seeCompletion } from '#lib/compliance/server/exceptions.ts';
import type { Library } from '#lib/curriculum/content.ts';
import { modulesFor } from '#lib/curriculum/library.ts';
import { completeLesson } from '#lib/learning/server/lesson.ts';
import { record } from '#lib/ledger/server/record.ts';
import { enrolStaff } from '#lib/people/server/register.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { makeExtract, makeOfficialTest } from './official-test.ts';

const GIVEN = ['An', 'Bình', 'Cường', 'Dung', 'Giang', 'Hà', 'Khoa', 'Lan', 'Minh', 'Nga', 'Phong', 'Quý'];
const POSITIONS = ['Phó Chủ tịch', 'Trưởng phòng', 'Chuyên viên', 'Chuyên viên', 'Văn thư', 'Nhân viên hợp đồng'];
const DAY = 86_400_000;

/**
 * An agency of a ward with a dozen invented officials and one duty, in many states: read a little, completed elsewhere
 * on time or late, postponed, waived, not begun, a test with an appeal, and last month's extract. The head of the sample is the ward's officer.
 */
export async function makeOfficials(
	db: Db,
	library: Library,
	{ wardCode, officer }: { wardCode: string; officer: string },
	now: Date
): Promise<void> {
	const begun = new Date(now.getTime() - 100 * DAY);
	const startsOn = dayOf(begun);
	const agencyId = newId(begun);
	const agency = { id: agencyId, place: wardCode, name: 'Ủy ban nhân dân (mẫu)', kind: 'government' as const };
	await addAgency(db, sampleMaker, agency, begun);
	const people = [officer];
	for (const [n, given] of GIVEN.entries()) {
		const personId = newId(begun);
		const staff = { personId, eventId: newId(begun), fullName: `Cán bộ Mẫu ${given} (mẫu)`, birthYear: 1970 + n * 2 };
		await record(db, sampleMaker, enrolStaff, staff, begun);
		people.push(personId);
	}
	for (const [n, personId] of people.entries()) {
		const position = POSITIONS[n % POSITIONS.length] ?? '';
		const post = { id: newId(begun), agencyId, personId, position, kind: OFFICIAL_KINDS[n % 4] ?? 'worker' };
		await appoint(db, sampleMaker, { ...post, from: addMonths(startsOn, -12) }, begun);
	}
	const { required, free } = modulesFor(library, 'officials');
	const modules = [...required, ...free].slice(0, 2);
	const dutyId = newId(begun);
	const order = { number: '01/KH-UBND (mẫu)', on: startsOn, issuer: 'UBND (mẫu)' };
	const terms = { due: { months: 3 }, graceDays: 5, validMonths: 12, startsOn };
	const audience = { agencies: [agencyId], positions: [], people: [] };
	const ids = modules.map(({ id }) => id);
	const duty = { id: dutyId, place: wardCode, title: 'Kỹ năng số cho cán bộ (mẫu)', order, audience, ...terms };
	await imposeDuty(db, sampleMaker, library, { ...duty, modules: ids, refresher: ids.slice(0, 1) }, begun);

	const see = (personId: string, some: string[], days: number) =>
		seeCompletion(
			db,
			sampleMaker,
			{
				...{ id: newId(now), dutyId, personId, modules: some, platform: 'Nền tảng mẫu', code: 'MAU-0001' },
				completedOn: addDays(startsOn, days)
			},
			now
		);
	for (const personId of people.slice(1, 4)) await see(personId, ids, 40);
	for (const personId of people.slice(4, 6)) await see(personId, ids, 99);
	await see(people[6] ?? '', ids.slice(0, 1), 30);
	const waiver = { dutyId, n: 1, reason: 'leave' as const, paper: null };
	const later = { kind: 'postponed' as const, until: addDays(dayOf(now), 60) };
	await grantWaiver(db, sampleMaker, { ...waiver, ...later, id: newId(now), personId: people[7] ?? '' }, now);
	const never = { kind: 'waived' as const, until: null };
	await grantWaiver(db, sampleMaker, { ...waiver, ...never, id: newId(now), personId: people[8] ?? '' }, now);
	const lesson = modules[0]?.lessons[0];
	for (const personId of lesson ? people.slice(9, 11) : []) {
		const read = { eventId: newId(begun), personId, module: lesson?.module ?? '', lesson: lesson?.id ?? '' };
		const herself = { kind: 'person' as const, id: personId, signInId: newId(begun), grants: [] };
		await record(db, herself, completeLesson, { ...read, contentHash: lesson?.hash ?? '' }, now);
	}
	await makeOfficialTest(db, library, people[11] ?? '', modules[0]?.id ?? '', now);
	await makeExtract(db, library, agencyId, now);
}
