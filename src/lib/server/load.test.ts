import { expect, test } from 'vitest';
import { inTime } from './in-time.ts';
import { type Kind, Load } from './load.ts';

const KINDS: Kind[] = ['figures', 'files', 'lessons', 'saving'];
const LIMITS = {
	figures: { running: 1, delay: 10_000 },
	files: { running: 2, delay: 10_000 },
	lessons: { running: 3, delay: 10_000 }
};

test('the more is under way, the more kinds are turned away: figures, then files, then lessons, never a saving', async () => {
	const load = new Load(LIMITS);
	const turned = () => KINDS.filter((kind) => load.turnsAway(kind));
	const seen = [turned()];
	const nested = (depth: number): Promise<void> =>
		load.during(async () => {
			seen.push(turned());
			if (depth > 1) await nested(depth - 1);
		});
	await nested(4);
	const all = ['figures', 'files', 'lessons'];
	expect(seen).toEqual([[], ['figures'], ['figures', 'files'], all, all]);
	expect(turned(), 'and all is answered again afterwards').toEqual([]);
	await expect(load.during(() => Promise.reject(new Error('broken')))).rejects.toThrow();
	expect(load.turnedAway, 'what fails is over too').toBeNull();
});

test('a process that is late turns away sooner, but nobody while it has little to do', async () => {
	const load = new Load({ ...LIMITS, figures: { running: 8, delay: 200 } }, 300);
	expect(load.turnsAway('figures')).toBe(false);
	const two = [1, 2].map(() => load.during(() => new Promise<void>((done) => setImmediate(done))));
	expect(load.turnsAway('figures')).toBe(true);
	await Promise.all(two);
	expect(load.turnsAway('figures')).toBe(false);
});

test('what takes longer than its time is refused as busy, and its own failure later disturbs nobody', async () => {
	expect(await inTime(Promise.resolve('done'), 1_000)).toBe('done');
	let fail: (error: Error) => void = () => undefined;
	const late = new Promise<never>((_, reject) => (fail = reject));
	await expect(inTime(late, 10)).rejects.toMatchObject({ code: 'busy', status: 503 });
	fail(new Error('late'));
});
