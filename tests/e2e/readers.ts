import type { Page } from '@playwright/test';
import { sitDown } from './evening.ts';
import type { Exhibits } from './exhibits.ts';
import { signIn, type RunningWorld } from './world.ts';

/** Who looks at a page, and from where. */
export type Reader =
	| 'nobody'
	| 'tablet'
	| 'card at a tablet'
	| 'learner at a tablet'
	| 'learner'
	| 'newcomer'
	| 'certified'
	| 'starting'
	| 'ending'
	| 'trainer'
	| 'officer'
	| 'keeper'
	| 'leader'
	| 'head'
	| 'head of agency'
	| 'province'
	| 'administrator'
	| 'auditor';

/** Signs whoever looks in on this device. */
export async function enterAs(as: Reader, page: Page, world: RunningWorld, made: Exhibits): Promise<string | null> {
	const { cuaNam } = world;
	const context = page.context();
	if (as === 'nobody') return null;
	if (as === 'tablet' || as === 'card at a tablet') {
		await sitDown(world, context, made.evening);
		if (as !== 'tablet') await context.addCookies([{ name: 'card', value: made.card, url: world.address }]);
		return null;
	}
	if (as === 'learner at a tablet') {
		await sitDown(world, context, made.evening, made.evening.learner);
		return null;
	}
	if (as === 'learner' || as === 'newcomer') return signIn(world, context, made[as]);
	if (as === 'province') return signIn(world, context, made.provinceOfficer, 'link');
	if (as === 'head of agency') return signIn(world, context, made.office.head, 'link');
	if (as === 'keeper') return signIn(world, context, made.kept.keeper, 'link');
	if (as === 'leader') return signIn(world, context, made.drive.leader, 'link');
	if (as === 'auditor') return signIn(world, context, made.auditor, 'link');
	if (as === 'starting') return signIn(world, context, made.toStart.personId);
	if (as === 'administrator') return signIn(world, context, made.administrator, 'link');
	if (as === 'certified') return signIn(world, context, made.certified.personId);
	if (as === 'ending') return signIn(world, context, made.toEnd.personId);
	return signIn(world, context, cuaNam[as].id, 'link');
}
