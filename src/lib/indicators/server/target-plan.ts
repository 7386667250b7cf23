import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { Target } from '#lib/indicators/pace.ts';
import { inForce, setTarget, setterOf, strongerAbove, runningOf, type Row } from '#lib/indicators/server/set-target.ts';
import { templatesBy, type TargetTemplate } from '#lib/indicators/templates.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';

/** What setting a plan's target would do: only new, changed and raised ones are set. */
export type PlanState = 'new' | 'changed' | 'raised' | 'same' | 'past' | 'easier' | 'from_above';

export interface PlannedTarget extends TargetTemplate {
	state: PlanState;
	/** the place's own of the same issuer and due day, which it would replace */
	standing: { id: string; value: number; source: string } | null;
	/** what binds the place today, its own or from above */
	running: Pick<Target, 'value' | 'dueOn' | 'issuer'> | null;
}

export interface AskedPlan {
	/** vn, a province's code or a ward's code */
	place: string;
	/** who issued the templates, as they name it */
	issuer: string;
}

const SET: readonly PlanState[] = ['new', 'changed', 'raised'];

/** Whether setting the plan would set this one. */
export function wouldSet({ state }: Pick<PlannedTarget, 'state'>): boolean {
	return SET.includes(state);
}

/**
 * What each template of an issuer would do at a place, by this actor (`target.set`): new; changed (another value or paper
 * stands); raised (the place set the same for itself, and would now be bound by it); same; past; easier than what is asked
 * from above; from_above (another value stands that only the place above may change). 404 for an issuer without templates.
 */
export async function previewPlan(db: Db, actor: Actor, asked: AskedPlan, now: Date): Promise<PlannedTarget[]> {
	const setter = await setterOf(db, actor, asked.place, now);
	allow(actor, 'target.set', setter.at);
	const templates = templatesBy(asked.issuer);
	if (templates.length === 0) throw notFound();
	const planned: PlannedTarget[] = [];
	for (const template of templates) {
		const rows = await inForce(db, template.indicator, setter.chain);
		planned.push(plan(rows, template, { ...setter, place: asked.place, today: dayOf(now) }));
	}
	return planned;
}

/**
 * Sets all of an issuer's templates that are new, changed or raised at a place, all or none, and returns how many. Asked
 * again it sets nothing. `seen` are the ids of the targets that the preview said would be replaced: if another one
 * would be, somebody has changed it since (409 target_replaced).
 */
export async function setPlan(
	db: Db,
	actor: Actor,
	{ seen, ...asked }: AskedPlan & { seen: readonly string[] },
	now: Date
): Promise<number> {
	allow(actor, 'target.set', (await setterOf(db, actor, asked.place, now)).at);
	return db.transaction(async (tx) => {
		// In one order, so that two who set the same plan wait for each other and the second finds it set.
		for (const indicator of [...new Set(templatesBy(asked.issuer).map((one) => one.indicator))].sort())
			await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`target ${asked.place} ${indicator}`}, 0))`);
		const wanted = (await previewPlan(tx, actor, asked, now)).filter(wouldSet);
		if (wanted.some(({ standing }) => standing !== null && !seen.includes(standing.id)))
			throw new DomainError('target_replaced', 409);
		for (const { indicator, value, dueOn, issuer, source } of wanted)
			await setTarget(tx, actor, { place: asked.place, indicator, value, dueOn, issuer, source }, now);
		return wanted.length;
	});
}

function plan(
	rows: readonly Row[],
	template: TargetTemplate,
	{ place, today, fromAbove }: { place: string; today: Day; fromAbove: boolean }
): PlannedTarget {
	const same = rows.find(
		(row) => row.place === place && row.issuer === template.issuer && row.dueOn === template.dueOn
	);
	const { indicator, value, dueOn, issuer, source } = template;
	const state = (): PlanState => {
		const equal = same && same.value === value && same.source === source;
		if (equal) return fromAbove && !same.fromAbove && dueOn > today ? 'raised' : 'same';
		if (dueOn <= today) return 'past';
		if (same?.fromAbove && !fromAbove) return 'from_above';
		if (!fromAbove && strongerAbove(rows, place, { value, dueOn }, today)) return 'easier';
		return same ? 'changed' : 'new';
	};
	const running = runningOf(rows, place, today);
	return {
		...{ indicator, value, dueOn, issuer, source, state: state() },
		standing: same ? { id: same.id, value: same.value, source: same.source } : null,
		running: running && { value: running.value, dueOn: running.dueOn, issuer: running.issuer }
	};
}
