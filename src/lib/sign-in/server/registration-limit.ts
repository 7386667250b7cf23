import type { Db } from '#lib/server/db/connect.ts';
import { charge, placesOf, type Limit, type Origin } from '#lib/sign-in/server/throttle.ts';

/** A school, a culture house or a telephone company's customers share an address. */
const ADDRESS: Limit = { name: 'register-address', points: 100, seconds: 3_600 };
const TABLET: Limit = { name: 'register-tablet', points: 100, seconds: 3_600 };
/** Twice what a ward of 5,000 learners registers by itself on the busiest day of a campaign, in one hour. */
const WARD: Limit = { name: 'register-ward', points: 500, seconds: 3_600 };

/**
 * Counts somebody who registers herself: a hundred an hour from one address or tablet, five hundred an hour in one ward.
 * More are refused with `too_many_registrations` (429; minutes); helpers register without any limit. `db` must not be a
 * transaction that a refusal rolls back.
 */
export async function countRegistration(db: Db, origin: Exclude<Origin, string>): Promise<void> {
	for (const { limit, whose } of placesOf(origin, [TABLET, ADDRESS, WARD])) {
		await charge(db, limit, whose, 1, 'too_many_registrations');
	}
}
