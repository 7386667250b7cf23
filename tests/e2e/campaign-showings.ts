import type { Page } from '@playwright/test';
import type { Exhibits } from './exhibits.ts';
import { looks, submitEmpty, type Showing } from './showing.ts';
import type { RunningWorld } from './world.ts';

const ward = (_: Exhibits, { cuaNam }: RunningWorld) => ({ ward: cuaNam.wardCode });
const drive = ({ drive }: Exhibits) => ({ id: drive.id });
const item = (made: Exhibits, world: RunningWorld) => ({ ...ward(made, world), item: made.drive.planItem });
const report =
	(state: 'draft' | 'submitted' | 'approved' | 'returned' | 'missing') => (made: Exhibits, world: RunningWorld) => ({
		...drive(made),
		...ward(made, world),
		day: made.drive[state]
	});
/** Whoever has given support before finds her usual answers there: none at all is refused from everybody. */
const submitNone = async (page: Page) => {
	await page.locator('input[name=actions]').fill('0');
	await submitEmpty(page);
};
const REPORT = '/(office)/campaigns/[id]/reports/[ward]/[day]';

/** Support given, campaigns, services and plans, each page as those see it who may do most on it. */
export const campaignShowings = (): Showing[] => [
	...looks('/(field)/support', 'trainer', undefined, [{ state: 'of who gave nothing', as: 'head' }]),
	...looks('/(field)/support/new', 'trainer', undefined, [
		{ state: 'for the first time', as: 'head' },
		{ state: 'refused', as: 'head', then: submitNone }
	]),
	...looks('/(field)/support/[id]/withdrawal', 'trainer', ({ drive }) => ({ id: drive.support })),
	...looks('/(office)/campaigns', 'officer'),
	...looks('/(office)/campaigns/new', 'officer', undefined, [
		{ state: 'refused', then: submitEmpty },
		{ state: 'of a province', as: 'province' }
	]),
	...looks('/(office)/campaigns/[id]', 'officer', drive, [{ state: 'read by an auditor', as: 'auditor' }]),
	...looks('/(office)/campaigns/[id]/commendation', 'officer', drive),
	...looks(REPORT, 'officer', report('draft'), [
		{ state: 'missing', of: report('missing') },
		{ state: 'submitted', as: 'leader', of: report('submitted') },
		{ state: 'returned', of: report('returned') },
		{ state: 'approved', as: 'leader', of: report('approved') }
	]),
	...looks(`${REPORT}/submission`, 'officer', report('missing')),
	...looks(`${REPORT}/return`, 'leader', report('submitted'), [{ state: 'refused', then: submitEmpty }]),
	...looks(`${REPORT}/approval`, 'leader', report('submitted')),
	...looks(`${REPORT}/closing`, 'leader', report('approved')),
	...looks('/(office)/services', 'administrator', undefined, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(office)/services/[id]', 'administrator', () => ({ id: 'online-file' })),
	...looks('/(office)/plan/[ward]', 'officer', ward, [{ state: 'read by an auditor', as: 'auditor' }]),
	...looks('/(office)/plan/[ward]/items/[item]', 'officer', item)
];
