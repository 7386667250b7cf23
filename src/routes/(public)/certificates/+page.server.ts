import { redirect } from '@sveltejs/kit';
import { codeInput } from '#lib/certificates/server/input.ts';
import { act } from '../../form.ts';
import type { Actions } from './$types';

/** For whoever holds a paper and no camera. */
export const actions: Actions = {
	default: (event) => act(event, codeInput, async ({ code }) => redirect(303, `/certificates/${code}`))
};
