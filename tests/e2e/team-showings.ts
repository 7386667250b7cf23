import type { Page } from '@playwright/test';
import type { Exhibits } from './exhibits.ts';
import type { Showing } from './showings.ts';

type Looks = typeof import('./showings.ts').looks;

const point = ({ outside }: Exhibits) => ({ id: outside.pointId });
const hours = ({ outside }: Exhibits) => ({ id: outside.pointId, hours: outside.hoursId });
const stop = ({ outside }: Exhibits) => ({ id: outside.pointId, stop: outside.stopId });
const team = ({ outside }: Exhibits) => ({ id: outside.teamId });
const member = ({ outside }: Exhibits) => ({ id: outside.teamId, member: outside.memberId });
const help = ({ outside }: Exhibits) => ({ id: outside.helpId });
const WARD = '?ward=00082';

/** Every look at learning points, teams, help and reminders. */
export function teamShowings(looks: Looks, submitEmpty: (page: Page) => Promise<void>): Showing[] {
	const refused = { state: 'refused', then: submitEmpty };
	return [
		...looks('/(public)/learning-points', 'nobody', undefined, [
			{ state: 'of a ward', query: '?place=00082' },
			{ state: 'searched', query: '?q=thanh' },
			{ state: 'where there is none', query: '?place=00091' },
			{ state: 'signed in', as: 'learner' }
		]),
		...looks('/(learner)/me/help-request', 'learner'),
		...looks('/(learner)/me/help-request/withdrawal', 'starting'),
		...looks('/(learner)/me/help-request', 'starting', undefined, [{ state: 'asked' }]).slice(1),
		...looks('/(field)/points/day', 'trainer', undefined, [
			{ state: 'another day', query: '?on=2026-01-07' },
			{ state: 'of a head', as: 'head' }
		]),
		...looks('/(field)/reminders', 'officer', undefined, [{ state: 'of a trainer', as: 'trainer' }]),
		...looks('/(field)/teams', 'officer'),
		...looks('/(field)/teams/[id]', 'officer', team, [{ state: 'of a trainer', as: 'trainer' }]),
		...looks('/(field)/help-requests', 'trainer'),
		...looks('/(field)/help-requests/[id]', 'trainer', help),
		...looks('/(field)/help-requests/[id]/assignment', 'trainer', help),
		...looks('/(field)/help-requests/[id]/outcome', 'trainer', help, [refused]),
		...looks('/(field)/help-requests/new', 'trainer', undefined, [refused, { state: 'found', query: '?q=mau+thao' }]),
		...looks('/(office)/groups/[id]/call-list', 'officer', (_, world) => ({ id: world.cuaNam.groups[0] })),
		...looks('/(office)/points', 'officer'),
		...looks('/(office)/points/new', 'officer', undefined, [{ state: '', query: WARD }]).slice(1),
		...looks('/(office)/points/new', 'officer', undefined, [{ ...refused, query: WARD }]).slice(1),
		...looks('/(office)/points/[id]', 'officer', point),
		...looks('/(office)/points/[id]/details', 'officer', point),
		...looks('/(office)/points/[id]/end', 'officer', point),
		...looks('/(office)/points/[id]/hours', 'officer', point, [refused]),
		...looks('/(office)/points/[id]/hours/[hours]/end', 'officer', hours),
		...looks('/(office)/points/[id]/stops', 'officer', point, [refused]),
		...looks('/(office)/points/[id]/stops/[stop]/removal', 'officer', stop),
		...looks('/(office)/teams/new', 'officer', undefined, [{ state: '', query: WARD }]).slice(1),
		...looks('/(office)/teams/[id]/details', 'officer', team),
		...looks('/(office)/teams/[id]/invitation', 'officer', team, [refused]),
		...looks('/(office)/teams/[id]/members', 'officer', team, [{ state: 'found', query: '?q=mau+thao' }]),
		...looks('/(office)/teams/[id]/members/[member]/end', 'officer', member),
		...looks('/(office)/teams/[id]/members/[member]/training', 'officer', member),
		...looks('/(office)/teams/[id]/points', 'officer', team)
	];
}
