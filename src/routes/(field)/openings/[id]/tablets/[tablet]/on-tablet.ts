import { readOpening } from '#lib/openings/server/opening.ts';
import { listTablets } from '#lib/openings/server/tablet.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { listSessionsOn } from '#lib/sign-in/server/tablet-sessions.ts';

/** The tablet that an address names, of an opening that the reader may run, and who learns on it at this moment. */
export async function readOnTablet({ db, actor, now }: App.Locals, params: { id: string; tablet: string }) {
	const opening = await readOpening(db, actor, params.id, now);
	const tablet = (await listTablets(db, opening.id)).find(({ id }) => id === params.tablet);
	if (!tablet) throw notFound();
	if (!opening.live) throw new DomainError('opening_over', 409);
	const [session] = await listSessionsOn(db, [tablet.id], now);
	const names = await namesOf(db, session ? [session.personId] : []);
	return {
		opening,
		number: tablet.number,
		learner: session ? { ...session, name: names.get(session.personId) ?? '' } : null
	};
}
