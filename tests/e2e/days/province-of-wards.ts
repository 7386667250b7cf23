import { sql } from 'drizzle-orm';
import { atConsole } from '#lib/access/actor.ts';
import { drawRecheck } from '#lib/indicators/server/recheck.ts';
import { setTarget } from '#lib/indicators/server/set-target.ts';
import { lastMonth, type Period } from '#lib/periodic/period.ts';
import { subjectOf } from '#lib/periodic/server/periods.ts';
import { submitWardReport } from '#lib/periodic/server/ward-reports.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { addLearningPoint } from '#lib/territory/server/points.ts';
import { actorWith, settle, takeTest, type World } from '#tests/world.ts';
import { addGroupEvents, addPeopleEvents } from '../../../src/cli/load/events.ts';
import { addGroupRows, addPeopleRows, addTallies } from '../../../src/cli/load/rows.ts';
import { at, idOf, loadOf } from '../../../src/cli/load/size.ts';

/** What stands in a generated ward; each has two groups. */
interface PlannedWard {
	code: string;
	attained: number;
	witnessed: number;
	/** adults of each group */
	adults: number;
	/** groups that have declared */
	declared: number;
	/** everybody passed within a few days, lately */
	leapt: boolean;
	works: boolean;
	reports: boolean;
}

/** A province whose wards are told apart by what an officer of the province looks for. */
export interface ProvinceOfWards {
	code: string;
	officer: string;
	period: Period;
	wards: string[];
	/** the ten that need help most, the ones too good to be true, the ones whose groups are silent */
	needy: string[];
	doubtful: string[];
	undeclared: string[];
	/** work here, and sent no report of the last month */
	silent: string[];
	/** nobody works there yet */
	closed: string[];
	/** its report waits for an answer */
	reported: string;
	/** in which a re-check found five who still can, and one who cannot */
	rechecked: string;
}

const ADULTS = 20;
const usual: Omit<PlannedWard, 'code' | 'attained'> = {
	...{ witnessed: Infinity, adults: ADULTS, declared: 2, leapt: false, works: true, reports: true }
};

/** Of wards in the order of their codes: 0 to 9 need help, 10 to 14 look too good, 15 to 18 are silent, the last five closed. */
function plan(code: string, n: number, all: number): PlannedWard {
	const ward = { ...usual, code, attained: 9 + (n % 8) };
	if (n < 10) return { ...ward, attained: n % 3 };
	if (n < 12) return { ...ward, attained: 39 };
	if (n === 12) return { ...ward, attained: 20, leapt: true };
	if (n === 13) return { ...ward, attained: 25, witnessed: 4 };
	if (n === 14) return { ...ward, attained: 13, adults: 6 };
	if (n < 19) return { ...ward, declared: n === 18 ? 1 : 0 };
	if (n < 27) return { ...ward, reports: false };
	if (n >= all - 5) return { ...ward, attained: 0, declared: 0, works: false, reports: false };
	return ward;
}

/**
 * Fills a province in which nobody lives yet with two groups a ward, their people, declarations and results, as log and
 * rows that a rebuild would make; with a target, the wards' reports of the last month, and an officer. Some seconds.
 */
export async function fillProvince(world: World, code: string, now: Date): Promise<ProvinceOfWards> {
	const { db } = world;
	const rows = await db.execute<{ code: string }>(
		sql`select code from wards where province_code = ${code} order by code`
	);
	const wards = rows.map((row, n) => plan(row.code, n, rows.length));
	const codes = (fits: (ward: PlannedWard, n: number) => boolean) => wards.filter(fits).map((ward) => ward.code);
	await fillWards(world, Number(code), wards, now);
	const period = lastMonth(dayOf(now));
	const reported = wards[28]?.code ?? '';
	await sendReports(
		world,
		code,
		period,
		reported,
		codes(({ reports }) => reports)
	);
	const rechecked = wards[29]?.code ?? '';
	await recheck(world, code, rechecked, now);

	const today = dayOf(now);
	const promised = {
		place: code,
		indicator: 'ky-nang-so-thiet-yeu',
		value: 0.4,
		issuer: 'Tỉnh uỷ',
		source: 'Kế hoạch của tỉnh'
	};
	await setTarget(db, atConsole, { ...promised, startsOn: addDays(today, -300), dueOn: addDays(today, 65) }, now);
	const officer = await settle(world, world.cuaNam, { confirmed: false }, now);
	const grant = { personId: officer, role: 'province_officer', place: code } as const;
	await grantRole(db, atConsole, { ...grant, from: today, to: null }, now);
	return {
		...{ code, officer, period, reported, rechecked, wards: codes(() => true) },
		needy: codes((_, n) => n < 10),
		doubtful: codes((_, n) => n >= 10 && n < 15),
		undeclared: codes(({ works, declared }) => works && declared < 2),
		silent: codes(({ works, reports }) => works && !reports),
		closed: codes(({ works }) => !works)
	};
}

async function fillWards({ db, library }: World, nth: number, wards: PlannedWard[], now: Date): Promise<void> {
	const today = dayOf(now);
	const load = loadOf({ people: wards.length, groups: 2 * wards.length, events: wards.length }, library, now);
	const [from, to] = [nth * 100_000, nth * 100_000 + 99_999];
	const list = (of: (ward: PlannedWard) => number | string | boolean) =>
		sql.param(wards.map((ward) => String(of(ward))));
	await db.transaction(async (tx) => {
		await tx.execute(sql`
			create temp table load_ward on commit drop as
			select code, attained::int, least(witnessed::int, attained::int) witnessed, adults::int, declared::int,
				leapt::boolean, works::boolean, w::int - 1 w
			from unnest(${list((w) => w.code)}::text[], ${list((w) => w.attained)}::text[],
				${list((w) => Math.min(w.witnessed, w.attained))}::text[], ${list((w) => w.adults)}::text[],
				${list((w) => w.declared)}::text[], ${list((w) => w.leapt)}::text[], ${list((w) => w.works)}::text[])
				with ordinality t(code, attained, witnessed, adults, declared, leapt, works, w)`);
		await tx.execute(sql`
			create temp table load_group on commit drop as
			select ${from}::int + w * 2 + k g, ${idOf(at(sql`${addDays(today, -400)}::date`), 0xf, sql`(${from}::int + w * 2 + k)`)} id,
				code ward_code, ${addDays(today, -400)}::date valid_from, null::date valid_to, null::int[] stands_for, w, k
			from load_ward, generate_series(0, 1) k where works`);
		await tx.execute(sql`
			create temp table load_declaration on commit drop as
			select g.g, g.id group_id, ${addDays(today, -300)}::date as_of, 'head'::text source, l.adults - 2 resident, 2 lodging,
				1 away, ${addDays(today, -299)}::date declared_on,
				${idOf(at(sql`${addDays(today, -299)}::date`), 0xd, sql`g.g`)} event_id
			from load_group g join load_ward l using (w) where g.k < l.declared`);
		await tx.execute(sql`
			create temp table load_person on commit drop as
			select x.n, ${idOf(at(sql`x.reg`), 0, sql`x.n`)} id,
				extract(year from ${today}::date)::int - 30 - (x.n % 45)::int birth_year, x.group_id, x.reg, x.reg + 2 conf, 3 lessons,
				case when x.i < x.attained + 2 then case when x.leapt then ${addDays(today, -5)}::date
					else ${addDays(today, -200)}::date + (x.n * 13 % 150)::int end end test1,
				x.i < x.attained passed1, x.i < x.witnessed witnessed1, null::date test2, false witnessed2,
				null::date moved, null::uuid next_id, null::date died
			from (
				select ${from}::int + l.w * 50 + i n, i, g.id group_id, ${addDays(today, -250)}::date reg, l.*
				from load_ward l cross join lateral generate_series(0, l.attained + 5) i
				join load_group g on g.w = l.w and g.k = i % 2 where l.works
			) x`);
		await addGroupRows(tx, load);
		await addGroupEvents(tx, load);
		await addPeopleEvents(tx, load, from, to);
		await addPeopleRows(tx, load, from, to);
		await addTallies(tx, load);
		await tx.execute(sql`
			insert into roles (id, person_id, role, place, "from", granted_by)
			select gen_random_uuid(), p.id, 'ward_officer', l.code, p.conf, 'system:sample'
			from load_ward l join load_person p on p.n = ${from}::int + l.w * 50`);
	});
}

/** One report is drawn up and submitted; the other wards' are counted as theirs and never opened. */
async function sendReports(world: World, province: string, period: Period, reported: string, wards: string[]) {
	const { db, library } = world;
	const moment = new Date(Date.parse(`${addDays(period.to, 1)}T00:00:00+07:00`));
	const officer = actorWith('ward_officer', reported, moment);
	const asked = { code: reported, period: period.code };
	await submitWardReport({ db, reports: db, library }, officer, asked, moment);
	const { kind, subjectId, day } = subjectOf(library, period);
	const others = sql.param(wards.filter((code) => code !== reported));
	await db.execute(sql`
		with made as (
			insert into reports (id, kind, place, subject_id, day, state, body, known_at)
			select gen_random_uuid(), r.kind, w.code, r.subject_id, r.day, r.state, r.body, r.known_at
			from reports r, unnest(${others}::text[]) w(code)
			where r.kind = ${kind} and r.subject_id = ${subjectId} and r.day = ${day}::date and r.place = ${reported}
			returning id
		)
		insert into report_steps (report_id, n, step, by, at) select id, 1, 'submit', 'system:sample', ${moment.toISOString()}::timestamptz from made`);
}

/** A draw of three weeks ago, after which six took the test again before a witness, and one could not. */
async function recheck(world: World, provinceCode: string, wardCode: string, now: Date): Promise<void> {
	const { db, standard } = world;
	const before = new Date(now.getTime() - 21 * 86_400_000);
	const province = actorWith('province_officer', provinceCode, before);
	const id = newId(before);
	await drawRecheck(db, province, standard, { id, place: wardCode, size: 6, weighted: false }, before);
	const point = { wardCode, kind: 'fixed', name: 'Nhà văn hóa', address: 'Mẫu' };
	const learningPointId = await addLearningPoint(db, atConsole, point, before);
	const witness = { trainer: actorWith('trainer', wardCode, before), learningPointId };
	const drawn = await db.execute<{ id: string }>(sql`select person_id id from recheck_people where recheck_id = ${id}`);
	const after = new Date(now.getTime() - 7 * 86_400_000);
	for (const [n, person] of drawn.entries()) {
		await takeTest(
			world,
			person.id,
			{ door: 'whole', standard: standard.id },
			{ witness, ...(n === 0 && { right: 2 }) },
			after
		);
	}
}
