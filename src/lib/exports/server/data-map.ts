import type { DataMap } from '#lib/server/data-map.ts';

export const exportsData: DataMap = {
	export_links: {
		purpose: 'lets an officer take a list with names away once',
		kept: 'link',
		columns: { identifying: 'person_id subject', technical: 'id kind made_at taken_at' }
	}
};
