import type { DataMap } from '#lib/server/data-map.ts';

export const practiceData: DataMap = {
	practice_runs: {
		purpose: 'a run through a scenario with invented data, to go on with it and to show it again',
		kept: 'attempt',
		columns: {
			identifying: 'person_id',
			'learning record': 'module scenario scenario_hash standing steps started_at ended_at done',
			technical: 'id end_id'
		},
		except: {
			steps: { purpose: 'what was touched and what was said to it; of what was typed only which offered thing it was' }
		}
	},
	scenario_progress: {
		purpose: 'which scenarios she has practised',
		kept: 'folded',
		columns: { identifying: 'person_id', 'learning record': 'module scenario runs done_on alone_on last_on' }
	}
};
