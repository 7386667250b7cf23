import type { Library } from '#lib/curriculum/content.ts';
import type { AgencyKind, OfficialKind } from '#lib/compliance/agency.ts';
import type { Blocker, CycleStateName, Evidence, WaiverReason } from '#lib/compliance/cycle.ts';
import type { DueRule } from '#lib/compliance/duty.ts';
import type { LinePlan, RosterReason } from '#lib/compliance/roster.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { writeDay } from '#lib/shared/dates.ts';

const AGENCIES: Record<AgencyKind, () => string> = {
	party: m.agency_kind_party,
	government: m.agency_kind_government,
	front: m.agency_kind_front,
	union: m.agency_kind_union,
	service_unit: m.agency_kind_service_unit,
	other: m.agency_kind_other
};
const OFFICIALS: Record<OfficialKind, () => string> = {
	cadre: m.official_kind_cadre,
	civil_servant: m.official_kind_civil_servant,
	public_employee: m.official_kind_public_employee,
	worker: m.official_kind_worker
};
const STATES: Record<CycleStateName, () => string> = {
	not_started: m.duty_state_not_started,
	in_progress: m.duty_state_in_progress,
	done_on_time: m.duty_state_done_on_time,
	done_late: m.duty_state_done_late,
	overdue: m.duty_state_overdue,
	waived: m.duty_state_waived,
	postponed: m.duty_state_postponed,
	ended: m.duty_state_ended
};
const REASONS: Record<WaiverReason, () => string> = {
	leave: m.duty_reason_leave,
	illness: m.duty_reason_illness,
	study: m.duty_reason_study,
	secondment: m.duty_reason_secondment,
	retiring: m.duty_reason_retiring,
	decision: m.duty_reason_decision
};
const DOUBTS: Record<RosterReason, () => string> = {
	name_missing: m.roster_reason_name_missing,
	birth_wrong: m.roster_reason_birth_wrong,
	position_missing: m.roster_reason_position_missing,
	kind_wrong: m.roster_reason_kind_wrong,
	agency_unknown: m.roster_reason_agency_unknown,
	from_wrong: m.roster_reason_from_wrong,
	to_wrong: m.roster_reason_to_wrong,
	too_long: m.roster_reason_too_long,
	twice_in_file: m.roster_reason_twice_in_file,
	several_alike: m.roster_reason_several_alike,
	several_named: m.roster_reason_several_named,
	named_otherwise: m.roster_reason_named_otherwise,
	code_differs: m.roster_reason_code_differs,
	known_elsewhere: m.roster_reason_known_elsewhere,
	earlier_than_held: m.roster_reason_earlier_than_held
};

export const agencyKindWord = (kind: AgencyKind) => AGENCIES[kind]();
export const officialKindWord = (kind: OfficialKind) => OFFICIALS[kind]();
export const cycleStateWord = (state: CycleStateName) => STATES[state]();
export const waiverReasonWord = (reason: WaiverReason) => REASONS[reason]();

export const STATE_COLOURS: Record<CycleStateName, 'green' | 'amber' | 'red' | 'grey'> = {
	not_started: 'grey',
	in_progress: 'amber',
	done_on_time: 'green',
	done_late: 'green',
	overdue: 'red',
	waived: 'grey',
	postponed: 'grey',
	ended: 'grey'
};

/** Titles of modules by id, in the reader's language; one that has left the library keeps its id. */
export type ModuleTitles = Record<string, string>;

export function moduleTitles(library: Pick<Library, 'modules'>, language: 'vi' | 'en') {
	return Object.fromEntries(library.modules.map(({ id, title }) => [id, title[language]])) as ModuleTitles;
}

export function blockerText(blocker: Blocker, titles: ModuleTitles): string {
	const module = titles[blocker.module] ?? blocker.module;
	if (blocker.kind === 'test_not_tried') return m.duty_blocker_not_tried({ module });
	return m.duty_blocker_not_passed({ module, right: blocker.right, asked: blocker.asked });
}

export function evidenceText(evidence: Evidence, titles: ModuleTitles): string {
	const [module, day] = [titles[evidence.module] ?? evidence.module, writeDay(evidence.on)];
	if (evidence.kind === 'elsewhere') return m.duty_evidence_elsewhere({ module, platform: evidence.platform, day });
	return evidence.witnessed ? m.duty_evidence_witnessed({ module, day }) : m.duty_evidence_test({ module, day });
}

export function dueText(due: DueRule): string {
	if ('months' in due) return m.duty_due_months_text({ count: due.months });
	return 'days' in due ? m.duty_due_days_text({ count: due.days }) : m.duty_due_on_text({ day: writeDay(due.on) });
}

/** What a line of a list would do, in one sentence. */
export function planText(plan: LinePlan): string {
	if (plan.state === 'new') return m.agency_roster_new();
	if (plan.state === 'same') return m.roster_same();
	if (plan.state !== 'changed') {
		const word = plan.state === 'doubtful' ? m.roster_doubtful() : m.roster_wrong();
		return `${word}: ${plan.reasons.map((reason) => DOUBTS[reason]()).join('; ')}`;
	}
	const day = writeDay(plan.from);
	const texts = {
		moves_post: m.roster_change_moves_post({ day }),
		moves_agency: m.roster_change_moves_agency({ day }),
		corrected: m.roster_change_corrected(),
		leaves: m.roster_change_leaves({ day }),
		returns: m.roster_change_returns({ day }),
		joins: m.roster_change_joins({ day })
	};
	return `${m.roster_changed()}: ${texts[plan.change]}`;
}
