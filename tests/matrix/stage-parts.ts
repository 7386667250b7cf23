import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { addAgency } from '#lib/compliance/server/agencies.ts';
import { deed, startFor } from '#lib/outreach/server/campaign.fixture.ts';
import { setPlanItem } from '#lib/outreach/server/plan.ts';
import { recordSupport } from '#lib/outreach/server/support.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Commune, World } from '#tests/world.ts';

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
