import type { BrowserContext } from '@playwright/test';
import { askForNod } from '#lib/openings/server/nod.ts';
import { joinWith, openFor } from '#lib/openings/server/evening.fixture.ts';
import { enterTablet } from '#lib/openings/server/presence.ts';
import type { Tablet } from '#lib/openings/server/tablet.ts';
import type { RunningWorld } from './world.ts';

export interface Evening {
	id: string;
	/** with which tablets join */
	code: string;
	learner: string;
	/** where she sits, and where somebody else waits */
	tablet: Tablet;
	waiting: Tablet;
}

/** An evening at the learning point of phường Cửa Nam, with one learner at a tablet and another who waits at a second. */
export async function holdEvening(world: RunningWorld, resident: () => Promise<string>): Promise<Evening> {
	const { db, cuaNam } = world;
	const now = new Date();
	const { id, code } = await openFor(db, cuaNam.trainer, cuaNam.learningPointId, now);
	const [{ tablet }, { tablet: waiting }] = [await joinWith(db, code, now), await joinWith(db, code, now)];
	const learner = await resident();
	await enterTablet(db, tablet, learner, 'pictures', now);
	await askForNod(db, waiting, await resident(), now);
	return { id, code, learner, tablet, waiting };
}

/** This device becomes another tablet of an evening; whoever is named is signed in on it. */
export async function sitDown(
	{ db, address }: RunningWorld,
	context: BrowserContext,
	{ code }: Pick<Evening, 'code'>,
	personId?: string
): Promise<Tablet> {
	const now = new Date();
	const { token, tablet } = await joinWith(db, code, now);
	const cookies = [['tablet', token]];
	if (personId) cookies.push(['session', await enterTablet(db, tablet, personId, 'pictures', now)]);
	await context.addCookies(
		cookies.map(([name = '', value = '']) => ({ name, value, url: address, httpOnly: true, sameSite: 'Lax' }))
	);
	return tablet;
}
