import { may } from '#lib/access/permissions.ts';
import { readAgency } from '#lib/compliance/server/agencies.ts';
import { notFound } from '#lib/shared/errors.ts';

/** The agency that an address names, for whoever keeps it; to others it is not found. */
export async function readKeptAgency({ db, actor, now }: App.Locals, id: string) {
	const agency = await readAgency(db, actor, id, now);
	if (!may(actor, 'agency.keep', agency.target)) throw notFound();
	return agency;
}
