import { expect, test } from 'vitest';
import { listColumns } from './data-map.ts';

/** Tables about a person of which her copy at /me/data holds what is hers. */
const COPIED = [
	...['person_names', 'household_members', 'residences', 'guardians', 'consents', 'data_requests', 'audit_entries'],
	...['roles', 'sign_ins', 'learner_cards', 'picture_secrets', 'staff_credentials', 'mail_addresses'],
	...['lesson_progress', 'module_results', 'scenario_progress', 'accommodations', 'appeals', 'certificates'],
	...['enrolments', 'attendance_marks', 'team_members', 'help_requests', 'support_records', 'digital_means'],
	...['visit_people', 'appointments', 'duty_cycles', 'waivers', 'completions_elsewhere'],
	'drill_standings'
];

/** Tables about a person that it leaves out, and why. */
const LEFT_OUT: Record<string, string> = {
	second_factors: 'a key: in a copy it would open her account',
	recovery_codes: 'only hashes of codes, which tell nobody anything',
	provider_accounts: 'an account elsewhere, which she sees and unlinks at /me/account',
	invitations: 'how she came to a role, which the copy names',
	one_time_links: 'good for a day, only hashes',
	arrivals: 'where she sat one evening, deleted after 90 days; classes and results are in the copy',
	nods: 'good for minutes',
	help_intervals: 'each result in the copy says what help it had',
	attempts: 'while open; each one handed in is in the copy with its answers',
	drills: 'while it runs; how she stands is in the copy',
	roster_rows: 'the lines of a file that an office sent, for 30 days; what came of it is her record',
	practice_runs: 'while it runs; its end is in the copy',
	test_standings: 'counted from results that are in the copy',
	skill_evidence: 'counted from answers that are in the copy',
	literacy_statuses: 'judged from results that are in the copy',
	review_answers: 'what a neighbour answered at the door; where she lives is in the copy once it is recorded',
	ward_moves: 'told to two offices; the move itself is among her residences',
	class_trainers: 'her work as a trainer, in the audit of her roles',
	recheck_people:
		'whether she was drawn for a re-check, which is a sample of a place; the test she took is in the copy',
	export_links: 'good for ten minutes; each is in the audit, which the copy holds',
	reminders: 'which letter went when, about duties that are in the copy'
};

test('whatever table a feature adds about people, her own copy holds it or says here why not', () => {
	const about = listColumns()
		.filter(({ column }) => column === 'person_id')
		.map(({ table }) => table);
	expect([...COPIED, ...Object.keys(LEFT_OUT)].sort()).toEqual([...new Set(about)].sort());
});
