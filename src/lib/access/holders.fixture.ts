import type { Verb } from '#lib/access/permissions.ts';
import { ROLES, type Role } from '#lib/access/roles.ts';

const OFFICER: Role[] = ['ward_officer'];
const TEAM: Role[] = ['ward_officer', 'head_of_group', 'trainer', 'helper'];
const GRANTERS: Role[] = ['administrator', 'ward_leader', 'ward_officer'];
const RESIDENCE: Role[] = ['ward_officer', 'head_of_group', 'police_officer'];
const READERS: Role[] = ['province_officer', 'ward_leader', 'ward_officer', 'head_of_group', 'auditor'];

/**
 * Who may do what, a second time and thought through verb by verb: a new verb says here too to whom it belongs. An empty
 * list is nobody but oneself, or the system.
 */
export const WHO: Record<Verb, Role[]> = {
	// An officer keeps the books of her ward.
	'group.create': OFFICER,
	'group.rename': OFFICER,
	'group.merge': OFFICER,
	'group.split': OFFICER,
	'group.approve': ['ward_leader', 'ward_officer'],
	'learning_point.add': OFFICER,
	'learning_point.change': OFFICER,
	// The head knows who lives there.
	'population.declare': ['ward_officer', 'head_of_group'],
	// That there are fewer is not for the head alone to say.
	'population.accept': ['ward_leader', 'ward_officer'],
	'other_count.note': OFFICER,
	'household.review': ['ward_officer', 'head_of_group'],
	'residence.assign': OFFICER,
	'ward_move.read': ['police_officer', 'ward_officer', 'ward_leader', 'auditor'],
	'province.set': ['administrator', 'province_officer'],
	'person.register': [...ROLES],
	// Inviting somebody whom nobody knows yet begins with her record.
	'staff.enrol': [...GRANTERS, 'province_officer'],
	'roster.import': OFFICER,
	'roster.undo': OFFICER,
	'roster.read': OFFICER,
	'roster.go_on': [],
	'person.correct': OFFICER,
	'person.find': [...TEAM, 'auditor'],
	'person.merge': OFFICER,
	'merge.approve': ['ward_leader', 'ward_officer'],
	// A no to a merge says that the two are not one person.
	'duplicate.dismiss': ['ward_leader', 'ward_officer'],
	'merge.undo': OFFICER,
	'person.erase': OFFICER,
	'residence.confirm': RESIDENCE,
	'residence.approve': [...RESIDENCE, 'ward_leader'],
	'claim.read': [...RESIDENCE, 'ward_leader', 'auditor'],
	// Whoever sits beside a person writes down what she agrees to and asks for; the ward's office answers.
	'consent.give': TEAM,
	'consent.withdraw': TEAM,
	'data_request.file': TEAM,
	'data_request.read': ['ward_leader', 'ward_officer', 'auditor'],
	'data_request.answer': OFFICER,
	'audit.read': ['auditor'],
	'job.read': ['administrator'],
	'job.run': ['administrator'],
	'residence.move': OFFICER,
	'death.record': OFFICER,
	// Whoever goes from door to door knows who lives behind it.
	'household.read': TEAM,
	'household.found': TEAM,
	'household.correct': TEAM,
	'household.join': TEAM,
	'household.leave': TEAM,
	'household.split': TEAM,
	// Whoever goes from door to door writes it down; how far somebody got is for those who plan the teaching.
	'visit.read': TEAM,
	'visit.register': TEAM,
	'visit.plan': ['trainer', 'ward_officer'],
	'visit.announce': ['head_of_group', 'ward_officer'],
	// A list of people leaves the system through the ward's office alone.
	'visit_list.read': OFFICER,
	'card.issue': TEAM,
	'card.void': TEAM,
	'blank_cards.print': ['trainer', 'ward_officer'],
	'blank_cards.write_off': ['trainer', 'ward_officer'],
	'ward_phone.set': OFFICER,
	'pictures.set': [],
	// Face to face only: an officer at her desk has nobody before her.
	'pictures.reset': ['trainer', 'head_of_group'],
	'password.set': [],
	'mail_address.set': [],
	'second_factor.set': [],
	'second_factor.reset': ['administrator'],
	'provider.link': [],
	'provider.unlink': [],
	'sessions.end': [],
	'origin_key.renew': [],
	'session.end': [],
	'sign_in_link.make': ['administrator'],
	'invitation.make': GRANTERS,
	'invitation.withdraw': GRANTERS,
	'invitation.accept': [],
	'role.grant': GRANTERS,
	'role.approve': GRANTERS,
	'role.end': GRANTERS,
	'role.read': [...GRANTERS, 'province_officer', 'auditor'],
	// Whoever runs an evening with shared tablets; who may let somebody in without her pictures, sees her face.
	'opening.open': ['trainer', 'helper'],
	'opening.run': ['trainer', 'helper'],
	'nod.give': ['trainer'],
	'help.note': ['trainer', 'helper'],
	// Whoever stands before a class; a helper takes the roll and sees no results.
	'class.open': ['trainer', 'ward_officer'],
	'class.run': ['trainer', 'ward_officer'],
	'class.roll_call': ['trainer', 'helper', 'ward_officer'],
	'class_board.read': ['trainer', 'ward_officer'],
	'class.join': [],
	// What goes round in a ward: its office and its police write it down, and each looks over the other.
	'drill.start': [],
	'drill.answer': [],
	'drill.end': [],
	'local_scam.read': ['police_officer', 'ward_leader', 'ward_officer'],
	'local_scam.propose': ['police_officer', 'ward_officer'],
	'local_scam.approve': ['police_officer', 'ward_leader', 'ward_officer'],
	'local_scam.withdraw': ['police_officer', 'ward_leader', 'ward_officer'],
	'lesson.complete': [],
	'practice.run': [],
	'attempt.start': [],
	'attempt.answer': [],
	'attempt.submit': [],
	'attempt.close': [],
	'attempt.witness': ['trainer'],
	'practical_check.witness': ['trainer'],
	'accommodation.set': ['province_officer', 'ward_officer'],
	// Whoever keeps the officials' standard answers for it: the province, or the installation.
	'appeal.file': [],
	// Keys and how questions do are for whoever writes them.
	'item.read': ['administrator', 'content_editor'],
	'item.look': ['administrator', 'content_editor'],
	'pair.look': OFFICER,
	'appeal.read': ['administrator', 'province_officer', 'auditor'],
	'appeal.answer': ['administrator', 'province_officer'],
	'assistance.state': TEAM,
	'result.void': OFFICER,
	'team.keep': OFFICER,
	'team.read': [...TEAM, 'ward_leader', 'auditor'],
	// Whoever is asked for help writes it down; who sends somebody out answers for the evening.
	'help_request.take': TEAM,
	'help_request.read': [...TEAM, 'ward_leader', 'auditor'],
	'help_request.assign': ['ward_officer', 'head_of_group', 'trainer'],
	'help_request.finish': TEAM,
	// The one page with numbers on it: neither heads nor volunteers.
	'phone.read': OFFICER,
	// Whoever stands beside a resident; she takes back only what she wrote down herself.
	'support.give': [...TEAM, 'police_officer'],
	'support.withdraw': [],
	'service.set': ['administrator'],
	'campaign.start': ['ward_officer', 'province_officer'],
	'campaign.read': ['ward_leader', 'ward_officer', 'province_officer', 'auditor'],
	'campaign.commend': ['ward_leader', 'ward_officer', 'province_officer'],
	// An officer submits, another one, her leader or the province answers.
	'report.submit': OFFICER,
	// Of a province's own agency, which no ward answers for.
	'province_report.submit': ['province_officer'],
	// The head of the office is an officer too: whoever submitted it never answers it herself.
	'report.approve': ['ward_leader', 'ward_officer', 'province_officer'],
	'report.close': ['ward_leader', 'province_officer'],
	'report.number': ['ward_leader', 'ward_officer', 'province_officer'],
	'ward_report.read': ['ward_leader', 'ward_officer', 'province_officer', 'auditor'],
	// Whoever works with a list may ask for it; each list says itself who may take it. A link is its maker's alone.
	'export.make': ['trainer', 'head_of_agency', 'ward_leader', 'ward_officer', 'province_officer', 'auditor'],
	'export.take': [],
	'plan.read': ['ward_leader', 'ward_officer', 'province_officer', 'auditor'],
	'plan.set': ['ward_leader', 'ward_officer'],
	// Earned papers are issued by themselves; the ward's office prints them again and takes them back.
	'certificate.issue': [],
	'certificate.read': OFFICER,
	'certificate.revoke': OFFICER,
	// Asked where an official works, and of an official's papers alone.
	'official_paper.keep': ['province_officer', 'ward_officer'],
	'agency.keep': ['ward_officer', 'province_officer'],
	'agency.read': ['head_of_agency', 'ward_leader', 'ward_officer', 'province_officer', 'auditor'],
	// Who answers for the order, not who must learn.
	'duty.impose': ['ward_leader', 'ward_officer', 'province_officer'],
	'duty.read': ['ward_leader', 'ward_officer', 'province_officer', 'auditor'],
	'cycle.open': [],
	'cycle.waive': ['ward_leader', 'ward_officer', 'province_officer'],
	// Never the head of the agency whose numbers it moves.
	'completion.see': ['ward_officer', 'province_officer'],
	// A ward asks more of itself, never less: the verb sees to that.
	'target.set': ['administrator', 'ward_leader', 'ward_officer', 'province_officer'],
	'indicator.enter': ['ward_officer', 'province_officer'],
	'criteria.set': ['ward_leader', 'ward_officer', 'province_officer'],
	// Done or not yet, by name; scores only with evidence.read.
	'figure.explain': READERS,
	'evidence.read': ['ward_officer', 'auditor'],
	// The province draws, never the ward whose figure it tests; a witness sees whom to ask.
	'recheck.draw': ['province_officer'],
	'recheck.read': ['trainer', 'province_officer', 'auditor'],
	'recheck.note': ['trainer', 'province_officer'],
	// Whoever leads, not whoever is measured.
	'signal.read': ['ward_leader', 'province_officer', 'auditor'],
	'ward.read': ['administrator', 'province_officer'],
	'ward.open': ['administrator', 'province_officer'],
	'approval.read': ['auditor'],
	'approval.withdraw': [],
	'approval.carry_out': []
};
