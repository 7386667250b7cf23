import { and, eq, lte, sql } from 'drizzle-orm';
import type { Means, MeansState } from '#lib/outreach/campaign.ts';
import { digitalMeans } from '#lib/outreach/server/campaign-schema.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';

export interface SeenMeans {
	personId: string;
	kind: Means;
	state: MeansState;
	asOf: Day;
	/** support, visit */
	source: string;
}

/**
 * Notes what a person has as of a day. What is known of a later day stays; of two words about one day the later spoken
 * holds. The caller has asked the permission, and writes it in her own transaction.
 */
export async function noteMeans(tx: Db, seen: SeenMeans): Promise<void> {
	const { state, asOf, source } = seen;
	await tx
		.insert(digitalMeans)
		.values(seen)
		.onConflictDoUpdate({
			target: [digitalMeans.personId, digitalMeans.kind],
			set: { state, asOf, source },
			setWhere: lte(digitalMeans.asOf, sql`excluded.as_of`)
		});
}

/** A deed was entered by mistake: what it alone said of her is known no more. */
export async function forgetMeans(
	tx: Db,
	{ personId, kind, asOf }: Omit<SeenMeans, 'state' | 'source'>
): Promise<void> {
	await tx
		.delete(digitalMeans)
		.where(
			and(
				eq(digitalMeans.personId, personId),
				eq(digitalMeans.kind, kind),
				eq(digitalMeans.asOf, asOf),
				eq(digitalMeans.source, 'support')
			)
		);
}
