import { notFound } from '#lib/shared/errors.ts';
import { isGuide, readGuide } from '../guides.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => {
	if (!isGuide(params.who)) throw notFound();
	return { id: params.who, guide: readGuide(params.who, locals.address) };
};
