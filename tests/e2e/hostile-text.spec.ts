import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import type { Page } from '@playwright/test';
import { atConsole } from '#lib/access/actor.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { enrolPeople } from '#lib/classes/server/enrolment.ts';
import { openEveningClass } from '#lib/classes/server/evening-class.fixture.ts';
import { give, startFor } from '#lib/outreach/server/campaign.fixture.ts';
import { setPlanItem } from '#lib/outreach/server/plan.ts';
import { fileRequest } from '#lib/people/server/requests.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { createGroup } from '#lib/territory/server/groups.ts';
import { addLearningPoint } from '#lib/territory/server/points.ts';
import { actorWith, herself, settle, takeTest, type Commune } from '#tests/world.ts';
import { goOutside } from '../matrix/outside.ts';
import { expect, signIn, test, type RunningWorld } from './world.ts';

/** A ward in which nobody else of these tests works. */
const WARD = { wardCode: '00091', provinceCode: '01' };

/** Text that would be more than text on a page that lets it: an element, an attribute, a script, a template, a comment. */
const HOSTILE = [
	'<b data-hostile>x</b>',
	'"><img data-hostile src=x onerror=alert(1)>',
	"'><svg data-hostile onload=alert(1)>",
	'</title></textarea></script><script data-hostile>alert(1)</script>',
	'--><i data-hostile>',
	'{@html "<u data-hostile>"} ${alert(1)} javascript:alert(1)'
].join(' ');

test('hostile text in every column that holds text is shown as text, on every page that shows it', async ({
	page,
	world,
	anotherDevice
}) => {
	test.slow();
	const { commune, personId, house, requestId, outside, work, officerId, auditorId } = await world.alone(() =>
		plant(world)
	);
	const dialogs: string[] = [];
	const look = async (on: Page, paths: string[]) => {
		on.on('dialog', (dialog) => {
			dialogs.push(dialog.message());
			void dialog.dismiss();
		});
		for (const path of paths) {
			const response = await on.goto(path);
			expect(response?.status(), path).toBe(200);
			expect(await on.locator('[data-hostile]').count(), `elements on ${path}`).toBe(0);
		}
		return on;
	};
	const [group] = commune.groups;
	await signIn(world, page.context(), personId);
	await look(page, [
		'/me',
		'/me/data',
		'/me/results',
		'/me/classes',
		`/me/classes/${work.classId}`,
		'/sign-out',
		'/learn'
	]);
	await expect(page.locator('header')).toContainText('<b data-hostile>');

	const office = await anotherDevice();
	await signIn(world, office.context(), officerId, 'link');
	const hers = ['', '/names', '/birth-year', '/move', '/merge', '/death', '/erasure', '/card', '/data-request'].map(
		(end) => `/people/${personId}${end}`
	);
	await look(office, [
		...hers,
		...['/work', '/people?q=hostile', '/people/new', '/residences', '/data-requests', `/data-requests/${requestId}`],
		...['', '/correction', '/split', '/members/new?q=hostile'].map((end) => `/households/${house}${end}`),
		...[`/visits/groups/${group}`, `/visits/households/${house}`],
		`/visits/groups/${group}/announcement?area=${encodeURIComponent(HOSTILE.slice(0, 90))}`,
		...[`/groups/${group}/households`, '/duplicates', `/duplicates/${personId}/${officerId}`],
		...[`/groups/${group}`, `/groups/${group}/population`, `/literacy/${WARD.wardCode}`, '/witnessing'],
		...['/learning-points', '/points', '/points/day', '/teams', '/help-requests', '/reminders'],
		...[`/points/${outside.pointId}`, `/teams/${outside.teamId}`, `/help-requests/${outside.helpId}`],
		`/groups/${group}/call-list`,
		...['', '/board', '/details', '/enrolment', '/closure'].map((end) => `/classes/${work.classId}${end}`),
		...['', '/commendation', `/reports/${WARD.wardCode}/${dayOf(new Date())}`].map(
			(end) => `/campaigns/${work.campaignId}${end}`
		),
		...['/classes', '/campaigns', '/support', '/support/new', `/plan/${WARD.wardCode}`],
		`/plan/${WARD.wardCode}/items/${work.item}`
	]);
	const auditor = await anotherDevice();
	await signIn(world, auditor.context(), auditorId, 'link');
	await look(auditor, [
		'/audit',
		`/audit?who=${encodeURIComponent(HOSTILE.slice(0, 60))}`,
		`/audit?place=${WARD.wardCode}`
	]);
	await expect(auditor.locator('table')).toContainText('<b data-hostile>');

	const copy = await page.request.get('/me/data/copy?as=html');
	const downloaded = await anotherDevice();
	await downloaded.setContent(await copy.text());
	expect(await downloaded.locator('[data-hostile]').count(), 'elements in the copy').toBe(0);
	await auditor.goto(`/exports/new?list=audit_trail&of=${encodeURIComponent(`place=${WARD.wardCode}`)}`);
	await auditor.getByRole('button', { name: m.export_make() }).click();
	const take = auditor.getByRole('button', { name: m.export_take_csv() });
	const [table] = await Promise.all([auditor.waitForEvent('download'), take.click()]);
	expect(await readFile(await table.path(), 'utf8')).toContain('data-hostile');
	expect(dialogs).toEqual([]);
	await world.alone(() => clean(world, personId, group));
});

/** A group, a resident, a learning point, staff, a test and a request, with hostile text wherever text stands. */
async function plant(world: RunningWorld) {
	const { db } = world;
	const now = new Date();
	const kind = { wardCode: WARD.wardCode, kind: 'tổ', validFrom: dayOf(now) };
	const group = await createGroup(db, atConsole, { ...kind, name: `Tổ ${randomUUID()}` }, now);
	const point = { ...{ wardCode: WARD.wardCode, kind: 'fixed' }, name: HOSTILE, address: HOSTILE };
	const commune: Commune = {
		...WARD,
		groups: [group.id, group.id],
		officer: actorWith('ward_officer', WARD.wardCode, now),
		head: actorWith('head_of_group', group.id, now),
		trainer: actorWith('trainer', WARD.wardCode, now),
		learningPointId: await addLearningPoint(db, atConsole, point, now)
	};
	const personId = await settle(world, commune, { fullName: 'Hostile', confirmed: false }, now);
	const staffId = await settle(world, commune, { fullName: 'Hostile', confirmed: false }, now);
	const auditorId = await settle(world, commune, { fullName: 'Hostile', confirmed: false }, now);
	const from = { from: dayOf(now), to: null };
	for (const role of ['ward_officer', 'trainer', 'head_of_group'] as const) {
		const place = role === 'head_of_group' ? group.id : WARD.wardCode;
		await grantRole(db, atConsole, { personId: staffId, role, place, ...from }, now);
	}
	await grantRole(db, atConsole, { personId: auditorId, role: 'auditor', place: 'vn', ...from }, now);
	const { learningPointId } = commune;
	const trainer = { ...commune.trainer, id: staffId };
	const witness = { witness: { trainer, learningPointId } };
	await takeTest(world, personId, { door: 'whole', standard: world.standard.id }, { right: 3, ...witness }, now);
	const outside = await goOutside(world, commune, group.id, staffId, now);
	const work = await goToWork(world, commune, personId, now);
	const requestId = newId(now);
	await fileRequest(db, herself(personId, now), { id: requestId, personId, kind: 'correction', text: HOSTILE }, now);
	const ids = [personId, staffId, auditorId];
	await db.execute(sql`update person_names set full_name = ${HOSTILE}, everyday_name = ${HOSTILE}, phone = ${HOSTILE},
		sort_key = ${HOSTILE}, search = 'hostile', registered_by = ${staffId} where person_id in ${ids}`);
	await db.execute(sql`update residential_groups set name = ${HOSTILE}, kind = ${HOSTILE} where id = ${group.id}`);
	await db.execute(sql`insert into guardians (person_id, full_name, relationship, recorded_by, recorded_at)
		values (${personId}, ${HOSTILE}, 'mother', 'x', now())`);
	const house = newId(now);
	await db.execute(
		sql`insert into households (id, group_id, label, landmark, head_id, search)
			values (${house}, ${group.id}, ${HOSTILE}, ${HOSTILE}, ${personId}, 'hostile')`
	);
	await db.execute(
		sql`insert into household_members (household_id, person_id, "from") values (${house}, ${personId}, now())`
	);
	await db.execute(sql`insert into audit_entries (at, actor_id, role, role_place, origin, verb, object_kind, object_id,
		person_id, place, detail) values (now(), ${HOSTILE}, ${HOSTILE}, ${HOSTILE}, ${HOSTILE}, ${HOSTILE}, ${HOSTILE},
		${HOSTILE}, ${personId}, ${WARD.wardCode}, jsonb_build_object('x', ${HOSTILE}::text))`);
	await db.execute(sql`update data_requests set reply = ${HOSTILE} where id = ${requestId}`);
	await db.execute(
		sql`update learning_points set name = ${HOSTILE}, address = ${HOSTILE} where id = ${outside.pointId}`
	);
	await db.execute(sql`update point_stops set place = ${HOSTILE} where id = ${outside.stopId}`);
	await db.execute(
		sql`update teams set name = ${HOSTILE}, decision_number = ${HOSTILE}, decided_on = now() where id = ${outside.teamId}`
	);
	await db.execute(sql`update help_requests set name = ${HOSTILE}, note = ${HOSTILE} where id = ${outside.helpId}`);
	return { commune, personId, house, requestId, outside, work, officerId: staffId, auditorId };
}

/** A class, a campaign with a deed and its report, and a line of the ward's plan. */
async function goToWork({ db, library }: RunningWorld, commune: Commune, personId: string, now: Date) {
	const { wardCode, learningPointId, trainer, officer } = commune;
	const words = { name: HOSTILE, organisation: HOSTILE };
	const { classId } = await openEveningClass(db, trainer, library, learningPointId, now, words);
	await enrolPeople(db, trainer, { classId, personIds: [personId], on: dayOf(now), way: 'list' }, now);
	const campaignId = await startFor(db, officer, [wardCode], now, { name: HOSTILE });
	await give(db, trainer, wardCode, now, { campaignId, partners: HOSTILE, personId });
	const item = { id: newId(now), due: dayOf(now), state: 'todo' as const };
	await setPlanItem(db, officer, WARD, { ...item, content: HOSTILE, owner: HOSTILE, measure: HOSTILE }, now);
	return { classId, campaignId, item: item.id };
}

/** Nobody else has to look at it. */
async function clean({ db }: RunningWorld, personId: string, group: string): Promise<void> {
	await db.execute(sql`update residential_groups set name = 'Tổ thử', kind = 'tổ' where id = ${group}`);
	await db.execute(sql`update learning_points set valid_to = now() where ward_code = ${WARD.wardCode}`);
	await db.execute(sql`delete from data_requests where person_id = ${personId}`);
}
