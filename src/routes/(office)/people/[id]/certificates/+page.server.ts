import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { lookAtCertificates } from '#lib/certificates/server/look.ts';
import type { PageServerLoad } from './$types';

/** The papers of a resident. Every look is noted. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const { person, certificates, atHome } = await lookAtCertificates(db, actor, params.id, now);
	if (person.id !== params.id) redirect(303, `/people/${person.id}/certificates`);
	return {
		person: { id: person.id, name: person.fullName },
		certificates: certificates.map(({ code: _, personId: __, ...paper }) => paper),
		mayPrint: may(actor, 'certificate.read', person.place) && person.fullName !== null,
		mayRevoke: may(actor, 'certificate.revoke', person.place) || !atHome,
		atHome,
		done: url.searchParams.has('done')
	};
};
