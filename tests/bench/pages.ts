import { spawn } from 'node:child_process';
import { Agent } from 'node:http';
import { createServer } from 'node:net';
import { sql } from 'drizzle-orm';
import type { Role } from '#lib/access/roles.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { newId } from '#lib/shared/ids.ts';
import { roles } from '#lib/sign-in/server/schema.ts';
import { startSession } from '#lib/sign-in/server/sessions.ts';
import { ask } from './load.ts';
import { time } from './timing.ts';

/**
 * The pages of figures as whole requests: session, page and what it reads, sent to the built application on the
 * embedded database of a folder, one after the other. `db` is the owner's, and times a query of nothing beside.
 */
export async function measurePages(
	db: Db,
	folder: string,
	{ ward, province, now }: { ward: string; province: string; now: Date }
): Promise<void> {
	const port = await freePort();
	const env = { ...process.env, PORT: String(port), HOC_SO_DATA: folder, DATABASE_URL: '', HOST: '127.0.0.1' };
	const child = spawn('node', ['src/cli/start.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
	const ended = new Promise((resolve) => child.once('exit', resolve));
	const officers = [newId(now), newId(now)] as const;
	try {
		await new Promise<void>((resolve, reject) => {
			child.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('address:') && resolve());
			child.once('exit', (code) => reject(new Error(`the application stopped with ${code}`)));
		});
		const agent = new Agent({ keepAlive: true });
		const inWard = await officerOf(db, officers[0], 'ward_officer', ward, now);
		const inProvince = await officerOf(db, officers[1], 'province_officer', province, now);
		const page = (name: string, target: number, path: string, cookie?: string) =>
			time(db, `whole request: ${name}`, target, async () => {
				const { status } = await ask(agent, `http://127.0.0.1:${port}${path}`, cookie ? { cookie } : {});
				if (status !== 200) throw new Error(`${path} answered ${status}`);
			});
		await page('ward, signed out', 50, `/literacy/${ward}`);
		await page('ward', 300, `/literacy/${ward}`, inWard);
		await page('ward, why it changed', 300, `/literacy/${ward}/bridge`, inWard);
		await page('province, signed out', 100, `/literacy/${province}`);
		await page('province', 500, `/literacy/${province}`, inProvince);
		await page('province, why it changed', 1_000, `/literacy/${province}/bridge`, inProvince);
		await page('province, why unknown', 5_000, `/literacy/${province}/people`, inProvince);
	} finally {
		child.kill('SIGTERM');
		await ended;
		// No event speaks of them, so that they would be gone once everything is rebuilt.
		await db.execute(sql`delete from people where id = any(${sql.param(officers)}::uuid[])`);
	}
}

async function officerOf(db: Db, personId: string, role: Role, place: string, now: Date): Promise<string> {
	await db.execute(sql`insert into people (id, birth_year) values (${personId}::uuid, 1985)`);
	const held = { id: newId(now), personId, role, place, from: '2026-01-01', to: null, grantedBy: 'system:console' };
	await db.insert(roles).values(held);
	return `session=${(await startSession(db, personId, 'link', now)).token}`;
}

async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => probe.once('listening', resolve));
	const address = probe.address();
	await new Promise((resolve) => probe.close(resolve));
	return typeof address === 'object' && address !== null ? address.port : 0;
}
