import type { DataMap } from '#lib/server/data-map.ts';

export const drillsData: DataMap = {
	drills: {
		purpose: 'a drill in recognising fraud, to go on with it and to show it again',
		kept: 'attempt',
		columns: {
			identifying: 'person_id',
			'learning record': 'form fakes started_at ended_at',
			technical: 'id seed end_id'
		}
	},
	drill_answers: {
		purpose: 'the last saved choice for each item',
		kept: 'attempt',
		columns: { 'learning record': 'n choice saved_at', technical: 'drill_id' }
	},
	drill_standings: {
		purpose: 'how often she took fakes for genuine and genuine for fakes, and when to drill again',
		kept: 'folded',
		columns: {
			identifying: 'person_id',
			'learning record': 'drills passed_in_row last_on due_on fakes misses genuines false_alarms'
		}
	},
	local_scams: {
		purpose: 'frauds that go round in a ward, with invented names and numbers, for its drills',
		kept: 'always',
		columns: {
			none: 'ward_code kind came_from text right_choice wrong_choice explain',
			identifying: 'proposed_by decided_by',
			technical: 'id state hash proposed_at decided_at'
		}
	}
};
