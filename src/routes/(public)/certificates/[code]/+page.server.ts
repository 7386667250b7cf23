import { readVerificationCode } from '#lib/certificates/certificate.ts';
import { verify } from '#lib/certificates/server/look.ts';
import { placeOfIssue } from '../../../printed-certificate.ts';
import type { PageServerLoad } from './$types';

/** The address in a paper's QR: what the register says, to anybody, never kept on the way. What is none of ours says +error. */
export const load: PageServerLoad = async ({ params, locals, getClientAddress, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
	const code = readVerificationCode(params.code) ?? params.code;
	const paper = await verify(locals.db, code, getClientAddress(), locals.now);
	return { paper, place: await placeOfIssue(locals, paper) };
};
