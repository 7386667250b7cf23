import { readCertificate } from '#lib/certificates/server/certificates.ts';
import { certify } from '#tests/certify.ts';
import type { RunningWorld } from './world.ts';

export interface Certified {
	personId: string;
	certificateId: string;
	code: string;
}

/** Somebody with a paper. */
export async function certifyOne(world: RunningWorld, personId: string): Promise<Certified> {
	const now = new Date();
	const certificateId = await certify(world, personId, now);
	const { code } = await readCertificate(world.db, personId, certificateId, now);
	return { personId, certificateId, code };
}
