import type { DataMap } from '#lib/server/data-map.ts';

export const campaignsData: DataMap = {
	digital_means: {
		purpose: 'what a person has: a smartphone, an account, a signature; as of when and from where one knows',
		kept: 'log',
		columns: { identifying: 'person_id', 'learning record': 'kind state', technical: 'as_of source' }
	}
};
