import { redirect } from '@sveltejs/kit';
import { findModule } from '#lib/curriculum/library.ts';
import { lessonCode, supplementsOf } from '#lib/curriculum/supplements.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { settingsInput } from '#lib/territory/server/input.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { readSettings, setProvinceSettings } from '#lib/territory/server/settings.ts';
import { ADDRESSES } from '#lib/territory/settings.ts';
import { act } from '../../../../form.ts';
import { maySet } from '../may-set.ts';
import type { Actions, PageServerLoad } from './$types';

/** How a province speaks to its learners, and which of its own lessons they see. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, library, language, now } = locals;
	maySet(locals, params.code);
	const settings = await readSettings(db, params.code);
	const address = ADDRESSES[settings.address];
	return {
		place: { code: params.code, title: placeTitle(await readPlace(db, params.code, dayOf(now)), language) },
		settings,
		supplements: supplementsOf(library, params.code).map((lesson) => ({
			code: lessonCode(lesson),
			title: lesson.title[language],
			module: findModule(library, lesson.module)?.title[language] ?? lesson.module,
			minutes: lesson.minutes,
			html: library.lessonHtml(lesson, address)
		}))
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, url } = event;
		maySet(locals, params.code);
		const offered = supplementsOf(locals.library, params.code).map(lessonCode);
		return act(event, settingsInput(offered), async (change) => {
			const { db, actor, now } = locals;
			await setProvinceSettings(db, actor, { provinceCode: params.code, ...change }, now);
			redirect(303, `${url.pathname}?saved`);
		});
	}
};
