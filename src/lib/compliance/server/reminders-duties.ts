import { sql } from 'drizzle-orm';
import type { CycleStateName } from '#lib/compliance/cycle.ts';
import { dutyLetter, type Words } from '#lib/compliance/server/reminder-words.ts';
import { sendOnce } from '#lib/compliance/server/reminders.ts';
import { listCycleStates, type CycleState } from '#lib/compliance/server/standing.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Mailer } from '#lib/server/mail.ts';
import { dayOf, daysBetween, type Day } from '#lib/shared/dates.ts';
import { listMailAddresses } from '#lib/sign-in/server/mail-address.ts';

/** By what reminders leave the house, and where they lead. */
export interface Post {
	/** null: no mail server is set, or none that answers */
	mailer: Mailer | null;
	/** the application's public address; null where none is set */
	address: string | null;
}

/** Days before it is due at which somebody is reminded, the farthest first. */
const BEFORE = [30, 7, 1];
const GOING: readonly CycleStateName[] = ['not_started', 'in_progress', 'overdue'];

/** What a reminder is about, as a key: her cycle, under her own record. */
export const cycleKey = (dutyId: string, personId: string, n: number) => `cycle:${dutyId}:${personId}:${n}`;

/**
 * Reminds everybody whose duty is due within thirty, seven or one days, or overdue: in the application, and as a letter to
 * whoever gave an address. Run it daily, as often and by as many servers as one likes. A stage that was missed is not made
 * up for; another due day, as after a postponement, begins anew. Returns how many reminders went.
 */
export async function remindOfDuties(db: Db, { mailer, address }: Post, now: Date): Promise<number> {
	const today = dayOf(now);
	const duties = await db.execute<{ id: string }>(
		sql`select distinct duty_id as id from duty_cycles where opens <= ${today}::date order by 1`
	);
	let sent = 0;
	for (const { id } of duties) {
		const due = (await listCycleStates(db, { dutyId: id }, today)).flatMap((state) => {
			const event = eventOf(state, today);
			return event === null ? [] : [{ state, event }];
		});
		const addresses = await listMailAddresses(
			db,
			due.map(({ state }) => state.personId)
		);
		for (const { state, event } of due) {
			const { personId } = state;
			const subject = cycleKey(id, personId, state.frame.n);
			const reminding = { subject, event, personId };
			const inApp = await sendOnce(db, { ...reminding, channel: 'app' }, () => Promise.resolve(), now);
			if (inApp === 'sent') sent += 1;
			const to = addresses.get(personId);
			if (mailer === null || to === undefined) continue;
			const letter = () => mailer.send({ id: `${subject}.${event}`, to, ...wordsOf(state, today, address) });
			if ((await sendOnce(db, { ...reminding, channel: 'mail' }, letter, now)) === 'sent') sent += 1;
		}
	}
	return sent;
}

/** What a cycle calls for today, with the day it is due; null where nothing does. */
export function eventOf({ state, due }: Pick<CycleState, 'state' | 'due'>, today: Day): string | null {
	if (!GOING.includes(state)) return null;
	if (state === 'overdue') return `overdue:${due}`;
	const days = daysBetween(today, due);
	const stage = BEFORE.findLast((before) => days >= 0 && days <= before);
	return stage === undefined ? null : `due-${stage}:${due}`;
}

function wordsOf({ fullName, duty, due }: CycleState, today: Day, address: string | null): Words {
	const days = daysBetween(today, due);
	return dutyLetter({ fullName, title: duty.title, order: duty.order, due, days, address });
}
