import { getTableName, sql } from 'drizzle-orm';
import { sampleMaker } from '#lib/access/actor.ts';
import type { StoredStandard } from '#lib/curriculum/content.ts';
import { record, type EventVerb } from '#lib/ledger/server/record.ts';
import { FOLDED } from '#lib/ledger/server/rows.ts';
import { groupTallies } from '#lib/literacy/server/schema.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { newId } from '#lib/shared/ids.ts';
import { millisecondsOf, print } from './timing.ts';

const PEOPLE = 200;

/** The whole test handed in and passed, as it is recorded once an attempt has been marked. */
const passes: EventVerb<{ personId: string; standard: StoredStandard }, null> = {
	subjects: (_db, { personId }) => ({ people: [personId] }),
	decide: (_db, _actor, { personId, standard }, now) => {
		const asked = standard.wholeTest.questionsPerModule;
		const modules = standard.modules.map((module) => ({ module, asked, right: asked, passed: true }));
		const body = { attemptId: newId(now), door: 'whole', standard: standard.id, modules, marks: [], passed: true };
		const of = { assistance: 'none' as const, contentHash: standard.hash };
		const event = { subjectId: personId, id: newId(now), kind: 'test.submitted', body, occurredAt: now, ...of };
		return Promise.resolve({ events: [event], outcome: null });
	}
};

/** How many rows are written, table by table, when somebody's status changes; and how long it takes. */
export async function measureStatusChange(db: Db, owner: Db, standard: StoredStandard, now: Date): Promise<void> {
	await countWrites(owner);
	const people = await db.execute<{ id: string }>(sql`
		select r.person_id id from residences r join people p on p.id = r.person_id and p.died_on is null
		where r."to" is null and r.confirmed_on is not null and p.birth_year < 2000
			and not exists (select 1 from literacy_statuses s where s.person_id = r.person_id)
		limit ${PEOPLE}`);
	const times: number[] = [];
	for (const { id } of people) {
		times.push(await millisecondsOf(() => record(db, sampleMaker, passes, { personId: id, standard }, now)));
	}
	const counted = await owner.execute<{ relation: string; rows: number }>(
		sql`select relation, count(*)::int "rows" from bench_writes group by relation order by relation`
	);
	const each = counted.map(({ relation, rows }) => `${relation} ${(rows / people.length).toFixed(2)}`).join(', ');
	const groupRows = counted.find(({ relation }) => relation === getTableName(groupTallies))?.rows ?? 0;
	const aim = groupRows === people.length ? 'one group row each' : 'MISSES one group row each';
	const half = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
	print(`status change of ${people.length} people`, `p50 ${half.toFixed(1)} ms; rows written: ${each}: ${aim}`);
	await owner.execute(sql`drop table bench_writes cascade`);
	await owner.execute(sql`drop function bench_write cascade`);
}

async function countWrites(owner: Db): Promise<void> {
	await owner.execute(sql`create table bench_writes (relation text)`);
	await owner.execute(sql`grant insert on bench_writes to public`);
	await owner.execute(sql`
		create function bench_write() returns trigger language plpgsql as
		$$ begin insert into bench_writes values (tg_table_name); return null; end $$`);
	for (const table of [...Object.values(FOLDED).map((folded) => folded.table), groupTallies]) {
		const name = getTableName(table);
		await owner.execute(
			sql`create trigger bench_write after insert or update or delete on ${sql.identifier(name)} for each row execute function bench_write()`
		);
	}
}
