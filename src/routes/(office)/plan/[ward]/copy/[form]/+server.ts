import { listPlan, readPlanWard } from '#lib/outreach/server/plan.ts';
import { notFound } from '#lib/shared/errors.ts';
import { titleOfPlace } from '../../../../../place-title.ts';
import { PLAN_FORMS, writePlan } from '../../plan-file.ts';
import { listTraining } from '../../training.ts';
import type { RequestHandler } from './$types';

/** A ward's plan as a file. It holds tasks and counts, no list of people, so it needs no link of one's own. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { db, actor, now, language } = locals;
	const form = PLAN_FORMS.find((one) => one === params.form);
	if (!form) throw notFound();
	const { wardCode, ...ward } = await readPlanWard(db, actor, params.ward, now);
	const plan = {
		ward: await titleOfPlace(locals, wardCode),
		items: await listPlan(db, { wardCode, ...ward }),
		training: await listTraining(locals, wardCode)
	};
	const { type, file } = await writePlan(plan, form, { language, now });
	return new Response(new Uint8Array(file), {
		headers: { 'content-type': type, 'content-disposition': `attachment; filename="plan-${wardCode}.${form}"` }
	});
};
