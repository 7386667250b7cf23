import type { Page } from '@playwright/test';
import type { Exhibits } from './exhibits.ts';
import type { looks, Showing } from './showing.ts';

const house = (made: Exhibits) => ({ ...made.house });
const pair = (made: Exhibits) => ({ ...made.pair });
const group: Parameters<typeof looks>[2] = (_, world) => ({ id: world.cuaNam.groups[0] });

/** Every look at houses and at people who may be one. */
export function householdShowings(look: typeof looks, submitEmpty: (page: Page) => Promise<void>): Showing[] {
	const refused = { state: 'refused', then: submitEmpty };
	return [
		...look('/(field)/groups/[id]/households', 'trainer', group, [{ state: 'searched', query: '?q=ba+mau' }]),
		...look('/(field)/groups/[id]/households/new', 'trainer', group, [refused]),
		...look('/(field)/households', 'trainer'),
		...look('/(field)/households/[id]', 'head', house, [{ state: 'of a trainer', as: 'trainer' }]),
		...look('/(field)/households/[id]/correction', 'trainer', house),
		...look('/(field)/households/[id]/members/[person]/leaving', 'trainer', house),
		...look('/(field)/households/[id]/members/new', 'trainer', house, [{ state: 'found', query: '?q=mau' }]),
		{
			...{ route: '/(field)/households/[id]/members/new', as: 'trainer', state: 'chosen' },
			address: (made) => `/households/${made.house.id}/members/new?person=${made.learner}`
		},
		...look('/(field)/households/[id]/split', 'trainer', house, [refused]),
		...look('/(office)/duplicates', 'officer'),
		...look('/(office)/duplicates/[id]/[other]', 'officer', pair)
	];
}
