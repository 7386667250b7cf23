import { writeVerificationCode } from '#lib/certificates/certificate.ts';
import { readCertificate } from '#lib/certificates/server/certificates.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { qrOf } from '#lib/sign-in/qr.ts';
import { learnerId } from '../../../learner.ts';
import { cardOrigin } from '../../../../printed-card.ts';
import { placeOfIssue } from '../../../../printed-certificate.ts';
import type { PageServerLoad } from './$types';

/** One of her papers, as it is printed. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const personId = learnerId(locals);
	const { code, personId: _, ...paper } = await readCertificate(locals.db, personId, params.id, locals.now);
	const { fullName } = await readPerson(locals.db, personId);
	const address = `${cardOrigin(locals, url)}/certificates`;
	return {
		paper,
		name: fullName,
		place: await placeOfIssue(locals, paper),
		code: writeVerificationCode(code),
		host: address.replace(/^https?:\/\//, ''),
		qr: qrOf(`${address}/${code}`)
	};
};
