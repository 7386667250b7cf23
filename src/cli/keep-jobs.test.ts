import { expect, test, vi } from 'vitest';
import { keepJobs } from './keep-jobs.ts';

const NOWHERE = { url: 'postgres://nobody@127.0.0.1:1/none', ownerUrl: 'postgres://nobody@127.0.0.1:1/none' };
const NOTHING_SET = {
	...{ SMTP_URL: undefined, MAIL_FROM: undefined, PUBLIC_URL: undefined },
	...{ HOC_SO_BACKUPS: undefined, HOC_SO_MEDIA: undefined }
};

test('jobs that cannot start say why, without names or addresses, keep nothing from ending, and are tried again', async () => {
	vi.spyOn(process.stderr, 'write').mockReturnValue(true);
	const jobs = keepJobs(NOWHERE, NOTHING_SET);
	await expect
		.poll(() => jobs.problem(), { timeout: 10_000 })
		.toMatch(/does not run \(ECONNREFUSED\); .* every minute/);
	await jobs.stop();
	vi.restoreAllMocks();
});

test('jobs that run are stopped with the server', async () => {
	let stopped = 0;
	const jobs = keepJobs(NOWHERE, NOTHING_SET, () =>
		Promise.resolve({ stop: () => Promise.resolve(void (stopped += 1)) })
	);
	expect(jobs.problem()).toBeNull();
	await jobs.stop();
	expect(stopped).toBe(1);
});
