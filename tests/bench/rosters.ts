import type { PersonActor } from '#lib/access/actor.ts';
import { commitRoster } from '#lib/rosters/server/commit.ts';
import { goOn } from '#lib/rosters/server/go-on.ts';
import { nameColumns } from '#lib/rosters/server/name-columns.ts';
import { countRows, readRoster } from '#lib/rosters/server/roster.ts';
import { sendRoster } from '#lib/rosters/server/send.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { newId } from '#lib/shared/ids.ts';
import { roles } from '#lib/sign-in/server/schema.ts';
import { perSecond } from './load.ts';

const ROWS = 50_000;

/**
 * A file of 50,000 residents: how fast it is read, compared and registered, and how many tests learners take meanwhile
 * beside how many they take while nothing is imported. The rounds alternate, since the machine's own speed drifts.
 */
export async function measureRoster(
	db: Db,
	wardCode: string,
	groups: number,
	{ seconds, connections }: { seconds: number; connections: number },
	takeTest: () => Promise<void>
): Promise<string[]> {
	const now = new Date();
	const officer: PersonActor = { ...{ kind: 'person', id: newId(now), signInId: newId(now) }, grants: [] };
	const held = { personId: officer.id, role: 'ward_officer' as const, place: wardCode };
	await db.insert(roles).values({ id: newId(now), from: '2026-01-01', to: null, grantedBy: 'system:console', ...held });
	const actor: PersonActor = { ...officer, grants: [{ role: held.role, place: wardCode }] };

	const rosterId = newId(now);
	const bytes = new TextEncoder().encode(fileOf(groups));
	const told: string[] = [];
	const sent = await timed(() =>
		sendRoster(db, actor, { rosterId, wardCode, groupId: null, fileName: 'do.csv', bytes }, now)
	);
	told.push(`${ROWS} rows read and kept: ${Math.round(ROWS / sent)} a second`);
	const { columns } = await readRoster(db, actor, rosterId);
	await nameColumns(db, actor, { rosterId, fields: columns.map(({ field }) => field) }, now);
	const looked = await timed(() => goOn(db, rosterId, now, ROWS + 1));
	told.push(`compared with the ward: ${Math.round(ROWS / looked)} a second`);

	await commitRoster(db, actor, rosterId, now);
	const rates = { quiet: 0, busy: 0 };
	const before = (await countRows(db, rosterId)).done;
	let busySeconds = 0;
	for (const round of ['quiet', 'busy', 'busy', 'quiet'] as const) {
		let isOver = false;
		const begin = performance.now();
		const importing = round === 'busy' ? goOnUntil(db, rosterId, now, () => isOver) : Promise.resolve();
		rates[round] += (await perSecond(seconds, connections, takeTest)) / 2;
		isOver = true;
		await importing;
		if (round === 'busy') busySeconds += (performance.now() - begin) / 1000;
	}
	const done = (await countRows(db, rosterId)).done - before;
	told.push(`registered while learners take tests: ${Math.round(done / busySeconds)} a second`);
	const ratio = (rates.busy / rates.quiet).toFixed(2);
	told.push(
		`tests a second while importing ${rates.busy.toFixed(1)}, without ${rates.quiet.toFixed(1)}; ratio ${ratio}`
	);
	return told;
}

async function goOnUntil(db: Db, rosterId: string, now: Date, isOver: () => boolean): Promise<void> {
	while (!isOver()) await goOn(db, rosterId, now, 25);
}

async function timed(work: () => Promise<void>): Promise<number> {
	const begin = performance.now();
	await work();
	return (performance.now() - begin) / 1000;
}

/** Invented people: no two of them alike, five to a house. */
function fileOf(groups: number): string {
	const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Ngô'];
	const rows = Array.from({ length: ROWS }, (_, n) => {
		const word = [...String(n).padStart(5, '0')].map((digit) => 'BCDGHKLMNT'[Number(digit)]).join('');
		return `${families[n % 10]} Mẫu ${word},${1940 + (n % 60)},Tổ đo ${1 + (n % groups)},Nhà ${Math.floor(n / 5)}`;
	});
	return ['Họ và tên,Năm sinh,Tổ,Hộ', ...rows].join('\n');
}
