import { redirect } from '@sveltejs/kit';
import { joinInput } from '#lib/openings/server/input.ts';
import { readInvitation } from '#lib/openings/server/tablet.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { act } from '../../form.ts';
import { originOf } from '../../origin.ts';
import type { Actions } from './$types';

/** Where a tablet without a camera types the code that stands beside the QR. */
export const actions: Actions = {
	default: (event) =>
		act(event, joinInput, async ({ code }) => {
			const { db, now } = event.locals;
			await readInvitation(db, code, originOf(event), now).catch((error: unknown) => {
				throw error instanceof DomainError && error.status === 404 ? new DomainError(error.code, 422) : error;
			});
			redirect(303, `/join/${encodeURIComponent(code)}`);
		})
};
