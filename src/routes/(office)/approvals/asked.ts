import { listApprovals, type ApprovalShown } from '#lib/approvals/server/list.ts';
import { notFound } from '#lib/shared/errors.ts';
import { titleOfPlace } from '../../place-title.ts';

export type Asked = ApprovalShown & { place: string | null };

/** What this reader may see of what waits, or waited, for a second person, with the places named. */
export async function readAsked(locals: App.Locals): Promise<Asked[]> {
	const shown = await listApprovals(locals.db, locals.actor, locals.now);
	return Promise.all(
		shown.map(async (one) => ({ ...one, place: one.role && (await titleOfPlace(locals, one.role.place)) }))
	);
}

/** One of them, which this reader may decide, or which she asked for; another one is not found. */
export async function readOpen(locals: App.Locals, id: string, as: 'second' | 'asker'): Promise<Asked> {
	const asked = (await readAsked(locals)).find((one) => one.id === id);
	if (!asked || !(as === 'asker' ? asked.mine : asked.mine || asked.mayDecide || asked.state !== 'open'))
		throw notFound();
	return asked;
}
