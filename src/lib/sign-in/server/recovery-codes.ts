import { randomInt } from 'node:crypto';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { listRecords } from '#lib/people/server/erasure.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { CODE_LETTERS } from '#lib/sign-in/card-code.ts';
import { RECOVERY_CODES, RECOVERY_LENGTH, writeRecoveryCode } from '#lib/sign-in/one-time-code.ts';
import { recoveryCodes } from '#lib/sign-in/server/schema.ts';
import { hashSlowly, matches } from '#lib/sign-in/server/slow-hash.ts';

/** Gives a person new recovery codes and ends all that she had. They are returned here and never again. */
export async function renewRecoveryCodes(
	db: Db,
	personId: string,
	now: Date,
	howMany = RECOVERY_CODES
): Promise<string[]> {
	await db.delete(recoveryCodes).where(inArray(recoveryCodes.personId, await listRecords(db, personId)));
	const codes = Array.from({ length: howMany }, newLetters);
	for (const letters of codes) {
		await db.insert(recoveryCodes).values({ id: newId(now), personId, codeHash: await hashSlowly(letters) });
	}
	return codes.map(writeRecoveryCode);
}

/** Uses a recovery code up: `one_time_code_wrong` (401) if it is none of hers that is left. Ten slow hashes at most. */
export async function takeRecoveryCode(db: Db, records: readonly string[], letters: string, now: Date): Promise<void> {
	const left = await db
		.select()
		.from(recoveryCodes)
		.where(and(inArray(recoveryCodes.personId, [...records]), isNull(recoveryCodes.usedAt)));
	for (const { id, codeHash } of left) {
		if (!(await matches(codeHash, letters))) continue;
		const used = await db
			.update(recoveryCodes)
			.set({ usedAt: now })
			.where(and(eq(recoveryCodes.id, id), isNull(recoveryCodes.usedAt)))
			.returning({ id: recoveryCodes.id });
		if (used.length > 0) return;
	}
	throw new DomainError('one_time_code_wrong', 401);
}

function newLetters(): string {
	return Array.from({ length: RECOVERY_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
}
