import { certificateFile } from '../../../../../../printed-certificate.ts';
import type { RequestHandler } from './$types';

/** A resident's paper printed again: the same serial and date, her name of today. */
export const GET: RequestHandler = ({ locals, params, url }) =>
	certificateFile(locals, url, { personId: params.id, certificateId: params.certificate });
