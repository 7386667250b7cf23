import { certificateFile } from '../../../../../printed-certificate.ts';
import { learnerId } from '../../../../learner.ts';
import type { RequestHandler } from './$types';

/** One of her papers as a file. */
export const GET: RequestHandler = ({ locals, params, url }) =>
	certificateFile(locals, url, { personId: learnerId(locals), certificateId: params.id });
