import { expect, test } from 'vitest';
import { kindOf } from './load-class.ts';

test('figures and files are told from lessons, and whatever saves or has begun is never turned away', () => {
	const kinds = [
		['/(public)/literacy/[code]', 'figures'],
		['/api/literacy/[code]', 'figures'],
		['/(office)/wards/[code]', 'figures'],
		['/(office)/plan/[ward]/copy', 'files'],
		['/(learner)/me/certificates/[id]/pdf', 'files'],
		['/(public)/learn/[module]/[lesson]', 'lessons'],
		['/(public)/sign-in/pictures', 'lessons'],
		['/(learner)/attempts/[id]/[n]', 'saving'],
		['/(learner)/learn/[module]/test', 'saving'],
		['/(office)/system', 'saving']
	] as const;
	expect(kinds.filter(([route, kind]) => kindOf(route, 'GET') !== kind)).toEqual([]);
	expect(kinds.filter(([route]) => kindOf(route, 'POST') !== 'saving')).toEqual([]);
	expect(kindOf(null, 'GET'), 'a page that is not there costs nothing').toBe('saving');
});
