import { m } from '#lib/messages/compiled/messages.js';
import type { ReportState } from '#lib/reports/report.ts';
import { writeDay, writeMoment } from '#lib/shared/dates.ts';
import { writeCount, type Language } from '#lib/shared/ratio.ts';
import type { Door } from './doors.ts';
import type { ProvinceWaiting } from './province-waiting.ts';
import type { Work } from './work.ts';

/** What waits for this reader, the most urgent first; empty when nothing does. */
export function waitingDoors({ waiting, groups, toDecide }: Work, language: Language): Door[] {
	const some = (
		amount: number | null,
		href: string,
		title: string,
		text: (inputs: { count: string }) => string
	): Door[] => (amount ? [{ href, title, text: text({ count: writeCount(amount, language) }) }] : []);
	return [
		...waiting.openings.map(({ id, point }) => ({
			...{ href: `/openings/${id}`, title: m.opening_work_live({ point }), text: m.opening_work_live_text() }
		})),
		...some(waiting.help, '/help-requests', m.help_title(), m.help_work_count),
		...waiting.reports.map(({ href, title, state, missing, due }) => ({
			...{ href, title: m.office_work_report({ period: title }) },
			text: reportText(state, missing, writeMoment(due))
		})),
		...waiting.provinces.flatMap((province) => provinceDoors(province, language)),
		...groups
			.filter(({ countAgain }) => countAgain)
			.map(({ id, name, declaredOn }) => ({
				...{ href: `/groups/${id}/population`, title: m.office_work_declare({ group: name }) },
				text:
					declaredOn === null
						? m.office_work_declare_never()
						: m.office_work_declare_last({ day: writeDay(declaredOn) })
			})),
		...waiting.falls.map(({ groupId, groupName, eventId }) => ({
			...{ href: `/groups/${groupId}/declarations/${eventId}/decision` },
			...{ title: m.groups_work_fall({ group: groupName }), text: m.groups_work_fall_text() }
		})),
		...some(toDecide, '/approvals', m.approvals_title(), m.office_work_approvals_text),
		...some(waiting.claims, '/residences', m.office_residences_title(), m.office_work_claims),
		...some(waiting.requests, '/data-requests', m.privacy_requests_title(), m.privacy_requests_count),
		...some(waiting.appeals, '/appeals', m.appeals_title(), m.office_work_appeals),
		...some(waiting.scams, '/local-scams', m.scam_title(), m.office_work_scams)
	];
}

/** What is to be done about a report, before anything that is merely due: what was wrong with it. */
function reportText(state: ReportState, missing: boolean, due: string): string {
	if (state === 'returned') return m.office_work_report_returned({ due });
	if (missing) return m.office_work_report_late({ due });
	return state === 'draft' ? m.office_work_report_due({ due }) : m.office_work_report_decide();
}

/** The three questions of a province: who did not report, who needs help first, and whose figure nobody should believe yet. */
function provinceDoors(province: ProvinceWaiting, language: Language): Door[] {
	const { code, period, overdue } = province;
	const count = (value: number) => writeCount(value, language);
	const [unsent, behind, doubtful] = [province.unsent, province.behind, province.doubtful];
	return [
		...(unsent > 0
			? [
					{
						href: `/reports/${code}?only=${overdue ? 'missing' : 'waiting'}`,
						title: m.province_unsent({ period }),
						text: overdue
							? m.province_unsent_late({ count: count(unsent) })
							: m.province_unsent_due({ count: count(unsent) })
					}
				]
			: []),
		...(behind > 0
			? [
					{
						href: `/literacy/${code}?sort=-help&show=behind#parts`,
						title: m.province_behind(),
						text: m.province_behind_text({ count: count(behind) })
					}
				]
			: []),
		...(doubtful > 0
			? [
					{
						href: `/literacy/${code}?show=doubtful#parts`,
						title: m.province_doubtful(),
						text: m.province_doubtful_text({ count: count(doubtful) })
					}
				]
			: [])
	];
}
