import { residentsStandard } from '#lib/curriculum/library.ts';
import { readPlaceFigure } from '#lib/indicators/server/place-figure.ts';
import { correctedBy } from '#lib/indicators/server/place-recheck.ts';
import { readRound, type Round } from '#lib/indicators/server/round.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { titleOfPlace } from '../../../../place-title.ts';
import type { PageServerLoad } from './$types';

const WARDS_PAGE = 50;

/** One round: how far each ward is, those behind first; for the province what came of it, and the figure it makes. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor } = locals;
	const round = await readRound(db, actor, params.id);
	const behind = round.wards.filter(({ open }) => open > 0);
	const onlyBehind = url.searchParams.get('show') === 'behind';
	const wards = onlyBehind ? behind : round.wards;
	const pages = Math.max(1, Math.ceil(wards.length / WARDS_PAGE));
	const page = Math.min(pages, Math.max(1, Math.trunc(Number(url.searchParams.get('page') ?? 1)) || 1));
	const { id, asOf, weighted, people, result } = round;
	return {
		round: {
			...{ id, asOf, weighted, people, result },
			title: await titleOfPlace(locals, round.provinceCode),
			drawnBy: (await namesOf(db, [round.drawnBy])).get(round.drawnBy) ?? null,
			lists: round.wards.reduce((sum, { lists }) => sum + lists, 0),
			drawn: round.wards.reduce((sum, { drawn }) => sum + drawn, 0)
		},
		drawn: url.searchParams.has('drawn'),
		corrected: await correctedRate(locals, round),
		...{ all: round.wards.length, behind: behind.length, onlyBehind, page, pages },
		wards: await Promise.all(
			wards
				.slice((page - 1) * WARDS_PAGE, page * WARDS_PAGE)
				.map(async (ward) => ({ ...ward, title: await titleOfPlace(locals, ward.wardCode) }))
		)
	};
};

/** The province's rate beside the one that the round makes of it; null where the round does not say enough. */
async function correctedRate(locals: App.Locals, { provinceCode, people, result }: Round) {
	const agreement = result?.agreement;
	if (!agreement) return null;
	const { db, figures, library, actor, now } = locals;
	const wanted = { code: provinceCode, standard: residentsStandard(library), asOf: null };
	const { figure } = await readPlaceFigure(db, figures, actor, wanted, now);
	const corrected = correctedBy(agreement, people, figure);
	return corrected && figure.rate !== null ? { rate: figure.rate, corrected } : null;
}
