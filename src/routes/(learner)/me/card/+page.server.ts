import { readCardState } from '#lib/sign-in/server/card-state.ts';
import { learnerId } from '../../learner.ts';
import { findHeldCard } from '../held-card.ts';
import type { PageServerLoad } from './$types';

/** Windows inside other applications, which keep no downloads. */
const INSIDE_AN_APP = /Zalo|FBA[NV]|Instagram|TikTok|musical_ly/i;

/** Her card as a picture on her own telephone: while she has just scanned it here, else how to. */
export const load: PageServerLoad = async (event) => {
	const { locals, request } = event;
	return {
		card: await readCardState(locals.db, learnerId(locals), locals.now),
		held: (await findHeldCard(event)) !== null,
		insideAnApp: INSIDE_AN_APP.test(request.headers.get('user-agent') ?? '')
	};
};
