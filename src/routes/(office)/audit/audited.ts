/** Kinds of events that stand in the audit beside the verbs of the permission table. */
export const AUDITED = [
	'person.registered',
	'person.corrected',
	'person.merged',
	'person.unmerged',
	'person.erased',
	'person.died',
	'residence.confirmed',
	'residence.moved',
	'population.declared',
	'population.decided',
	'group.succeeded',
	'practical_check.recorded',
	'assistance.stated',
	'result.voided'
] as const;
