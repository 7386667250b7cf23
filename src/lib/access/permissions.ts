import { forbidden } from '#lib/shared/errors.ts';
import type { Actor, Grant, SystemActor } from '#lib/access/actor.ts';
import { ROLE_RULES, type Role } from '#lib/access/roles.ts';

/** Where a verb acts. A grant at any of these places, or at `vn`, reaches it. */
export interface Target {
	/** whom it concerns; `self` rules compare it with the actor */
	personId?: string;
	groupId?: string;
	wardCode?: string;
	provinceCode?: string;
}

interface Rule {
	/** the person concerned may do it herself */
	self?: true;
	/** anybody may, signed in or not */
	anyone?: true;
	roles?: readonly Role[];
	system?: readonly SystemActor['id'][];
}

const TEAM = ['helper', 'trainer', 'head_of_group', 'ward_officer'] as const;
/** Who helps residents to what they need: the team, and the police, who give identities. */
const SUPPORTERS = [...TEAM, 'police_officer'] as const;
/** Who warns of frauds that go round in a ward. */
const WARNERS = ['police_officer', 'ward_leader', 'ward_officer'] as const;
const OFFICE = ['ward_officer'] as const;
/** Who may grant some role or other; which one is said by ROLE_RULES. */
const GRANTERS = ['administrator', 'ward_leader', 'ward_officer'] as const;
const RESIDENCE = ['head_of_group', 'police_officer', 'ward_officer'] as const;
const SYSTEM = ['system:console', 'system:sample'] as const;

/**
 * The one permission table, keyed by verb. A verb that does not stand here cannot be allowed to anybody
 * (design.md, invariant 16). Rules that need more than role and place (not the person who registered her, not
 * one's own witness) stand in the verb itself.
 */
const RULES = {
	'province.set': { roles: ['administrator', 'province_officer'] },
	'group.create': { roles: OFFICE, system: SYSTEM },
	'group.rename': { roles: OFFICE },
	'group.merge': { roles: OFFICE },
	'group.split': { roles: OFFICE },
	'group.approve': { roles: [...OFFICE, 'ward_leader'] },
	'learning_point.add': { roles: OFFICE, system: SYSTEM },
	'learning_point.change': { roles: OFFICE, system: SYSTEM },
	'population.declare': { roles: ['head_of_group', 'ward_officer'], system: SYSTEM },
	'population.accept': { roles: [...OFFICE, 'ward_leader'] },
	'other_count.note': { roles: OFFICE },
	'household.review': { roles: ['head_of_group', 'ward_officer'] },
	'residence.assign': { roles: OFFICE },
	'ward_move.read': { roles: ['police_officer', 'ward_officer', 'ward_leader', 'auditor'] },

	'person.register': { anyone: true, roles: TEAM, system: SYSTEM },
	'staff.enrol': { roles: [...GRANTERS, 'province_officer'], system: SYSTEM },
	'person.correct': { roles: OFFICE },
	'person.find': { roles: [...TEAM, 'auditor'] },
	'person.merge': { roles: OFFICE },
	'merge.approve': { roles: [...OFFICE, 'ward_leader'] },
	'merge.undo': { roles: OFFICE, system: ['system:console'] },
	'duplicate.dismiss': { roles: [...OFFICE, 'ward_leader'] },
	'person.erase': { roles: OFFICE, system: ['system:console'] },
	'residence.confirm': { roles: RESIDENCE, system: SYSTEM },
	'residence.approve': { roles: [...RESIDENCE, 'ward_leader'] },
	'claim.read': { roles: [...RESIDENCE, 'ward_leader', 'auditor'] },
	'residence.move': { roles: OFFICE },
	'death.record': { roles: OFFICE },
	'household.read': { roles: TEAM },
	'household.found': { roles: TEAM },
	'household.correct': { roles: TEAM },
	'household.join': { roles: TEAM },
	'household.leave': { roles: TEAM },
	'household.split': { roles: TEAM },

	'roster.import': { roles: OFFICE },
	'roster.undo': { roles: OFFICE },
	'roster.read': { roles: OFFICE },
	'roster.go_on': { system: ['system:clock'] },

	'visit.read': { roles: TEAM },
	'visit.register': { roles: TEAM, system: SYSTEM },
	'visit.plan': { roles: ['trainer', 'ward_officer'] },
	'visit.announce': { roles: ['head_of_group', 'ward_officer'] },
	'visit_list.read': { roles: OFFICE },

	'consent.give': { self: true, roles: TEAM, system: SYSTEM },
	'consent.withdraw': { self: true, roles: TEAM, system: ['system:console'] },
	'data_request.file': { self: true, roles: TEAM, system: ['system:console'] },
	'data_request.read': { roles: [...OFFICE, 'ward_leader', 'auditor'] },
	'data_request.answer': { roles: OFFICE },

	'card.issue': { roles: TEAM, system: SYSTEM },
	'card.void': { roles: TEAM, system: ['system:console'] },
	'blank_cards.print': { roles: ['trainer', 'ward_officer'] },
	'blank_cards.write_off': { roles: ['trainer', 'ward_officer'] },
	'ward_phone.set': { roles: OFFICE },
	'pictures.set': { self: true, system: SYSTEM },
	'pictures.reset': { roles: ['trainer', 'head_of_group'] },
	'password.set': { self: true, system: SYSTEM },
	'mail_address.set': { self: true },
	'second_factor.set': { self: true },
	'second_factor.reset': { roles: ['administrator'] },
	'provider.link': { self: true },
	'provider.unlink': { self: true },
	'session.end': { self: true },
	'sessions.end': { system: ['system:console'] },
	'origin_key.renew': { system: ['system:console'] },
	'sign_in_link.make': { roles: ['administrator'] },
	'invitation.make': { roles: GRANTERS },
	'invitation.withdraw': { roles: GRANTERS },
	'invitation.accept': { self: true },
	'role.grant': { roles: GRANTERS, system: SYSTEM },
	'role.approve': { roles: GRANTERS },
	'role.end': { roles: GRANTERS, system: SYSTEM },
	'role.read': { roles: [...GRANTERS, 'province_officer', 'auditor'] },

	'opening.open': { roles: ['trainer', 'helper'] },
	'opening.run': { roles: ['trainer', 'helper'] },
	'nod.give': { roles: ['trainer'] },
	'help.note': { self: true, roles: ['trainer', 'helper'] },

	'class.open': { roles: ['trainer', 'ward_officer'], system: SYSTEM },
	'class.run': { roles: ['trainer', 'ward_officer'], system: SYSTEM },
	'class.roll_call': { roles: ['trainer', 'helper', 'ward_officer'], system: SYSTEM },
	'class_board.read': { roles: ['trainer', 'ward_officer'] },
	'class.join': { self: true },

	'drill.start': { self: true },
	'drill.answer': { self: true },
	'drill.end': { self: true },
	'local_scam.read': { roles: WARNERS },
	'local_scam.propose': { roles: ['police_officer', 'ward_officer'], system: SYSTEM },
	'local_scam.approve': { roles: WARNERS },
	'local_scam.withdraw': { roles: WARNERS },

	'lesson.complete': { self: true },
	'practice.run': { self: true },
	'attempt.start': { self: true },
	'attempt.answer': { self: true },
	'attempt.submit': { self: true },
	'attempt.close': { system: ['system:clock'] },
	'attempt.witness': { roles: ['trainer'] },
	'practical_check.witness': { roles: ['trainer'] },
	'accommodation.set': { roles: ['ward_officer', 'province_officer'] },
	'appeal.file': { self: true },
	'appeal.read': { roles: ['province_officer', 'administrator', 'auditor'] },
	'appeal.answer': { roles: ['province_officer', 'administrator'] },
	'assistance.state': { self: true, roles: TEAM },
	'result.void': { roles: OFFICE },
	'item.read': { roles: ['administrator', 'content_editor'] },
	'item.look': { roles: ['administrator', 'content_editor'] },
	'pair.look': { roles: OFFICE },

	'team.keep': { roles: OFFICE, system: SYSTEM },
	'team.read': { roles: [...TEAM, 'ward_leader', 'auditor'], system: SYSTEM },
	'help_request.take': { self: true, roles: TEAM, system: SYSTEM },
	'help_request.read': { roles: [...TEAM, 'ward_leader', 'auditor'] },
	'help_request.assign': { roles: ['trainer', 'head_of_group', 'ward_officer'] },
	'help_request.finish': { self: true, roles: TEAM },
	'phone.read': { roles: OFFICE },
	'support.give': { roles: SUPPORTERS, system: SYSTEM },
	'support.withdraw': { self: true },
	'service.set': { roles: ['administrator'], system: SYSTEM },
	'campaign.start': { roles: ['ward_officer', 'province_officer'], system: SYSTEM },
	'campaign.read': { roles: ['ward_leader', 'ward_officer', 'province_officer', 'auditor'] },
	'campaign.commend': { roles: ['ward_leader', 'ward_officer', 'province_officer'] },
	'report.submit': { roles: OFFICE, system: SYSTEM },
	'province_report.submit': { roles: ['province_officer'] },
	'report.approve': { roles: ['ward_leader', 'ward_officer', 'province_officer'], system: SYSTEM },
	'report.close': { roles: ['ward_leader', 'province_officer'], system: SYSTEM },
	'report.number': { roles: ['ward_leader', 'ward_officer', 'province_officer'] },
	'ward_report.read': { roles: ['ward_leader', 'ward_officer', 'province_officer', 'auditor'] },
	'export.make': {
		roles: ['trainer', 'head_of_agency', 'ward_leader', 'ward_officer', 'province_officer', 'auditor'],
		system: ['system:console']
	},
	'export.take': { self: true },
	'certificate.issue': { self: true, system: ['system:clock', ...SYSTEM] },
	'certificate.read': { self: true, roles: OFFICE },
	'certificate.revoke': { roles: OFFICE },
	'official_paper.keep': { roles: ['ward_officer', 'province_officer'] },
	'plan.read': { roles: ['ward_leader', 'ward_officer', 'province_officer', 'auditor'] },
	'plan.set': { roles: ['ward_leader', 'ward_officer'], system: SYSTEM },

	'agency.keep': { roles: ['ward_officer', 'province_officer'], system: SYSTEM },
	'agency.read': {
		roles: ['head_of_agency', 'ward_leader', 'ward_officer', 'province_officer', 'auditor'],
		system: SYSTEM
	},
	'duty.impose': { roles: ['ward_leader', 'ward_officer', 'province_officer'], system: SYSTEM },
	'duty.read': { roles: ['ward_leader', 'ward_officer', 'province_officer', 'auditor'] },
	'cycle.open': { system: ['system:clock'] },
	'cycle.waive': { roles: ['ward_leader', 'ward_officer', 'province_officer'], system: SYSTEM },
	'completion.see': { roles: ['ward_officer', 'province_officer'], system: SYSTEM },

	'target.set': { roles: ['administrator', 'ward_leader', 'ward_officer', 'province_officer'], system: SYSTEM },
	'indicator.enter': { roles: ['ward_officer', 'province_officer'], system: SYSTEM },
	'criteria.set': { roles: ['ward_leader', 'ward_officer', 'province_officer'] },
	'figure.explain': { roles: ['head_of_group', 'ward_leader', 'ward_officer', 'province_officer', 'auditor'] },
	'evidence.read': { roles: [...OFFICE, 'auditor'] },
	'audit.read': { roles: ['auditor'] },

	'recheck.draw': { roles: ['province_officer'] },
	'recheck.read': { roles: ['trainer', 'province_officer', 'auditor'] },
	'recheck.note': { roles: ['trainer', 'province_officer'] },
	'signal.read': { roles: ['ward_leader', 'province_officer', 'auditor'] },
	'ward.read': { roles: ['administrator', 'province_officer'] },
	'ward.open': { roles: ['administrator', 'province_officer'] },

	'job.read': { roles: ['administrator'] },
	'job.run': { roles: ['administrator'] },

	'approval.read': { roles: ['auditor'] },
	'approval.withdraw': { self: true },
	'approval.carry_out': { system: ['system:clock'] }
} as const satisfies Record<string, Rule>;

export type Verb = keyof typeof RULES;

export const VERBS = Object.keys(RULES) as Verb[];

/** Refuses (403) unless the actor may do this here. The first line of every write. */
export function allow(actor: Actor, verb: Verb, target: Target = {}): void {
	if (!may(actor, verb, target)) throw forbidden();
}

/** Whether the actor may do this here; for showing or hiding what leads to it, and for scopes of reading. */
export function may(actor: Actor, verb: Verb, target: Target = {}): boolean {
	const rule: Rule = RULES[verb];
	if (rule.anyone) return true;
	if (actor.kind === 'system') return rule.system?.includes(actor.id) ?? false;
	if (actor.kind === 'anonymous') return false;
	if (rule.self && target.personId === actor.id) return true;
	return actor.grants.some((grant) => rule.roles?.includes(grant.role) && reaches(grant, target));
}

/** Whether the actor may give this role here, or take it: the verb's own question, and which role she holds herself. */
export function mayGrant(actor: Actor, role: Role, target: Target): boolean {
	if (actor.kind !== 'person') return may(actor, 'role.grant', target);
	const { grantedBy } = ROLE_RULES[role];
	const grants = actor.grants.filter((grant) => grantedBy.includes(grant.role));
	return may({ ...actor, grants }, 'role.grant', target);
}

/**
 * The role in which an actor does something, for the audit: the grant that permits the verb here, or for what the table
 * does not name (an event's kind) one that reaches the place. Null for whoever acts without a role.
 */
export function grantFor(actor: Actor, verb: string, target: Target = {}): Grant | null {
	if (actor.kind !== 'person') return null;
	const rule: Rule | undefined = (RULES as Record<string, Rule>)[verb];
	const isSomewhere = Boolean(target.groupId ?? target.wardCode ?? target.provinceCode);
	const reaching = actor.grants.filter((grant) => !isSomewhere || reaches(grant, target));
	return reaching.find((grant) => rule?.roles?.includes(grant.role)) ?? reaching[0] ?? null;
}

/** The places in which an actor may do something, as a scope for queries. */
export function placesFor(actor: Actor, verb: Verb): string[] {
	const rule: Rule = RULES[verb];
	if (actor.kind !== 'person') return [];
	return actor.grants.filter((grant) => rule.roles?.includes(grant.role)).map((grant) => grant.place);
}

function reaches(grant: Grant, target: Target): boolean {
	return (
		grant.place === 'vn' ||
		grant.place === target.provinceCode ||
		grant.place === target.wardCode ||
		grant.place === target.groupId
	);
}
