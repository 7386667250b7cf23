import { m } from '#lib/messages/compiled/messages.js';
import { isOverdue } from '#lib/outreach/plan.ts';
import { listPlan, readPlanWard } from '#lib/outreach/server/plan.ts';
import { writeCsv } from '#lib/server/csv.ts';
import { dayOf, writeDay } from '#lib/shared/dates.ts';
import { planWord } from '../../../../campaign-words.ts';
import type { RequestHandler } from './$types';

/** The plan as wards hand it in: number, content, who leads, until when, what comes of it, how it stands. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { db, actor, now } = locals;
	const ward = await readPlanWard(db, actor, params.ward, now);
	const heads = [m.plan_number(), m.plan_content(), m.plan_owner(), m.plan_due(), m.plan_measure(), m.plan_state()];
	const rows = (await listPlan(db, ward)).map((item, n) => {
		const late = isOverdue(item, dayOf(now)) ? [m.plan_overdue()] : [];
		const state = [...late, planWord(item.state)].join(', ');
		return [n + 1, item.content, item.owner, writeDay(item.due), item.measure, state];
	});
	return new Response(writeCsv([heads, ...rows]), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="plan-${ward.wardCode}.csv"`
		}
	});
};
