import type { DataMap } from '#lib/server/data-map.ts';

export const learningData: DataMap = {
	attempts: {
		purpose: 'a test or a practice round, to go on with it and to show it again',
		kept: 'attempt',
		columns: {
			identifying: 'person_id witness_id',
			'learning record':
				'test standard_hash form started_at submitted_at learning_point_id witnessed_start_at witnessed_end_at witnessed_assistance',
			technical: 'id seed submission_id'
		}
	},
	attempt_answers: {
		purpose: 'the last saved answer of each question',
		kept: 'attempt',
		columns: { 'learning record': 'n answer saved_at', technical: 'attempt_id' }
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
