import { GUIDES, readGuide } from './guides.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({
	guides: GUIDES.map((id) => {
		const { title, about } = readGuide(id, locals.address);
		return { id, title, about };
	})
});
