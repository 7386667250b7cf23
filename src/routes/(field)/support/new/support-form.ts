import { listCampaignsOn } from '#lib/outreach/server/campaign-setup.ts';
import { findLastChoices, listOwnSupport } from '#lib/outreach/server/support-own.ts';
import { listSupportPlaces, titleOfOffered } from '#lib/outreach/server/support-places.ts';
import { listServices } from '#lib/outreach/server/support-services.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { forbidden } from '#lib/shared/errors.ts';

/** For so many days after a campaign its deeds may still be written down. */
const AFTERWARDS = 7;

/** What the form offers, and what of it she chose the last time; and the deed that she has just written down. */
export async function readSupportForm({ db, actor, now, language }: App.Locals, recorded: string | null) {
	const today = dayOf(now);
	const places = await listSupportPlaces(db, actor, today);
	const [firstPlace] = places;
	if (!firstPlace) throw forbidden();
	const wardCodes = [...new Set(places.map(({ wardCode }) => wardCode))];
	const running = await listCampaignsOn(db, wardCodes, { from: addDays(today, -AFTERWARDS), to: today });
	const campaigns = [...new Map(running.map(({ id, name }) => [id, name]))].map(([id, name]) => ({ id, name }));
	const services = await listServices(
		db,
		places.map(({ provinceCode }) => provinceCode)
	);
	const last = await findLastChoices(db, actor.id);
	const isOffered = (id: string | null | undefined) => campaigns.some((campaign) => campaign.id === id);
	return {
		today,
		places: places.map((place) => ({ value: place.value, title: titleOfOffered(place, language) })),
		campaigns,
		services: services.map(({ id, name }) => ({ id, name })),
		usual: {
			serviceId: services.some(({ id }) => id === last?.serviceId) ? (last?.serviceId ?? '') : '',
			place: places.some(({ value }) => value === last?.place) ? (last?.place ?? '') : firstPlace.value,
			campaignId:
				last === null
					? campaigns.length === 1
						? (campaigns[0]?.id ?? '')
						: ''
					: isOffered(last.campaignId)
						? (last.campaignId ?? '')
						: '',
			force: last?.force ?? '',
			partners: last?.partners ?? ''
		},
		recorded:
			recorded === null ? null : ((await listOwnSupport(db, actor.id)).find(({ id }) => id === recorded) ?? null)
	};
}
