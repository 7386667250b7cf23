import { redirect } from '@sveltejs/kit';
import { readPerson } from '#lib/people/server/person.ts';
import { drawCardPicture } from '#lib/sign-in/server/card-picture.ts';
import { learnerId } from '../../learner.ts';
import { cardOrigin } from '../../../printed-card.ts';
import { findHeldCard } from '../held-card.ts';
import type { RequestHandler } from './$types';

/** Her card as a picture, to be kept among her photographs. Where her card is not at hand, the page says how to. */
export const GET: RequestHandler = async (event) => {
	const { locals, url } = event;
	const token = await findHeldCard(event);
	if (token === null) redirect(303, '/me/card');
	const person = await readPerson(locals.db, learnerId(locals));
	const picture = drawCardPicture({
		token,
		origin: cardOrigin(locals, url),
		name: person.fullName ?? '',
		group: person.residence?.groupName ?? '',
		address: locals.address.lower,
		sample: locals.sample
	});
	return new Response(new Uint8Array(picture.asPng()), {
		headers: {
			'content-type': 'image/png',
			'content-disposition': 'attachment; filename="the-hoc-so.png"',
			'cache-control': 'no-store'
		}
	});
};
