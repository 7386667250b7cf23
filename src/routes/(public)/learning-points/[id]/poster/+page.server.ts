import { PUBLIC_URL } from '$app/env/private';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { qrOf } from '#lib/sign-in/qr.ts';
import { readLearningPoint } from '#lib/territory/server/points.ts';
import { showPoints } from '../../../../points-shown.ts';
import type { PageServerLoad } from './$types';

/** A sheet for the wall of a learning point: where, when, and a square that opens the first page. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const point = await readLearningPoint(locals.db, params.id);
	const ended = point.validTo !== null && point.validTo <= dayOf(locals.now);
	const [shown] = await showPoints(locals, [point]);
	if (ended || !shown) throw notFound();
	// What hangs on a wall names where people reach us, wherever it was printed.
	const address = PUBLIC_URL ?? url.origin;
	return { ward: point.wardCode, point: shown, qr: qrOf(`${address}/`), host: address.replace(/^https?:\/\//, '') };
};
