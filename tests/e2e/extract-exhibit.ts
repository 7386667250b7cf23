import { addAgency } from '#lib/compliance/server/agencies.ts';
import { appoint } from '#lib/compliance/server/appointments.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import type { RunningWorld } from './world.ts';

export interface Bureau {
	id: string;
	/** last month: its extract may be submitted */
	period: string;
}

/** An agency in phường Cửa Nam with somebody who has worked there for years. */
export async function openBureau({ db, cuaNam }: RunningWorld, personId: string): Promise<Bureau> {
	const now = new Date();
	const id = newId(now);
	await addAgency(db, cuaNam.officer, { id, place: cuaNam.wardCode, name: `Ban mẫu ${id}`, kind: 'other' }, now);
	const post = { agencyId: id, personId, position: 'Chuyên viên', kind: 'civil_servant' as const, from: '2024-01-01' };
	await appoint(db, cuaNam.officer, { ...post, id: newId(now) }, now);
	return { id, period: addDays(`${dayOf(now).slice(0, 7)}-01`, -1).slice(0, 7) };
}
