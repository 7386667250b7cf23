import type { DataMap } from '#lib/server/data-map.ts';

export const classesData: DataMap = {
	classes: {
		purpose: 'what a class learns, where, for whom, and how it ended in numbers',
		kept: 'always',
		columns: {
			none: 'id learning_point_id ward_code name learners organisation standard modules open_to_all',
			identifying: 'created_by closed_by',
			technical: 'created_at closed_on closed_at closing'
		}
	},
	class_trainers: {
		purpose: 'who teaches a class',
		kept: 'log',
		columns: { identifying: 'person_id named_by', technical: 'class_id named_at' }
	},
	class_meetings: {
		purpose: 'the evenings of a class',
		kept: 'always',
		columns: { none: 'id class_id day starts ends cancelled_at' }
	},
	enrolments: {
		purpose: 'who learns in a class, of whom every share of its board is',
		kept: 'log',
		columns: {
			identifying: 'person_id enrolled_by ended_by',
			'learning record': 'from to',
			technical: 'id class_id way enrolled_at ended_at'
		}
	},
	attendance_marks: {
		purpose: 'who came to which evening, with every correction',
		kept: 'log',
		columns: {
			identifying: 'person_id marked_by',
			'learning record': 'mark',
			technical: 'id meeting_id way marked_at replaced_at'
		}
	}
};
