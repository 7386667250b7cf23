import { may } from '#lib/access/permissions.ts';
import { isHeld } from '#lib/compliance/agency.ts';
import { readAgency } from '#lib/compliance/server/agencies.ts';
import { listOfficials } from '#lib/compliance/server/posts.ts';
import { listCycleStates } from '#lib/compliance/server/standing.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { titleOfPlace } from '../../../place-title.ts';
import { missingOnly, shownStates } from '../../../standing-shown.ts';
import type { PageServerLoad } from './$types';

/** An agency as its head sees it: who is missing what, how all stand, and who works there. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const { id, name, kind, wardCode, provinceCode, target } = await readAgency(db, actor, params.id, now);
	const today = dayOf(now);
	const states = shownStates(await listCycleStates(db, { agencyId: id }, today), locals);
	const posts = (await listOfficials(db, [id])).map((post) => ({
		...{ id: post.id, name: post.fullName ?? '–', position: post.position, kind: post.kind },
		...{ from: post.from, to: post.to, past: post.to !== null && !isHeld(post, today) }
	}));
	const [added, changed, left] = [0, 1, 2].map((n) => url.searchParams.get('done')?.split('-')[n] ?? null);
	return {
		agency: { id, name, kind, place: await titleOfPlace(locals, wardCode ?? provinceCode) },
		today,
		...{ states, missing: missingOnly(states) },
		posts,
		done: added && changed && left && [added, changed, left].every(isNumber) ? { added, changed, left } : null,
		mayKeep: may(actor, 'agency.keep', target),
		mayReadDuties: may(actor, 'duty.read', target)
	};
};

const isNumber = (text: string) => /^\d{1,4}$/.test(text);
