import { listCertificates } from '#lib/certificates/server/certificates.ts';
import { issueOwn } from '#lib/certificates/server/issue.ts';
import { herself, takeTest, type World } from '#tests/world.ts';

/** Somebody passes the test of a module and taps for her paper. Returns the paper's id. */
export async function certify(world: World, personId: string, now: Date): Promise<string> {
	const { db, library, standard } = world;
	await takeTest(world, personId, { door: 'module', standard: standard.id, module: 'vneid' }, {}, now);
	await issueOwn(db, herself(personId, now), library, personId, now);
	const [paper] = await listCertificates(db, personId, now);
	if (!paper) throw new Error('no paper was issued');
	return paper.id;
}
