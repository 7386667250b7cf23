/*
 * Which rows belong to the wards that are taken out. By the names of columns, since a name means the same everywhere; what
 * follows no rule is said table by table. A test holds this together with the data map.
 */

/** In no tenant's copy: of the whole installation, or worth something only to whoever wants to get in. */
export const LEFT_OUT = new Set([
	...['installation', 'rate_limits', 'audit_chain', 'content_versions', 'item_statistics', 'answer_pairs'],
	...['sign_ins', 'picture_secrets', 'second_factors', 'recovery_codes', 'one_time_links', 'staff_credentials'],
	...['provider_accounts', 'provider_trips', 'invitations', 'export_links', 'roster_rows', 'item_looks', 'pair_looks']
]);

const WARDS = 'select code from taken_wards';
const GROUPS = 'select id from taken_groups';
const PEOPLE = 'select id from taken_people';
const PLACES = `select code from taken_wards union all select id::text from taken_groups`;

const of = (column: string, table: string, where: string) => `${column} in (select id from ${table} where ${where})`;

/** What is said table by table. */
const SELECTED: Record<string, string> = {
	people: `id in (${PEOPLE})`,
	events: `subject_id in (${PEOPLE}) or subject_id in (${GROUPS})`,
	wards: `code in (${WARDS})`,
	provinces: `code in (select province_code from wards where code in (${WARDS}))`,
	place_names: `place_code in (${WARDS})`,
	province_report_rules: `province_code in (select province_code from wards where code in (${WARDS}))`,
	province_age_rules: `province_code in (select province_code from wards where code in (${WARDS}))`,
	province_settings: `province_code in (select province_code from wards where code in (${WARDS}))`,
	group_successions: `from_id in (${GROUPS}) or to_id in (${GROUPS})`,
	households: `group_id in (${GROUPS})`,
	household_members: of('household_id', 'households', `group_id in (${GROUPS})`),
	household_reviews: `group_id in (${GROUPS})`,
	review_answers: of('review_id', 'household_reviews', `group_id in (${GROUPS})`),
	reviewed_households: of('review_id', 'household_reviews', `group_id in (${GROUPS})`),
	duplicate_pairs: `one_id in (${PEOPLE})`,
	roles: `place in (${PLACES})`,
	audit_entries: `place in (${PLACES})`,
	targets: `place in (${PLACES})`,
	criteria_members: `place in (${PLACES})`,
	support_services: `place in (${PLACES})`,
	reports: `place in (${PLACES})`,
	report_documents: of('report_id', 'reports', `place in (${PLACES})`),
	report_steps: of('report_id', 'reports', `place in (${PLACES})`),
	appointments: of('agency_id', 'agencies', `ward_code in (${WARDS})`),
	class_meetings: of('class_id', 'classes', `ward_code in (${WARDS})`),
	class_trainers: of('class_id', 'classes', `ward_code in (${WARDS})`),
	attempt_answers: of('attempt_id', 'attempts', `person_id in (${PEOPLE})`),
	drill_answers: of('drill_id', 'drills', `person_id in (${PEOPLE})`),
	tablets: of('opening_id', 'openings', `ward_code in (${WARDS})`),
	arrivals: of('opening_id', 'openings', `ward_code in (${WARDS})`),
	help_intervals: of('opening_id', 'openings', `ward_code in (${WARDS})`),
	campaigns: `id in (select campaign_id from campaign_wards where ward_code in (${WARDS}))`,
	campaign_goals: `campaign_id in (select campaign_id from campaign_wards where ward_code in (${WARDS}))`,
	team_members: of('team_id', 'teams', `ward_code in (${WARDS})`),
	team_points: of('team_id', 'teams', `ward_code in (${WARDS})`),
	point_hours: of('point_id', 'learning_points', `ward_code in (${WARDS})`),
	point_stops: of('point_id', 'learning_points', `ward_code in (${WARDS})`),
	recheck_people: of('recheck_id', 'rechecks', `ward_code in (${WARDS})`),
	visit_people: of('visit_id', 'visits', `group_id in (${GROUPS})`)
};

/** The condition for a table's rows; null where neither a rule nor a word says which they are. */
export function selectionOf(table: string, columns: readonly string[]): string | null {
	const own = SELECTED[table];
	if (own !== undefined) return own;
	if (columns.includes('ward_code')) return `ward_code in (${WARDS})`;
	if (columns.includes('person_id')) return `person_id in (${PEOPLE})`;
	if (columns.includes('group_id')) return `group_id in (${GROUPS})`;
	return null;
}
