import type { DataMap } from '#lib/server/data-map.ts';

export const teamData: DataMap = {
	teams: {
		purpose: 'who helps with digital technology where, and by which decision',
		kept: 'always',
		columns: { none: 'id ward_code group_id name decision_number decided_on ended_on' }
	},
	team_members: {
		purpose: 'who is in which team, from when to when, and whether she was trained for it',
		kept: 'log',
		columns: { identifying: 'person_id', technical: 'id team_id part from to trained_on' }
	},
	team_points: {
		purpose: 'which team looks after which learning point',
		kept: 'always',
		columns: { none: 'team_id point_id' }
	},
	help_requests: {
		purpose: 'who asked for help, with what, who went, and how it ended',
		kept: 'log',
		columns: {
			identifying: 'person_id name note taken_by assigned_by done_by',
			none: 'ward_code group_id topic',
			technical: 'id suits way asked_on taken_at member_id assigned_at outcome done_on done_at'
		},
		except: {
			name: { purpose: 'what somebody is called who is in no register', kept: 'help' },
			note: { purpose: 'what the one who comes must know', kept: 'help' }
		}
	}
};
