import { placesFor } from '#lib/access/permissions.ts';
import { listLikelyPairs, type LikelyPerson } from '#lib/people/server/duplicates.ts';
import { readPlacesToChoose } from '../../places-to-choose.ts';
import { readAsked } from '../approvals/asked.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 10;

/** Who may be one person: what waits for a second officer, and what is only alike. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { reports, actor, now } = locals;
	const held = placesFor(actor, 'evidence.read');
	const choice = await readPlacesToChoose(locals, held, url.searchParams.get('ward') || null);
	const ward = choice.step === 'group' ? choice.ward : null;
	const waiting = (await readAsked(locals)).flatMap((one) =>
		one.merge && one.state === 'open' ? [{ ...one, merge: one.merge }] : []
	);
	const pairs = new Set(waiting.map(({ merge }) => `${merge.personId} ${merge.otherId}`));
	const likely = (ward ? await listLikelyPairs(reports, actor, ward.code, now) : []).filter(
		({ one, other }) => !pairs.has(`${one.personId} ${other.personId}`)
	);
	return {
		waiting,
		ward,
		places: choice.step === 'place' ? choice.places : [],
		several: choice.step === 'group' && choice.several,
		likely: likely.slice(0, A_PAGE).map(({ one, other, because }) => {
			return { one: shown(one), other: shown(other), because };
		}),
		more: likely.length > A_PAGE ? likely.length : null,
		done: url.searchParams.has('done')
	};
};

/** Her number may say that two are one; which it is, no page of the staff shows. */
function shown({ phone: _phone, ...person }: LikelyPerson) {
	return person;
}
