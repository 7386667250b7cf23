import { redirect } from '@sveltejs/kit';
import { lookAtCertificates } from '#lib/certificates/server/look.ts';
import { revocationInput } from '#lib/certificates/server/input.ts';
import { revokeCertificate } from '#lib/certificates/server/revoke.ts';
import { notFound } from '#lib/shared/errors.ts';
import { act } from '../../../../../../form.ts';
import { readAtWorkToo } from '../../../../person-page.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where she lives, and where she works. */
const REVOKING = ['certificate.revoke', 'official_paper.keep'] as const;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { person, eventId } = await readAtWorkToo(locals, params.id, ...REVOKING);
	const { certificates } = await lookAtCertificates(locals.db, locals.actor, person.id, locals.now);
	const paper = certificates.find(({ id }) => id === params.certificate);
	if (!paper) throw notFound();
	return { person, eventId, serial: paper.serial };
};

export const actions: Actions = {
	default: (event) =>
		act(event, revocationInput, async ({ reason }) => {
			const { db, actor, now } = event.locals;
			const { person } = await readAtWorkToo(event.locals, event.params.id, ...REVOKING);
			const input = { personId: person.id, certificateId: event.params.certificate, reason };
			await revokeCertificate(db, actor, input, now);
			redirect(303, `/people/${person.id}/certificates?done`);
		})
};
