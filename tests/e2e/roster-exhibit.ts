import { commitRoster } from '#lib/rosters/server/commit.ts';
import { goOn } from '#lib/rosters/server/go-on.ts';
import { nameColumns } from '#lib/rosters/server/name-columns.ts';
import { readRoster } from '#lib/rosters/server/roster.ts';
import { sendRoster } from '#lib/rosters/server/send.ts';
import { newId } from '#lib/shared/ids.ts';
import type { RunningWorld } from './world.ts';

export interface ShownRosters {
	/** its columns wait to be named; it waits for a yes; it was committed; it is being compared */
	staged: string;
	looked: string;
	committed: string;
	looking: string;
}

/** Files with residents of phường Cửa Nam, in every state that an officer sees. */
export async function showRosters(world: RunningWorld): Promise<ShownRosters> {
	const { groups } = world.cuaNam;
	const word = () =>
		newId(new Date())
			.slice(-5)
			.replace(/\d/g, (digit) => 'ghiklmnopq'[Number(digit)] ?? '');
	const text = () =>
		[
			'Họ và tên,Năm sinh,Hộ,Dân tộc',
			...[`Mẫu Thị ${word()},1950,Nhà Mẫu,Kinh`, `Mẫu Văn ${word()},30/02/1951,,Kinh`, ',1952,,Kinh'],
			...[`Nguyễn Thị Mẫu Trùng,1953,,Kinh`, `Nguyễn Thị Mẫu Trùng,1953,,Kinh`]
		].join('\n');
	const [staged, looked, committed, looking] = [
		await send(world, text(), groups[0]),
		await look(world, await send(world, text(), groups[0])),
		await look(world, await send(world, `Họ và tên,Năm sinh\nMẫu Thị ${word()},1950\n`, groups[0])),
		await name(world, await send(world, text(), groups[0]))
	];
	await commitRoster(world.db, world.cuaNam.officer, committed, new Date());
	await goOn(world.db, committed, new Date(), 100);
	return { staged, looked, committed, looking };
}

async function send({ db, cuaNam }: RunningWorld, text: string, groupId: string): Promise<string> {
	const rosterId = newId(new Date());
	const bytes = new TextEncoder().encode(text);
	const sent = { rosterId, wardCode: cuaNam.wardCode, groupId, fileName: 'danh-sach-to.csv', bytes };
	await sendRoster(db, cuaNam.officer, sent, new Date());
	return rosterId;
}

async function name({ db, cuaNam }: RunningWorld, rosterId: string): Promise<string> {
	const { columns } = await readRoster(db, cuaNam.officer, rosterId);
	const fields = columns.map(({ field }) => field);
	await nameColumns(db, cuaNam.officer, { rosterId, fields }, new Date());
	return rosterId;
}

async function look(world: RunningWorld, rosterId: string): Promise<string> {
	await name(world, rosterId);
	await goOn(world.db, rosterId, new Date(), 100);
	return rosterId;
}
