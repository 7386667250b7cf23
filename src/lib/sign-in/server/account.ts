import { inArray } from 'drizzle-orm';
import { listRecords } from '#lib/people/server/erasure.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { staffCredentials } from '#lib/sign-in/server/schema.ts';

/** What the throttle counts wrong passwords and wrong one-time codes under; existing or not, names look alike to it. */
export function accountOf(loginName: string): string {
	return `password ${loginName}`;
}

/** The same for somebody who has shown who she is: by her sign-in name, or herself where she has none. */
export async function accountOfPerson(db: Db, personId: string): Promise<string> {
	const loginName = await findLoginName(db, personId);
	return loginName === null ? `person ${personId}` : accountOf(loginName);
}

/** What a person signs in with, under whichever of her records; null if she has no password. */
export async function findLoginName(db: Db, personId: string): Promise<string | null> {
	const [credential] = await db
		.select({ loginName: staffCredentials.loginName })
		.from(staffCredentials)
		.where(inArray(staffCredentials.personId, await listRecords(db, personId)));
	return credential?.loginName ?? null;
}
