import { redirect } from '@sveltejs/kit';
import { modulesFor } from '#lib/curriculum/library.ts';
import type { PageServerLoad } from './$types';

/** The front door: a first lesson to try for whoever comes without a card. The staff's own first page is their work. */
export const load: PageServerLoad = async ({ locals, parent }) => {
	if ((await parent()).staff) redirect(303, '/work');
	const { library, language } = locals;
	const { required, free } = modulesFor(library, 'residents');
	const [module] = [...required, ...free];
	const [lesson] = module?.lessons ?? [];
	const href = `/learn/${module?.id}/${lesson?.id}`;
	return { first: lesson ? { href, title: lesson.title[language], minutes: lesson.minutes } : null };
};
