import type { Verb } from '#lib/access/permissions.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { readColleague } from '#lib/sign-in/server/staff-reset.ts';

/** The member of the staff that an address names, for somebody who may help her to sign in; to others she is not found. */
export async function readForHelp({ db, actor, now }: App.Locals, id: string, verb: Verb) {
	try {
		return await readColleague(db, actor, verb, id, now);
	} catch (error) {
		if (error instanceof DomainError && error.code === 'forbidden') throw notFound();
		throw error;
	}
}
