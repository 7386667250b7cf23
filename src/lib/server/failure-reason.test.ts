import { expect, test } from 'vitest';
import { describeFailure, isDatabaseAway } from './failure-reason.ts';

test('a failure is told by code and place, without what somebody typed', () => {
	const error = new Error('bad value Nguyễn Thị Ánh\n    at 0912345678');
	const told = JSON.stringify(describeFailure(Object.assign(error, { code: '22P02' })));
	expect(told).toMatch(/"failed":"22P02","at":\["at /);
	expect(told).not.toMatch(/Nguyễn|0912345678/);
	expect(describeFailure('0912345678')).toEqual({ failed: 'Error', at: [] });
});

test('a database that is gone, full or too slow is told from a mistake of ours', () => {
	const coded = (code: string) => new Error('Failed query', { cause: Object.assign(new Error(code), { code }) });
	const away = ['ECONNREFUSED', 'CONNECTION_CLOSED', 'CONNECT_TIMEOUT', '57P01', '57014', '53100', '55P03'];
	expect(away.filter((code) => !isDatabaseAway(coded(code)))).toEqual([]);
	expect(['23505', '42P01', '22P02'].filter((code) => isDatabaseAway(coded(code)))).toEqual([]);
	expect(isDatabaseAway(new TypeError('x is undefined'))).toBe(false);
});
