import { m } from '#lib/messages/compiled/messages.js';
import { writeDay } from '#lib/shared/dates.ts';
import type { Work } from './work.ts';

/** One thing that somebody may do here, with what it is for. */
export interface Door {
	href: string;
	title: string;
	text: string;
}

/** Doors of one kind under their heading. */
export interface Section {
	heading: string;
	doors: Door[];
}

type Candidate = Door & { open: boolean };

const door = (open: boolean, href: string, title: string, text: string): Candidate => ({ open, href, title, text });

/** Everything that this reader may do, always in the same order; a section without a door is left out. */
export function sectionsOf(data: Work): Section[] {
	const sections: [string, Candidate[]][] = [
		[m.office_work_now(), teaching(data)],
		[m.office_work_residents(), residents(data)],
		[m.office_work_figures(), figures(data)],
		[m.office_work_places(), places(data)],
		[m.office_work_checks(), checks(data)],
		[m.office_work_oneself(), oneself(data)]
	];
	return sections
		.map(([heading, doors]) => ({ heading, doors: doors.filter(({ open }) => open) }))
		.filter(({ doors }) => doors.length > 0);
}

function teaching({ may, waiting, plans }: Work): Candidate[] {
	return [
		door(may.open, '/openings/new', m.opening_new_title(), m.opening_work_new_text()),
		door(may.teach, '/classes', m.class_title(), m.class_work_text()),
		door(may.witness, '/witnessing', m.office_witnessing_title(), m.office_work_witnessing_text()),
		door(may.witness, '/practical-checks', m.check_title(), m.check_work_text()),
		door(may.visit, '/visits', m.visits_title(), m.visits_work_text()),
		door(waiting.help !== null, '/help-requests', m.help_title(), m.help_work_text()),
		door(may.seeTeams, '/points/day', m.points_day_title(), m.points_work_day_text()),
		door(may.support, '/support/new', m.support_new_title(), m.support_work_text()),
		door(may.seeCampaigns, '/campaigns', m.campaign_list_title(), m.campaign_work_text()),
		...plans.map(({ code, title }) => door(true, `/plan/${code}`, m.plan_heading({ ward: title }), m.plan_work_text()))
	];
}

function residents({ may, waiting, moves }: Work): Candidate[] {
	return [
		door(waiting.claims !== null, '/residences', m.office_residences_title(), m.office_work_claims_text()),
		door(
			moves !== null,
			'/residences/moves',
			m.moves_title(),
			moves === 0 ? m.moves_none() : m.moves_work({ count: String(moves) })
		),
		door(may.register, '/people/new', m.office_register_title(), m.office_work_register_text()),
		door(may.find, '/people', m.office_people_title(), m.office_work_people_text()),
		door(may.find, '/cards', m.cards_title(), m.cards_work_text()),
		door(may.keepHouses, '/households', m.households_title(), m.households_work_text()),
		door(may.compare, '/rosters', m.roster_title(), m.roster_work_text()),
		door(may.compare, '/duplicates', m.duplicates_title(), m.duplicates_work_text()),
		door(waiting.requests !== null, '/data-requests', m.privacy_requests_title(), m.privacy_requests_work())
	];
}

function figures({ may, figures: known }: Work): Candidate[] {
	return [
		...known.map(({ code, title }) =>
			door(true, `/literacy/${code}`, m.office_work_figure({ place: title }), m.office_work_figure_text())
		),
		door(known.length > 0, '/indicators', m.indicator_title(), m.indicator_work_text()),
		door(may.seeReports, '/reports', m.periodic_title(), m.periodic_work_text()),
		door(true, '/literacy', m.office_literacy_find_title(), m.office_work_literacy_text()),
		door(may.recheck, '/rechecks', m.recheck_title(), m.recheck_work_text()),
		door(may.seeSignals, '/signals', m.signal_title(), m.signal_work_text())
	];
}

function places({ may, groups, provinces }: Work): Candidate[] {
	return [
		...groups.flatMap(({ id, name, declaredOn }) => [
			door(
				true,
				`/groups/${id}/population`,
				m.office_work_declare({ group: name }),
				declaredOn === null ? m.office_work_declare_never() : m.office_work_declare_last({ day: writeDay(declaredOn) })
			),
			door(true, `/groups/${id}/review`, m.review_title({ group: name }), m.review_work_text()),
			door(true, `/groups/${id}`, m.office_work_group({ group: name }), m.office_work_group_text())
		]),
		door(may.keepGroups, '/groups', m.groups_title(), m.groups_work_text()),
		door(may.keepPoints, '/points', m.points_title(), m.points_work_text()),
		door(may.seeTeams, '/teams', m.teams_title(), m.teams_work_text()),
		door(may.seeTeams, '/reminders', m.reminders_title(), m.reminders_work_text()),
		door(may.seeAgencies, '/agencies', m.agency_title(), m.agency_work_text()),
		door(may.seeDuties, '/duties', m.duty_title(), m.duty_work_text()),
		door(may.warn, '/local-scams', m.scam_title(), m.scam_work_text()),
		door(may.keepServices, '/services', m.service_title(), m.service_work_text()),
		door(may.openWards, '/tenants', m.tenant_title(), m.tenant_work_text()),
		...provinces.map(({ code, title }) =>
			door(
				true,
				`/provinces/${code}/settings`,
				m.office_province_heading({ place: title }),
				m.office_work_province_text()
			)
		)
	];
}

function checks({ may, hasApprovals }: Work): Candidate[] {
	return [
		door(may.seeApprovals || hasApprovals, '/approvals', m.approvals_title(), m.office_work_approvals_about()),
		door(may.seeAppeals, '/appeals', m.appeals_title(), m.appeals_work_text()),
		door(may.seeItems, '/items', m.items_title(), m.items_work_text()),
		door(may.seePairs, '/items/pairs', m.items_pairs_title(), m.items_pairs_work_text()),
		door(may.audit, '/audit', m.privacy_audit_title(), m.privacy_audit_work()),
		door(may.runJobs, '/system', m.system_title(), m.system_work_text()),
		door(may.runJobs, '/jobs', m.job_title(), m.job_work_text())
	];
}

function oneself({ may, isTeacher, isOfficial }: Work): Candidate[] {
	return [
		door(may.invite, '/staff', m.staff_title(), m.staff_work_text()),
		door(may.seeRoles, '/roles', m.roles_title(), m.office_work_roles_text()),
		door(isTeacher, '/learn/trainers', m.public_learn_trainers_title(), m.office_work_trainers_text()),
		door(isOfficial, '/learn/officials', m.public_learn_officials_title(), m.office_work_officials_text()),
		door(true, '/learn', m.office_work_learn(), m.office_work_learn_text()),
		door(true, '/me/reminders', m.mail_title(), m.mail_work_text()),
		door(true, '/me/account', m.staff_account_title(), m.staff_account_text())
	];
}
