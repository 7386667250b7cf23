import { sql } from 'drizzle-orm';
import { inTime } from '#lib/server/in-time.ts';
import type { Connection, Db } from './connect.ts';

/** How the read replica was at the last look; null where none is set. */
export interface ReplicaStanding {
	/** whether figures are read from it at the moment */
	used: boolean;
	/** whether it answered */
	answers: boolean;
	/** seconds that it is behind; null where it does not answer or is no standby of the primary */
	lag: number | null;
}

interface Times {
	/** milliseconds between two looks at the replica */
	look: number;
	/** milliseconds after which it counts as away */
	patience: number;
	/** seconds behind from which the primary is read instead */
	tooLate: number;
}

const TIMES: Times = { look: 5_000, patience: 2_000, tooLate: 300 };
/** Positions of the primary that are remembered: five minutes of looks and some. */
const REMEMBERED = 100;

/**
 * Where wide figures are read from: the replica while it answers and is not too late, else the primary's own small pool.
 * It is looked at every five seconds; what is being read at the moment in which it goes is refused as busy.
 */
export class FigureSource {
	readonly #primary: Db;
	readonly #replica: Connection | null;
	readonly #times: Times;
	/** when the primary was first seen at a position that the replica has not yet reached, the oldest first */
	#ahead: { at: number; position: bigint }[] = [];
	#standing: ReplicaStanding | null;

	constructor(primary: Db, replica: Connection | null, times: Partial<Times> = {}) {
		this.#primary = primary;
		this.#replica = replica;
		this.#times = { ...TIMES, ...times };
		this.#standing = replica && { used: false, answers: false, lag: null };
		if (!replica) return;
		setInterval(() => void this.look(), this.#times.look).unref();
	}

	get db(): Db {
		return this.#standing?.used && this.#replica ? this.#replica.db : this.#primary;
	}

	get standing(): ReplicaStanding | null {
		return this.#standing;
	}

	/** Asks both where they are. Never throws. */
	async look(): Promise<void> {
		const replica = this.#replica;
		if (!replica) return;
		try {
			const [there, here] = await inTime(
				Promise.all([positionOf(replica.db), positionOf(this.#primary)]),
				this.#times.patience
			);
			const lag = there.isStandby ? this.#lagAt(there.position, here.position, performance.now()) : null;
			this.#standing = { used: lag === null || lag <= this.#times.tooLate, answers: true, lag };
		} catch {
			this.#standing = { used: false, answers: false, lag: null };
		}
	}

	/** How long ago the primary stood where the replica stands now: its own clock says nothing while nobody writes. */
	#lagAt(there: bigint, here: bigint, now: number): number {
		this.#ahead.push({ at: now, position: here });
		this.#ahead = this.#ahead.filter(({ position }) => position > there);
		// The oldest says how late it is; what lies between is of no use once there are too many.
		if (this.#ahead.length > REMEMBERED) this.#ahead.splice(1, 1);
		const [oldest] = this.#ahead;
		return oldest === undefined ? 0 : Math.round((now - oldest.at) / 1_000);
	}
}

async function positionOf(db: Db): Promise<{ isStandby: boolean; position: bigint }> {
	const [row] = await db.execute<{ standby: boolean; lsn: string | null }>(sql`
		select pg_is_in_recovery() as standby,
			(case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end)::text as lsn`);
	const [high = '0', low = '0'] = (row?.lsn ?? '0/0').split('/');
	return { isStandby: row?.standby === true, position: (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`) };
}
