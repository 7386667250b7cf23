import type { DataMap } from '#lib/server/data-map.ts';

export const curriculumData: DataMap = {
	content_versions: {
		purpose: 'everything ever shown, tested by or agreed to, so that it can be shown again',
		kept: 'always',
		columns: { none: 'hash kind id body stored_at' }
	}
};
