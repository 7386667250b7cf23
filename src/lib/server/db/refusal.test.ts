import { expect, test } from 'vitest';
import { refusalFor } from './refusal.ts';

test('PostgreSQL 15 and newer are taken', () => {
	expect(refusalFor(150_000)).toBeNull();
	expect(refusalFor(180_004)).toBeNull();
});

test('an older server is refused with its version and what to do', () => {
	expect(refusalFor(140_011)).toMatch(
		/^The database server is PostgreSQL 14\.11, .* needs 15 or newer: upgrade .*DATABASE_URL\.$/
	);
	expect(refusalFor(90_624)).toContain('PostgreSQL 9.6.24,');
});

test('a database that cannot hold Vietnamese is refused', () => {
	expect(refusalFor(160_001, 'SQL_ASCII')).toMatch(/SQL_ASCII.*ENCODING 'UTF8'/);
});
