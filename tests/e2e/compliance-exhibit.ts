import { atConsole } from '#lib/access/actor.ts';
import { staffOffice, type Office } from '#tests/matrix/office.ts';
import { appoint } from '#lib/compliance/server/appointments.ts';
import { imposeDuty } from '#lib/compliance/server/duties.ts';
import { modulesFor } from '#lib/curriculum/library.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import type { RunningWorld } from './world.ts';

export interface ShownOffice extends Office {
	/** head of the agency; she is bound too, and overdue */
	head: string;
	/** holds no waiver */
	free: string;
}

/** An agency with its head, somebody whose duty was postponed, and one who is overdue. */
export async function showOffice(world: RunningWorld, resident: () => Promise<string>): Promise<ShownOffice> {
	const { db, cuaNam, library } = world;
	const now = new Date();
	const office = await staffOffice(world, cuaNam, await resident(), `mẫu ${newId(now).slice(-6)}`, now);
	const [head, free] = [await resident(), await resident()];
	const from = addDays(dayOf(now), -200);
	for (const personId of [head, free]) {
		const post = { id: newId(now), agencyId: office.agencyId, personId, position: 'Trưởng phòng', from };
		await appoint(db, cuaNam.officer, { ...post, kind: 'civil_servant' }, now);
	}
	const role = { personId: head, role: 'head_of_agency', place: cuaNam.wardCode } as const;
	await grantRole(db, atConsole, { ...role, from: dayOf(now), to: null }, now);
	const late = {
		...{ id: newId(now), place: cuaNam.wardCode, title: 'Kỹ năng số cho cán bộ (mẫu)', startsOn: from },
		...{ due: { months: 3 }, graceDays: 5, validMonths: 12, refresher: [] },
		modules: modulesFor(library, 'officials')
			.required.slice(0, 2)
			.map(({ id }) => id),
		order: { number: '12/KH-UBND', on: from, issuer: 'UBND phường' },
		audience: { agencies: [office.agencyId], positions: ['Trưởng phòng'], people: [] }
	};
	await imposeDuty(db, cuaNam.officer, library, late, now);
	return { ...office, head, free };
}
