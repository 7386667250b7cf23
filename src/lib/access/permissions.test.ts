import { expect, test } from 'vitest';
import { anonymous, atConsole, sampleMaker, type PersonActor } from '#lib/access/actor.ts';
import { WHO } from '#lib/access/holders.fixture.ts';
import { allow, may, placesFor, VERBS, type Verb } from '#lib/access/permissions.ts';
import { ROLES, ROLE_RULES, type Role } from '#lib/access/roles.ts';

const group = { groupId: 'g1', wardCode: '00082', provinceCode: '01' };

function person(...grants: [Role, string][]): PersonActor {
	return { kind: 'person', id: 'p1', signInId: 's1', grants: grants.map(([role, place]) => ({ role, place })) };
}

test('nobody who is signed out may do anything but register herself', () => {
	expect(VERBS.filter((verb) => may(anonymous, verb, { ...group, personId: 'p1' }))).toEqual(['person.register']);
});

test('a person without a role may do to herself what learning needs, and nothing to another', () => {
	const own = VERBS.filter((verb) => may(person(), verb, { ...group, personId: 'p1' }));
	expect(own).toEqual([
		'person.register',
		'consent.give',
		'consent.withdraw',
		'data_request.file',
		'pictures.set',
		'password.set',
		'mail_address.set',
		'second_factor.set',
		'provider.link',
		'provider.unlink',
		'session.end',
		'invitation.accept',
		'help.note',
		'class.join',
		'drill.start',
		'drill.answer',
		'drill.end',
		'lesson.complete',
		'practice.run',
		'attempt.start',
		'attempt.answer',
		'attempt.submit',
		'appeal.file',
		'assistance.state',
		'help_request.take',
		'help_request.finish',
		'support.withdraw',
		'export.take',
		'certificate.issue',
		'certificate.read',
		'approval.withdraw'
	]);
	expect(VERBS.filter((verb) => may(person(), verb, { ...group, personId: 'p2' }))).toEqual(['person.register']);
});

test('a grant reaches its group, ward or province and what lies in it, and no other', () => {
	for (const place of ['g1', '00082', '01', 'vn']) {
		expect(may(person(['ward_officer', place]), 'residence.confirm', group)).toBe(true);
	}
	for (const place of ['g2', '08152', '25', '']) {
		expect(may(person(['ward_officer', place]), 'residence.confirm', group)).toBe(false);
	}
});

test('a target without a place is reached by nobody but whoever is responsible for the whole country', () => {
	expect(may(person(['ward_officer', '00082']), 'residence.confirm')).toBe(false);
	expect(may(person(['ward_officer', '00082']), 'residence.confirm', {})).toBe(false);
});

test('a role does only what is its own: a head of group sees no evidence, a trainer confirms no residence', () => {
	expect(may(person(['head_of_group', 'g1']), 'evidence.read', group)).toBe(false);
	expect(may(person(['trainer', '00082']), 'residence.confirm', group)).toBe(false);
	expect(may(person(['trainer', '00082']), 'attempt.witness', group)).toBe(true);
	expect(may(person(['administrator', 'vn']), 'evidence.read', group)).toBe(false);
});

test('nothing that runs by itself may answer, witness or void a test', () => {
	for (const verb of [
		'attempt.answer',
		'attempt.submit',
		'attempt.witness',
		'practical_check.witness',
		'result.void'
	] as const) {
		expect(may(atConsole, verb, group)).toBe(false);
		expect(may(sampleMaker, verb, group)).toBe(false);
	}
});

test('what may not be done is refused with 403', () => {
	expect(() => allow(anonymous, 'result.void', group)).toThrow(
		expect.objectContaining({ code: 'forbidden', status: 403 })
	);
});

test('the scope of a list is the places of the roles that may see it', () => {
	const actor = person(['ward_officer', '00082'], ['trainer', '08152']);
	expect(placesFor(actor, 'evidence.read')).toEqual(['00082']);
	expect(placesFor(anonymous, 'evidence.read')).toEqual([]);
});

test.each(VERBS)('%s belongs to whom it was given, and to nobody else', (verb) => {
	const holders = ROLES.filter((role) => may(person([role, 'vn']), verb, group));
	expect(holders.sort()).toEqual([...WHO[verb]].sort());
});

test('an auditor reads and changes nothing; contacts, heads of agencies and editors reach no resident', () => {
	const READING: Verb[] = [
		...(['person.find', 'claim.read', 'data_request.read', 'role.read', 'figure.explain'] as const),
		...(['evidence.read', 'approval.read', 'audit.read', 'team.read', 'help_request.read'] as const),
		...(['campaign.read', 'plan.read', 'agency.read', 'duty.read', 'appeal.read', 'ward_report.read'] as const),
		'ward_move.read',
		...(['recheck.read', 'signal.read'] as const),
		// A copy of what she may read.
		'export.make'
	];
	const of = (role: Role) =>
		VERBS.filter((verb) => may(person([role, 'vn']), verb, group) && verb !== 'person.register');
	expect(of('auditor').sort()).toEqual(READING.sort());
	expect(of('contact')).toEqual([]);
	// How questions do, of which nobody's answers are part.
	expect(of('content_editor')).toEqual(['item.read', 'item.look']);
	// Officials only, and of her own agency: the query asks for her post in it.
	expect(of('head_of_agency').sort()).toEqual(['agency.read', 'export.make']);
});

test('nobody gives a role that stands above her own', () => {
	const rank: Role[] = ['ward_officer', 'ward_leader', 'administrator'];
	for (const role of ROLES) {
		for (const granter of ROLE_RULES[role].grantedBy) {
			if (rank.includes(role)) expect(rank.indexOf(granter)).toBeGreaterThanOrEqual(rank.indexOf(role));
			expect(may(person([granter, 'vn']), 'role.grant', group), `${granter} grants ${role}`).toBe(true);
		}
	}
});
