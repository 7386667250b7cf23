import { PUBLIC_URL } from '$app/env/private';
import { may } from '#lib/access/permissions.ts';
import { writeTime } from '#lib/shared/dates.ts';
import { writeCode } from '#lib/sign-in/card-code.ts';
import { readOpening } from '#lib/openings/server/opening.ts';
import { qrOf } from '#lib/sign-in/qr.ts';
import { readFloor } from './floor.ts';
import type { PageServerLoad } from './$types';

/** Looks again by itself, so that whoever asks for a nod does not wait for the trainer to think of it. */
const LOOKS_AGAIN_AFTER = 15;

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
	const { db, actor, now } = locals;
	const opening = await readOpening(db, actor, params.id, now);
	const looksAgain = opening.live && !url.searchParams.has('still');
	if (looksAgain) setHeaders({ refresh: `${LOOKS_AGAIN_AFTER};url=/openings/${opening.id}` });
	const join = `${PUBLIC_URL ?? url.origin}/join`;
	return {
		id: opening.id,
		point: { id: opening.point.id, name: opening.point.name },
		until: writeTime(opening.endsAt),
		live: opening.live,
		looksAgain,
		join: { qr: qrOf(`${join}/${opening.code}`), code: writeCode(opening.code), address: join },
		mayNod: may(actor, 'nod.give', opening.point),
		done: url.searchParams.get('done'),
		...(opening.live ? await readFloor(locals, opening) : { nods: [], tablets: [] })
	};
};
