import { m } from '#lib/messages/compiled/messages.js';
import type { Outcome, Suits, Topic, Way } from '#lib/outreach/help-request.ts';
import type { Part } from '#lib/outreach/team.ts';

export const PART_WORDS: Record<Part, () => string> = { leader: m.teams_part_leader, member: m.teams_part_member };

export const TOPIC_WORDS: Record<Topic, () => string> = {
	device: m.help_topic_device,
	vneid: m.help_topic_vneid,
	public_service: m.help_topic_public_service,
	payment: m.help_topic_payment,
	scam: m.help_topic_scam,
	other: m.help_topic_other
};

export const SUITS_WORDS: Record<Suits, () => string> = {
	any: m.help_suits_any,
	morning: m.help_suits_morning,
	afternoon: m.help_suits_afternoon,
	evening: m.help_suits_evening,
	weekend: m.help_suits_weekend
};

export const WAY_WORDS: Record<Way, () => string> = {
	phone: m.help_way_phone,
	in_person: m.help_way_in_person,
	herself: m.help_way_herself
};

export const OUTCOME_WORDS: Record<Outcome, () => string> = {
	helped: m.help_outcome_helped,
	passed_on: m.help_outcome_passed_on,
	not_reached: m.help_outcome_not_reached,
	not_needed: m.help_outcome_not_needed
};
