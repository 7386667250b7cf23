import { isOverdue } from '#lib/outreach/plan.ts';
import type { PlanItem } from '#lib/outreach/server/plan.ts';
import { m } from '#lib/messages/compiled/messages.js';
import type { Block } from '#lib/server/paper.ts';
import { write, type WrittenForm } from '#lib/server/written.ts';
import { dayOf, writeDay } from '#lib/shared/dates.ts';
import type { Language } from '#lib/shared/ratio.ts';
import { planWord } from '../../../campaign-words.ts';
import type { Training } from './training.ts';

export const PLAN_FORMS = ['pdf', 'docx', 'xlsx', 'csv'] as const satisfies readonly WrittenForm[];

interface Plan {
	/** the ward's title */
	ward: string;
	items: readonly PlanItem[];
	training: readonly Training[];
}

/** A ward's plan as wards hand it in, with what its officials must learn: counts, and no list of people. */
export function writePlan(
	{ ward, items, training }: Plan,
	form: WrittenForm,
	{ language, now }: { language: Language; now: Date }
) {
	const title = m.plan_heading({ ward });
	const asOf = m.plan_as_of({ day: writeDay(dayOf(now)) });
	const tasks = items.map((item, n) => {
		const late = isOverdue(item, dayOf(now)) ? [m.plan_overdue()] : [];
		const state = [...late, planWord(item.state)].join(', ');
		return [n + 1, item.content, item.owner, writeDay(item.due), item.measure, state];
	});
	const orders = training.map((one, n) => [n + 1, one.title, one.order, one.modules, one.due, one.standing]);
	return write(form, {
		madeAt: now,
		paper: () => ({
			...{ title, language, madeAt: now },
			blocks: [
				{ kind: 'heading', level: 1, text: title, align: 'centre' },
				{ kind: 'paragraph', text: asOf },
				tableOf(taskHeads(), [0.6, 2.6, 1.9, 1.8, 2.1, 1.6], tasks),
				{ kind: 'heading', level: 2, text: m.duty_title() },
				...(orders.length === 0
					? [{ kind: 'paragraph' as const, text: m.duty_none() }]
					: [tableOf(orderHeads(), [0.6, 2, 2.4, 2.8, 2.2, 2], orders)])
			]
		}),
		sheets: () => [
			{ name: m.plan_content(), widths: [6, 44, 26, 14, 36, 18], rows: [taskHeads(), ...tasks] },
			{ name: m.duty_title(), widths: [6, 34, 40, 44, 30, 34], rows: [orderHeads(), ...orders] }
		],
		table: () => [taskHeads(), ...tasks]
	});
}

const taskHeads = () => [
	...[m.plan_number(), m.plan_content(), m.plan_owner(), m.plan_due(), m.plan_measure(), m.plan_state()]
];

const orderHeads = () => [
	...[m.plan_number(), m.duty_name(), m.plan_training_order(), m.duty_modules(), m.duty_due(), m.duty_state()]
];

function tableOf(heads: readonly string[], weights: readonly number[], rows: readonly (string | number)[][]): Block {
	const columns = heads.map((title, n) => ({
		...{ title, weight: weights[n] ?? 1 },
		...(n === 0 && { align: 'right' as const })
	}));
	return { kind: 'table', columns, rows };
}
