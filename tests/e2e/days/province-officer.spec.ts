import { sql } from 'drizzle-orm';
import { atConsole } from '#lib/access/actor.ts';
import { record } from '#lib/ledger/server/record.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { lastMonth } from '#lib/periodic/period.ts';
import { submitWardReport } from '#lib/periodic/server/ward-reports.ts';
import { addDays, dayOf, type Day } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { placeTitle, type PlaceKind } from '#lib/territory/place.ts';
import { createGroup } from '#lib/territory/server/groups.ts';
import { listWards } from '#lib/territory/server/places.ts';
import { declarePopulation } from '#lib/territory/server/population.ts';
import { actorWith, settle, takeTest, type Commune } from '#tests/world.ts';
import { goOn } from '../learner.ts';
import { FAR_PROVINCE } from '../supplement.ts';
import { expect, heading, newName, signIn, test, type RunningWorld } from '../world.ts';
import { keepPicture } from './day.ts';

const noon = (day: Day) => new Date(`${day}T12:00:00+07:00`);
/** So many wards have far more adults than the others and nobody competent, so many have not declared, so many submitted. */
const [WEAK, UNDECLARED, SUBMITTED] = [10, 6, 3];

/**
 * A province of about 150 wards in which nobody has worked yet, each with a group that was counted. The last ward's
 * figure is too good to be true: everybody is competent, and nobody saw it.
 */
async function settleProvince(world: RunningWorld) {
	const { db, library, standard } = world;
	const now = new Date();
	const [chosen] = await db.execute<{ code: string }>(sql`
		select province_code code from wards where province_code not in ('01', '25', ${FAR_PROVINCE})
			and not exists (
				select from residential_groups g join wards w on w.code = g.ward_code where w.province_code = wards.province_code
			)
		group by province_code order by abs(count(*) - 150) limit 1`);
	const code = chosen?.code ?? '';
	const period = lastMonth(lastMonth(dayOf(now)).from);
	const before = noon(addDays(period.from, -20));
	const wards = await listWards(db, code, dayOf(now));
	const groups: string[] = [];
	for (const [n, { code: wardCode }] of wards.entries()) {
		const group = { wardCode, name: 'Tổ dân phố 1', kind: 'Tổ dân phố', validFrom: '2025-07-01' };
		const { id: groupId } = await createGroup(db, atConsole, group, before);
		groups.push(groupId);
		if (n >= WEAK && n < WEAK + UNDECLARED) continue;
		const resident = n < WEAK ? 400 + n : n === wards.length - 1 ? 6 : 20;
		const counted = { eventId: newId(before), groupId, asOf: dayOf(before), source: 'head' as const, ageFrom: 18 };
		const head = actorWith('head_of_group', groupId, before);
		await record(db, head, declarePopulation, { ...counted, resident, lodging: 0, away: 0 }, before);
	}
	const [good, goodGroup] = [wards.at(-1)?.code ?? '', groups.at(-1) ?? ''];
	const commune: Commune = {
		...world.cuaNam,
		...{ wardCode: good, provinceCode: code, groups: [goodGroup, goodGroup] },
		...{ officer: actorWith('ward_officer', good, before), trainer: actorWith('trainer', good, before) }
	};
	const people: string[] = [];
	for (let n = 0; n < 6; n += 1) {
		const id = await settle(world, commune, {}, before);
		await takeTest(world, id, { door: 'whole', standard: standard.id }, {}, before);
		people.push(id);
	}
	const submitted = wards.slice(-1 - SUBMITTED, -1);
	for (const ward of submitted) {
		const asked = { code: ward.code, period: period.code };
		await submitWardReport({ db, reports: db, library }, actorWith('ward_officer', ward.code, now), asked, now);
	}
	const officer = await settle(world, world.cuaNam, { confirmed: false, fullName: newName() }, now);
	const post = { personId: officer, role: 'province_officer', place: code, from: dayOf(now), to: null } as const;
	await grantRole(db, atConsole, post, now);
	const title = ({ name, kind }: { name: string; kind: string }) => placeTitle({ name, kind: kind as PlaceKind }, 'vi');
	return {
		...{ code, period, officer, people, all: wards.length },
		...{
			weak: wards.slice(0, WEAK).map(title),
			good: { code: good, title: title(wards.at(-1) ?? { name: '', kind: '' }) }
		},
		submitted: submitted.map(title)
	};
}

test('a province officer finds among 150 wards who needs help, who has not reported and what is too good to be true', async ({
	page,
	world,
	anotherDevice
}) => {
	test.slow();
	const { code, period, officer, people, all, weak, good, submitted } = await world.alone(() => settleProvince(world));
	await signIn(world, page.context(), officer, 'link');
	const parts = page.locator('main table').first();
	const rows = parts.locator('tbody tr');

	await test.step('from her page one step leads to her province, one more to the ten that need help most', async () => {
		await page.goto('/work');
		await keepPicture(page, 'province-1-work');
		await page.locator(`main a[href="/literacy/${code}"]`).first().click();
		await keepPicture(page, 'province-2-figure');
		await page.getByRole('link', { name: m.dash_sort_help() }).click();
		const first = await rows.locator('th[scope=row]').allInnerTexts();
		expect(new Set(first.slice(0, WEAK).map((text) => text.split('\n')[0]?.trim()))).toEqual(new Set(weak));
		await keepPicture(page, 'province-3-help');
	});
	await test.step('who has not declared, and what looks too good, are one tap each', async () => {
		await page.getByRole('link', { name: `${m.dash_show_undeclared()} (${UNDECLARED})` }).click();
		await expect(rows).toHaveCount(UNDECLARED);
		await page.getByRole('link', { name: `${m.dash_show_doubtful()} (1)` }).click();
		await expect(rows).toHaveCount(1);
		await expect(rows).toContainText(good.title);
		await expect(rows).toContainText(m.dash_doubt_nearly_all());
		await keepPicture(page, 'province-4-doubtful');
	});
	await test.step('the board says who has not reported, and opens what was', async () => {
		await page.goto('/work');
		await page.locator('main a[href="/reports"]').first().click();
		await page.goto(`/reports/${code}?period=${period.code}`);
		const board = page.getByRole('region', { name: m.periodic_board() });
		await expect(board.locator('tbody tr')).toHaveCount(all);
		await expect(board.locator('tbody tr').first()).toContainText(m.periodic_missing());
		await expect(board.locator('tbody tr', { hasText: m.periodic_late() })).toHaveCount(SUBMITTED);
		await keepPicture(page, 'province-5-board');
		await board.getByRole('link', { name: submitted[0] ?? '', exact: true }).click();
		await expect(page.locator('.state')).toContainText(m.periodic_state_submitted());
	});
	await test.step('she draws in every group of the province at once, and sees how many tests came out again', async () => {
		await page.goto('/work');
		await page.locator('main a[href="/rechecks"]').first().click();
		await page.getByRole('link', { name: m.recheck_new() }).click();
		await page.locator('input[name=size]').fill('6');
		await page.locator('label', { hasText: m.recheck_way_equal() }).click();
		await keepPicture(page, 'province-6-draw');
		await goOn(page, () => page.getByRole('button', { name: m.recheck_round_draw() }).click());
		await expect(page.getByRole('status')).toHaveText(m.recheck_round_drawn());
		const one = page.getByRole('listitem').filter({ hasText: good.title });
		await expect(one).toContainText(m.recheck_ward_lists({ lists: '1', drawn: '6' }));
		await expect(one).toContainText(m.recheck_done({ done: '0', noted: '0', open: '6' }));
		const now = new Date();
		const { wardCode: elsewhere, learningPointId } = world.cuaNam;
		const witness = { trainer: actorWith('trainer', elsewhere, now), learningPointId };
		for (const [n, id] of people.entries()) {
			const right = n < 2 ? { right: 0 } : {};
			await takeTest(world, id, { door: 'whole', standard: world.standard.id }, { ...right, witness }, now);
		}
		await page.reload();
		await expect(one).toContainText(m.recheck_done({ done: '6', noted: '0', open: '0' }));
		await page.goto(`/literacy/${good.code}`);
		await expect(page.getByRole('main')).toContainText(m.recheck_agreed({ agreed: '4', settled: '6', drawn: '6' }));
		await keepPicture(page, 'province-7-recheck');
	});
	await test.step('a new ward is opened with its first officer in one step', async () => {
		await page.goto('/work');
		await page.locator('main a[href^="/tenants"]').first().click();
		const opening = page.locator('main a[href$="/opening"]').first();
		await keepPicture(page, 'province-8-tenants');
		await opening.click();
		await page.locator('input[name=fullName]').fill(newName());
		await page.locator('input[name=birthYear]').fill('1985');
		await page.getByRole('button', { name: m.tenant_open_make() }).click();
		await expect(page.getByRole('main')).toContainText('/invitations/');
	});
	await test.step('the wall shows the province to whoever stands before it, and nobody’s name', async () => {
		await page.goto(`/literacy/${code}/wall`);
		await expect(heading(page)).toBeVisible();
		await keepPicture(page, 'province-9-wall');
		const outside = await anotherDevice();
		await outside.goto(`/literacy/${code}/wall`);
		await expect(outside).toHaveURL(/\/sign-in/);
	});
});
