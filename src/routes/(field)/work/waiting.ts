import type { Actor } from '#lib/access/actor.ts';
import { may, placesFor, type Target } from '#lib/access/permissions.ts';
import { listScams } from '#lib/drills/server/local-scam.ts';
import { listAppeals } from '#lib/learning/server/appeals.ts';
import { listLiveOpenings } from '#lib/openings/server/opening.ts';
import { countWaiting } from '#lib/outreach/server/help-request-list.ts';
import { listClaims } from '#lib/people/server/claims.ts';
import { listOpenRequests } from '#lib/people/server/requests.ts';
import { periodTitle } from '#lib/periodic/report-words.ts';
import { listWardPeriods } from '#lib/periodic/server/periods.ts';
import { lastMonth } from '#lib/periodic/period.ts';
import type { ReportState } from '#lib/reports/report.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { placeLevel } from '#lib/territory/place.ts';
import { listWaitingFalls } from '#lib/territory/server/declarations.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { listProvincesWaiting } from './province-waiting.ts';

/** What waits for this reader; null where it is not hers to do. */
export async function readWaiting(locals: App.Locals) {
	const { db, actor, now } = locals;
	const reads = (verb: Parameters<typeof placesFor>[1]) => placesFor(actor, verb).length > 0;
	return {
		openings: (await listLiveOpenings(db, actor, now)).map(({ id, point }) => ({ id, point: point.name })),
		falls: await listWaitingFalls(db, actor, now),
		claims: reads('claim.read') ? (await listClaims(db, actor, 1, now)).total : null,
		requests: reads('data_request.read') ? (await listOpenRequests(db, actor, 1, now)).total : null,
		help: reads('help_request.read') ? await countWaiting(db, actor, now) : null,
		appeals: reads('appeal.answer')
			? (await listAppeals(db, actor, now)).filter(({ decision }) => decision === null).length
			: null,
		scams: reads('local_scam.approve')
			? (await listScams(db, actor)).filter((scam) => scam.state === 'proposed' && !isOwn(actor, scam.proposedBy))
					.length
			: null,
		reports: await listReportsToDo(locals),
		provinces: await listProvincesWaiting(locals)
	};
}

/** The newest month's report of her own wards: to be submitted, or before her to be decided. */
async function listReportsToDo({ db, actor, library, now }: App.Locals) {
	const wards = [...new Set(placesFor(actor, 'ward_report.read'))].filter((place) => placeLevel(place) === 'ward');
	const newest = lastMonth(dayOf(now));
	const listed = await Promise.all(
		wards.map(async (code) => {
			const { provinceCode } = await readPlace(db, code, dayOf(now));
			const ward = { wardCode: code, provinceCode: provinceCode ?? undefined };
			const periods = await listWardPeriods(db, library, code, newest.year, now);
			return periods
				.filter(({ period, state, asked }) => period.code === newest.code && asked && isHers(actor, ward, state))
				.map(({ state, missing, due }) => {
					return { href: `/reports/${code}/${newest.code}`, title: periodTitle(newest), state, missing, due };
				});
		})
	);
	return listed.flat();
}

/** Whoever submits has it until it is submitted; whoever only decides has it from then on. */
function isHers(actor: Actor, ward: Target, state: ReportState): boolean {
	if (may(actor, 'report.submit', ward)) return state === 'draft' || state === 'returned';
	return may(actor, 'report.approve', ward) && (state === 'submitted' || state === 'approved');
}

function isOwn(actor: Actor, personId: string): boolean {
	return actor.kind === 'person' && actor.id === personId;
}
