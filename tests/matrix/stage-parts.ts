import { atConsole } from '#lib/access/actor.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { addAgency } from '#lib/compliance/server/agencies.ts';
import { deed, startFor } from '#lib/outreach/server/campaign.fixture.ts';
import { setPlanItem } from '#lib/outreach/server/plan.ts';
import { recordSupport } from '#lib/outreach/server/support.ts';
import { record } from '#lib/ledger/server/record.ts';
import { fileAppeal } from '#lib/learning/server/appeals.ts';
import { startAttempt, type Attempt } from '#lib/learning/server/attempt.ts';
import { answerPairs, itemStatistics } from '#lib/learning/server/schema.ts';
import { submitAttempt } from '#lib/learning/server/submit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { scamOf } from '#lib/drills/server/drill.fixture.ts';
import { startDrill } from '#lib/drills/server/drill.ts';
import { proposeScam } from '#lib/drills/server/local-scam.ts';
import { drawOne } from '#lib/indicators/server/recheck.fixture.ts';
import { sendRoster } from '#lib/rosters/server/send.ts';
import { createGroup } from '#lib/territory/server/groups.ts';
import { mergeGroups } from '#lib/territory/server/population.ts';
import { herself, type Commune, type World } from '#tests/world.ts';

/** A campaign of the ward with a deed for somebody, and a line of its plan. */
export async function stageCampaign(
	{ db }: World,
	{ officer, trainer, wardCode, provinceCode }: Commune,
	personId: string,
	now: Date
) {
	const campaignId = await startFor(db, officer, [wardCode], now);
	const given = deed(wardCode, now, { campaignId, personId });
	await recordSupport(db, trainer, given, now);
	const item = { id: newId(now), content: 'Việc mẫu', owner: 'Ai đó', due: dayOf(now), measure: 'Kết quả' };
	await setPlanItem(db, officer, { wardCode, provinceCode }, { ...item, state: 'todo' }, now);
	return { campaignId, supportId: given.id, planItemId: item.id };
}

export const OF_OFFICIALS = { door: 'module', standard: 'ky-nang-so-can-bo', module: 'chia-se-du-lieu' } as const;

/** Somebody hands in a test of officials and appeals against its result. */
export async function appealAgainst({ db, library }: World, personId: string, now: Date): Promise<string> {
	const actor = herself(personId, now);
	const other = { ...OF_OFFICIALS, module: 'hop-va-ung-xu-truc-tuyen' };
	const { id: attemptId } = await startAttempt(db, library, actor, personId, other, now);
	await record(db, actor, submitAttempt, { attemptId, personId, helped: 'none' }, now);
	const id = newId(now);
	await fileAppeal(db, actor, { id, personId, attemptId, question: 0, reason: 'other', text: 'Mẫu' }, now);
	return id;
}

/** A question of a test of officials, and that test with another one of hers as a pair alike. */
export async function stageLooks(db: Db, { id, form }: Attempt, otherId: string, now: Date) {
	const [{ question, module } = { question: '', module: '' }] = form;
	const figures = { asked: 40, right: 4, recentAsked: 0, recentRight: 0, discrimination: null, computedAt: now };
	await db
		.insert(itemStatistics)
		.values({ ...figures, question, module, skill: 'mau' })
		.onConflictDoNothing();
	const [first, second] = [id, otherId].sort() as [string, string];
	const test = `module:${OF_OFFICIALS.standard}/${OF_OFFICIALS.module}`;
	const alike = { first, second, test, sameWrong: 5, likelihood: -20, on: dayOf(now), computedAt: now };
	await db.insert(answerPairs).values(alike);
	return { question, first, second };
}

/** An agency in which nobody holds a post. */
export async function openBureau(
	db: Db,
	{ officer, wardCode: place }: Commune,
	word: string,
	now: Date
): Promise<string> {
	const id = newId(now);
	await addAgency(db, officer, { id, place, name: `Ban mẫu ${word}`, kind: 'other' }, now);
	return id;
}

/** A drill that somebody has begun, and a scam that waits for a second officer. */
export async function stageDrill(
	{ db, library }: World,
	{ officer, wardCode }: Commune,
	personId: string,
	now: Date
): Promise<{ drillId: string; scamId: string }> {
	const scam = scamOf(wardCode, now);
	await proposeScam(db, officer, scam, now);
	const drill = await startDrill(db, library, herself(personId, now), personId, now);
	await drawOne(db, { id: drill.id, wardCode, personId }, now);
	return { drillId: drill.id, scamId: scam.id };
}

/** A file with one resident, that nobody has looked at yet. */
export async function sendFile(
	{ db }: World,
	{ officer, wardCode }: Commune,
	groupId: string,
	now: Date
): Promise<string> {
	const rosterId = newId(now);
	const bytes = new TextEncoder().encode('Họ và tên,Năm sinh\nPhạm Mẫu Tệp,1950\n');
	await sendRoster(db, officer, { rosterId, wardCode, groupId, fileName: 'x.csv', bytes }, now);
	return rosterId;
}

/** A group that was merged away. */
export async function endGroup({ db, cuaNam: { officer, wardCode } }: World, now: Date): Promise<string> {
	const kind = 'Tổ dân phố';
	const make = (name: string) =>
		createGroup(db, atConsole, { wardCode, name, kind, validFrom: '2025-07-01' }, now).then(({ id }) => id);
	const from = [await make('Tổ dân phố 8'), await make('Tổ dân phố 9')];
	const into = { id: newId(now), name: 'Tổ dân phố 10', kind };
	await record(db, officer, mergeGroups, { eventId: newId(now), from, into, on: dayOf(now) }, now);
	return from[0] ?? '';
}
