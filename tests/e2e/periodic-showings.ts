import type { Page } from '@playwright/test';
import type { Exhibits } from './exhibits.ts';
import { at, looks, type Showing } from './showing.ts';
import { submitEmpty } from './showings.ts';
import type { RunningWorld } from './world.ts';

/** Months of phường Cửa Nam that are over: of the first nothing was done; the others are made in periodic-exhibit.ts. */
export const MONTHS = { draft: '2025-11', submitted: '2025-10', returned: '2025-09', approved: '2025-08', closed: '2025-07' };

const place = (_: Exhibits, { cuaNam }: RunningWorld) => ({ place: cuaNam.wardCode });
const month =
	(state: keyof typeof MONTHS, more: Record<string, string> = {}) =>
	(made: Exhibits, world: RunningWorld) => ({ ...place(made, world), period: MONTHS[state], ...more });
const PAGE = '/(office)/reports/[place]/[period]';
const step = (noun: string, state: keyof typeof MONTHS) => month(state, { step: noun });
const roll = (_: Exhibits, { cuaNam }: RunningWorld) => `/exports/new?list=group_roll&of=${cuaNam.groups[0]}`;
const make = async (page: Page) => {
	await page.locator('main form').getByRole('button').click();
	await page.waitForURL(/\/exports\/[0-9a-f-]{36}$/);
};

/** Periodic reports, and links to lists with names. */
export const periodicShowings = (): Showing[] => [
	...looks('/(office)/reports', 'auditor'),
	...looks('/(office)/reports/[place]', 'officer', place, [
		{ state: 'of a province', as: 'auditor', of: () => ({ place: '01' }), query: '?period=2025-07' }
	]),
	...looks(PAGE, 'officer', month('draft'), [
		{ state: 'submitted', as: 'leader', of: month('submitted') },
		{ state: 'returned', of: month('returned') },
		{ state: 'approved', as: 'leader', of: month('approved') },
		{ state: 'closed', of: month('closed') }
	]),
	...looks(`${PAGE}/changes`, 'officer', month('closed')),
	...looks(`${PAGE}/[step]`, 'officer', step('submission', 'draft'), [
		{ state: 'approval', as: 'leader', of: step('approval', 'submitted') },
		{ state: 'return refused', as: 'leader', of: step('return', 'submitted'), then: submitEmpty },
		{ state: 'closing', as: 'leader', of: step('closing', 'approved') }
	]),
	...looks(`${PAGE}/document`, 'officer', month('closed'), [{ state: 'refused', then: submitEmpty }]),
	at('/(office)/exports/new', 'officer', '', roll),
	{ ...at('/(office)/exports/[id]', 'officer', '', roll), then: make, ends: '/exports/' }
];
