import type { DataMap } from '#lib/server/data-map.ts';

export const learningData: DataMap = {
	attempts: {
		purpose: 'a test or a practice round, to go on with it and to show it again',
		kept: 'attempt',
		columns: {
			identifying: 'person_id witness_id',
			'learning record':
				'test standard_hash form started_at submitted_at deadline_at learning_point_id witnessed_start_at witnessed_end_at witnessed_assistance',
			technical: 'id seed submission_id'
		}
	},
	attempt_answers: {
		purpose: 'the last saved answer of each question',
		kept: 'attempt',
		columns: { 'learning record': 'n answer saved_at', technical: 'attempt_id' }
	},
	accommodations: {
		purpose: 'more time for tests, granted for a reason that an officer chose from a short list',
		kept: 'erased',
		columns: { identifying: 'person_id set_by', 'learning record': 'extra_percent reason', technical: 'set_at' }
	},
	appeals: {
		purpose: 'what somebody says is not right about her test, and the answer, with who gave it',
		kept: 'attempt',
		columns: {
			identifying: 'person_id answered_by',
			'learning record': 'question reason text filed_at decision reply answered_at',
			technical: 'id attempt_id'
		},
		except: {
			text: { purpose: 'her own words', kept: 'erased' },
			reply: { purpose: 'the answer in words', kept: 'erased' }
		}
	},
	item_statistics: {
		purpose: 'how each question does, over all places',
		kept: 'always',
		columns: {
			none: 'question module skill asked right recent_asked recent_right discrimination median_seconds whole_seconds',
			technical: 'computed_at'
		}
	},
	answer_pairs: {
		purpose: 'two tests with the same rare wrong answers, for an officer to look at',
		kept: 'folded',
		columns: { 'learning record': 'first second test same_wrong likelihood on', technical: 'computed_at' }
	},
	item_looks: {
		purpose: 'what a look at a flagged question found, and who looked',
		kept: 'always',
		columns: { identifying: 'looked_by', none: 'question flags asked note', technical: 'id looked_at' }
	},
	pair_looks: {
		purpose: 'what a look at two tests alike found, and who looked',
		kept: 'attempt',
		columns: { identifying: 'looked_by', 'learning record': 'first second same_wrong note', technical: 'id looked_at' }
	},
	lesson_progress: {
		purpose: 'where she goes on',
		kept: 'folded',
		columns: { identifying: 'person_id', 'learning record': 'module lesson completed_on' }
	},
	test_standings: {
		purpose: 'where she is stuck, for whoever teaches her class',
		kept: 'folded',
		columns: { identifying: 'person_id', 'learning record': 'test tries failed passed_on last_on' }
	},
	module_results: {
		purpose: 'what she passed in each module, for her duties, her certificates and herself',
		kept: 'folded',
		columns: {
			identifying: 'person_id',
			'learning record': 'result module standard door day asked right passed witnessed'
		}
	},
	skill_evidence: {
		purpose: 'what she can do, skill by skill, for herself',
		kept: 'folded',
		columns: { identifying: 'person_id', 'learning record': 'skill asked right last_on' }
	}
};
