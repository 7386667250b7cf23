import type { DataMap } from '#lib/server/data-map.ts';

export const campaignsData: DataMap = {
	support_services: {
		purpose: 'what people are helped with',
		kept: 'always',
		columns: { none: 'id place name means ended' }
	},
	campaigns: {
		purpose: 'a drive of some wards, reported on day by day',
		kept: 'always',
		columns: { none: 'id name from to report_hour', identifying: 'made_by', technical: 'made_at' }
	},
	campaign_wards: {
		purpose: 'the wards of a campaign',
		kept: 'always',
		columns: { none: 'campaign_id ward_code' }
	},
	campaign_goals: {
		purpose: 'how many deeds of a service a campaign wants',
		kept: 'always',
		columns: { none: 'campaign_id service_id goal' }
	},
	support_records: {
		purpose: 'support given: what, where, when, by whom, for whom or for how many without a name',
		kept: 'log',
		columns: {
			none: 'service_id ward_code group_id learning_point_id campaign_id report_day force partners actions on',
			identifying: 'person_id supporter_id',
			technical: 'id entered_at withdrawn_at'
		}
	},
	digital_means: {
		purpose: 'what a person has: a smartphone, an account, a signature; as of when and from where one knows',
		kept: 'log',
		columns: { identifying: 'person_id', 'learning record': 'kind state', technical: 'as_of source' }
	},
	plan_items: {
		purpose: 'the plan of a ward: what, whose, by when, seen by what',
		kept: 'always',
		columns: {
			none: 'id ward_code content owner due measure state',
			identifying: 'changed_by',
			technical: 'changed_at'
		}
	}
};
