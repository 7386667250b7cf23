import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** What a process says that is ready for the unforeseen, and how it ends. */
function live(code: string) {
	const program = `import { onUnforeseen } from ${JSON.stringify(new URL('./on-stop.ts', import.meta.url).href)};
		onUnforeseen({ LOG_LEVEL: 'info' });
		setTimeout(() => console.log('still here'), 50);
		${code}`;
	const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
		encoding: 'utf8'
	});
	return { status, stdout, stderr };
}

test('a promise that failed while nobody waited for it is told, without what it quotes, and nobody else is thrown out', () => {
	const { status, stdout, stderr } = live(`void Promise.reject(new Error('of Lò Thị Mẫu'));`);
	expect(status).toBe(0);
	expect(stdout).toContain('still here');
	expect(`${stdout}${stderr}`).toContain('"level":"error"');
	expect(`${stdout}${stderr}`).not.toContain('Mẫu');
});

test('an error that nobody caught ends the process, and is told', () => {
	const { status, stdout, stderr } = live(`setTimeout(() => { throw new Error('of Lò Thị Mẫu'); }, 1);`);
	expect(status).toBe(1);
	expect(stdout).not.toContain('still here');
	expect(`${stdout}${stderr}`).toContain('"level":"fatal"');
	expect(`${stdout}${stderr}`).not.toContain('Mẫu');
});
