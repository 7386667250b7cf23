import type { Page } from '@playwright/test';
import type { Exhibits } from './exhibits.ts';
import type { looks, Showing } from './showing.ts';

type Looks = typeof looks;

const point = ({ outside }: Exhibits) => ({ id: outside.pointId });
const hours = ({ outside }: Exhibits) => ({ id: outside.pointId, hours: outside.hoursId });
const stop = ({ outside }: Exhibits) => ({ id: outside.pointId, stop: outside.stopId });
const team = ({ outside }: Exhibits) => ({ id: outside.teamId });
const member = ({ outside }: Exhibits) => ({ id: outside.teamId, member: outside.memberId });
const help = ({ outside }: Exhibits) => ({ id: outside.helpId });
const WARD = '?ward=00082';

/** Every look at learning points, teams, help and reminders. */
export function teamShowings(look: Looks, submitEmpty: (page: Page) => Promise<void>): Showing[] {
	const refused = { state: 'refused', then: submitEmpty };
	return [
		...look('/(public)/learning-points', 'nobody', undefined, [
			{ state: 'of a ward', query: '?place=00082' },
			{ state: 'searched', query: '?q=thanh' },
			{ state: 'where there is none', query: '?place=00091' },
			{ state: 'signed in', as: 'learner' }
		]),
		...look('/(public)/learning-points/[id]/poster', 'nobody', point),
		...look('/(learner)/me/help-request', 'learner'),
		...look('/(learner)/me/help-request/withdrawal', 'starting'),
		...look('/(learner)/me/help-request', 'starting', undefined, [{ state: 'asked' }]).slice(1),
		...look('/(field)/points/day', 'trainer', undefined, [
			{ state: 'another day', query: '?on=2026-01-07' },
			{ state: 'of a head', as: 'head' }
		]),
		...look('/(field)/reminders', 'officer', undefined, [{ state: 'of a trainer', as: 'trainer' }]),
		...look('/(field)/teams', 'officer'),
		...look('/(field)/teams/[id]', 'officer', team, [{ state: 'of a trainer', as: 'trainer' }]),
		...look('/(field)/help-requests', 'trainer'),
		...look('/(field)/help-requests/[id]', 'trainer', help),
		...look('/(field)/help-requests/[id]/assignment', 'trainer', help),
		...look('/(field)/help-requests/[id]/outcome', 'trainer', help, [refused]),
		...look('/(field)/help-requests/new', 'trainer', undefined, [refused, { state: 'found', query: '?q=mau+thao' }]),
		...look('/(office)/groups/[id]/call-list', 'officer', (_, world) => ({ id: world.cuaNam.groups[0] })),
		...look('/(office)/points', 'officer'),
		...look('/(office)/points/new', 'officer', undefined, [{ state: '', query: WARD }]).slice(1),
		...look('/(office)/points/new', 'officer', undefined, [{ ...refused, query: WARD }]).slice(1),
		...look('/(office)/points/[id]', 'officer', point),
		...look('/(office)/points/[id]/details', 'officer', point),
		...look('/(office)/points/[id]/end', 'officer', point),
		...look('/(office)/points/[id]/hours', 'officer', point, [refused]),
		...look('/(office)/points/[id]/hours/[hours]/end', 'officer', hours),
		...look('/(office)/points/[id]/stops', 'officer', point, [refused]),
		...look('/(office)/points/[id]/stops/[stop]/removal', 'officer', stop),
		...look('/(office)/teams/new', 'officer', undefined, [{ state: '', query: WARD }]).slice(1),
		...look('/(office)/teams/[id]/details', 'officer', team),
		...look('/(office)/teams/[id]/end', 'officer', team),
		...look('/(office)/teams/[id]/invitation', 'officer', team, [refused]),
		...look('/(office)/teams/[id]/members', 'officer', team, [{ state: 'found', query: '?q=mau+thao' }]),
		...look('/(office)/teams/[id]/members/[member]/end', 'officer', member),
		...look('/(office)/teams/[id]/members/[member]/training', 'officer', member),
		...look('/(office)/teams/[id]/points', 'officer', team)
	];
}
