import { forbidden } from '#lib/shared/errors.ts';
import type { Actor, Grant, SystemActor } from '#lib/access/actor.ts';
import type { Role } from '#lib/access/roles.ts';

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
const OFFICE = ['ward_officer'] as const;
const SYSTEM = ['system:console', 'system:sample'] as const;

/**
 * The one permission table, keyed by verb. A verb that does not stand here cannot be allowed to anybody
 * (design.md, invariant 16). Rules that need more than role and place (not the person who registered her, not
 * one's own witness) stand in the verb itself.
 */
const RULES = {
	'province.set': { roles: ['administrator', 'province_officer'] },
	'group.create': { roles: OFFICE, system: SYSTEM },
	'group.merge': { roles: OFFICE },
	'group.split': { roles: OFFICE },
	'learning_point.add': { roles: OFFICE, system: SYSTEM },
	'population.declare': { roles: ['head_of_group', 'ward_officer'], system: SYSTEM },

	'person.register': { anyone: true, roles: TEAM, system: SYSTEM },
	'staff.enrol': { roles: ['administrator'], system: SYSTEM },
	'person.correct': { roles: OFFICE },
	'merge.ask': { roles: OFFICE },
	'person.merge': { roles: OFFICE },
	'merge.undo': { roles: OFFICE, system: ['system:console'] },
	'duplicate.dismiss': { roles: OFFICE },
	'person.erase': { roles: OFFICE },
	'residence.confirm': { roles: ['head_of_group', 'ward_officer'], system: SYSTEM },
	'residence.move': { roles: OFFICE },
	'death.record': { roles: OFFICE },
	'household.read': { roles: TEAM },
	'household.found': { roles: TEAM },
	'household.correct': { roles: TEAM },
	'household.join': { roles: TEAM },
	'household.leave': { roles: TEAM },
	'household.split': { roles: TEAM },

	'card.issue': { roles: TEAM, system: SYSTEM },
	'card.void': { roles: TEAM },
	'blank_cards.print': { roles: ['trainer', 'ward_officer'] },
	'blank_cards.write_off': { roles: ['trainer', 'ward_officer'] },
	'ward_phone.set': { roles: OFFICE },
	'pictures.set': { self: true, system: SYSTEM },
	'pictures.reset': { roles: ['trainer', 'head_of_group'] },
	'password.set': { self: true, system: SYSTEM },
	'second_factor.set': { self: true },
	'second_factor.reset': { roles: ['administrator'] },
	'provider.link': { self: true },
	'provider.unlink': { self: true },
	'session.end': { self: true },
	'sign_in_link.make': { roles: ['administrator'] },
	'invitation.make': { roles: ['administrator'] },
	'invitation.withdraw': { roles: ['administrator'] },
	'invitation.accept': { self: true },
	'role.grant': { roles: ['administrator'], system: SYSTEM },
	'role.end': { roles: ['administrator'], system: SYSTEM },

	'lesson.complete': { self: true },
	'attempt.start': { self: true },
	'attempt.answer': { self: true },
	'attempt.submit': { self: true },
	'attempt.witness': { roles: ['trainer'] },
	'assistance.state': { self: true, roles: TEAM },
	'result.void': { roles: OFFICE },

	'target.set': { roles: ['administrator', 'province_officer'], system: SYSTEM },
	'figure.explain': { roles: ['head_of_group', 'ward_officer', 'province_officer'] },
	'evidence.read': { roles: OFFICE }
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
