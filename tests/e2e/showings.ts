import type { Page } from '@playwright/test';
import { campaignShowings } from './campaign-showings.ts';
import { certificateShowings } from './certificate-showings.ts';
import { CLASS_SHOWINGS } from './class-showings.ts';
import { dashShowings } from './dash-showings.ts';
import { checkShowings } from './check-showings.ts';
import { drillShowings } from './drill-showings.ts';
import { ALIKE, WITH_CODES, type Exhibits } from './exhibits.ts';
import { EXAM_SHOWINGS } from './exam-showings.ts';
import { complianceShowings } from './compliance-showings.ts';
import { extractShowings } from './extract-showings.ts';
import { householdShowings } from './household-showings.ts';
import { JOB_SHOWINGS } from './job-showings.ts';
import { PRACTICE_SHOWINGS } from './practice-showings.ts';
import { at, looks, submitEmpty, type Showing } from './showing.ts';
import { FAR_PROVINCE } from './supplement.ts';
import { indicatorShowings } from './indicator-showings.ts';
import { groupShowings } from './group-showings.ts';
import { recheckShowings } from './recheck-showings.ts';
import { periodicShowings } from './periodic-showings.ts';
import { rosterShowings } from './roster-showings.ts';
import { teamShowings } from './team-showings.ts';
import { visitShowings } from './visit-showings.ts';
import type { RunningWorld } from './world.ts';

const phone = () => ({ purpose: 'phone' });
const lesson = ({ module, lesson }: Exhibits) => ({ module: module.id, lesson: lesson.id });
const standard = (_: Exhibits, world: RunningWorld) => ({ standard: world.standard.id });
const learner = (made: Exhibits) => ({ id: made.learner });
const failed = (made: Exhibits) => ({ id: made.failed.id });
const testing = (made: Exhibits) => ({ id: made.testing.id });
const toStart = (made: Exhibits) => ({ id: made.toStart.attempt.id });
const toEnd = (made: Exhibits) => ({ id: made.toEnd.attempt.id });
const result = (made: Exhibits) => ({ id: made.learner, result: made.failed.submissionId });
const merge = (made: Exhibits) => ({ id: made.merged.id, merge: made.merged.mergeId });
const asked = (made: Exhibits) => ({ id: made.asked });
const group = (_: Exhibits, world: RunningWorld) => ({ id: world.cuaNam.groups[0] });
const batch = (made: Exhibits) => ({ id: made.blank.batchId });
const ward = (_: Exhibits, world: RunningWorld) => ({ code: world.cuaNam.wardCode });
const colleague = (_: Exhibits, world: RunningWorld) => ({ id: world.cuaNam.officer.id });
const evening = ({ evening }: Exhibits) => ({ id: evening.id, tablet: evening.tablet.id });
const waiting = ({ evening }: Exhibits) => ({ id: evening.id, tablet: evening.waiting.id });
const ofKind = (kind: string) => (made: Exhibits) => ({ id: made.testing.id, n: String(made.kinds.get(kind) ?? 1) });
const submit = async (page: Page) => {
	await page.locator('main form[method=POST]').getByRole('button').click();
	await page.getByRole('img').first().waitFor();
};
const halfWay = async (page: Page) => {
	await page.locator('input[name=loginName]').fill(WITH_CODES.loginName);
	await page.locator('input[name=password]').fill(WITH_CODES.password);
	await page.locator('main form').getByRole('button').click();
	await page.locator('input[name=oneTimeCode]').waitFor();
};
/** Registers somebody of the same name and year as a person of the group: it is asked whether she is the same. */
const registerAgain = async (page: Page) => {
	const field = (name: string) => page.locator(`[name=${name}]`);
	await field('fullName').fill(ALIKE.fullName);
	await field('birthYear').fill(String(ALIKE.birthYear));
	await page.getByRole('radio', { name: 'Tổ dân phố 1', exact: true }).check({ force: true });
	await field('household').fill('mau');
	await page.locator('main form[method=POST]').getByRole('button').last().click();
	await page.locator('[name=looked]').waitFor({ state: 'attached' });
};

/** Every look at every page; the first of a route is the one that is always checked. */
export const SHOWINGS: Showing[] = [
	...looks('/(public)', 'nobody', undefined, [{ state: 'signed in', as: 'learner' }]),
	{ ...at('/(public)/c/[token]', 'nobody', '', (made) => `/c/${made.card}`), ends: '/sign-in/pictures' },
	{ ...at('/(public)/c/[token]', 'nobody', 'a card of nobody', () => `/c/${'A'.repeat(22)}`), status: 404 },
	{ ...at('/(public)/blank-card', 'nobody', '', (made) => `/c/${made.blank.token}`), ends: '/blank-card' },
	{
		...at('/(public)/blank-card', 'trainer', 'for a trainer', (made) => `/c/${made.blank.token}`),
		ends: '/blank-card'
	},
	...looks('/(public)/help', 'nobody'),
	...looks('/(public)/help/[who]', 'nobody', () => ({ who: 'residents' }), [
		{ state: 'for officers', of: () => ({ who: 'officers' }) }
	]),
	...looks('/(public)/invitations/[token]', 'nobody', (made) => ({ token: made.invitation.token }), [
		{ state: 'refused', then: submitEmpty },
		{ state: 'of nobody', of: () => ({ token: 'unknown' }), status: 404 }
	]),
	...looks('/(public)/learn', 'nobody', undefined, [{ state: 'signed in', as: 'learner' }]),
	...looks('/(public)/learn/officials', 'nobody'),
	...looks('/(public)/learn/trainers', 'nobody'),
	...looks('/(public)/learn/words', 'nobody'),
	...looks('/(public)/learn/[module]', 'nobody', lesson, [{ state: 'signed in', as: 'learner' }]),
	...looks('/(public)/learn/[module]/[lesson]', 'nobody', lesson, [{ state: 'signed in', as: 'learner' }]),
	...looks('/(public)/literacy', 'nobody', undefined, [{ state: 'found', query: '?q=thanh+ba' }]),
	...looks('/(public)/literacy/[code]', 'officer', ward, [
		{ state: 'sorted and chosen', query: '?sort=-help&show=undeclared' },
		{ state: 'signed out', as: 'nobody' },
		{ state: 'the country', as: 'nobody', of: () => ({ code: 'vn' }) },
		{ state: 'a province', as: 'nobody', of: () => ({ code: '25' }) }
	]),
	...looks('/(public)/privacy', 'nobody', undefined, [{ state: 'signed in', as: 'learner' }]),
	...looks('/(public)/register', 'nobody', undefined, [
		{ state: 'found', query: '?q=cua+nam' },
		{ state: 'groups', query: '?ward=00082' },
		{ state: 'a province', query: '?province=25' },
		{ state: 'signed in', as: 'learner' }
	]),
	at('/(public)/register', 'nobody', 'her name', (_, world) => register(world)),
	{ ...at('/(public)/register', 'nobody', 'her name refused', (_, world) => register(world)), then: submitEmpty },
	...looks('/(public)/register/welcome', 'newcomer'),
	...looks('/(public)/join', 'nobody', undefined, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(public)/join/[code]', 'nobody', ({ evening: { code } }) => ({ code })),
	...looks('/(public)/lock', 'learner at a tablet', undefined, [{ state: 'locked', as: 'tablet' }]),
	...looks('/(public)/sign-in', 'nobody', undefined, [
		{ state: 'refused', then: submitEmpty },
		{ state: 'at a tablet', as: 'tablet' }
	]),
	{ ...at('/(public)/sign-in/code', 'nobody', '', () => '/sign-in/staff'), then: halfWay },
	...looks('/(public)/sign-in/link/[token]', 'nobody', (made) => ({ token: made.link })),
	...looks('/(public)/sign-in/nod', 'card at a tablet', undefined, [
		{ state: 'asked', then: (page) => page.locator('main form button').click() }
	]),
	...looks('/(public)/sign-in/pictures', 'newcomer', undefined, [{ state: 'at a tablet', as: 'card at a tablet' }]),
	{
		...at('/(public)/sign-in/pictures', 'nobody', 'for the first time', (made) => `/c/${made.newcomersCard}`),
		ends: '/sign-in/pictures'
	},
	// Nobody has set up a provider here: the pages of one are tested in tests/start.
	...looks('/(public)/sign-in/provider', 'nobody', undefined, [{ state: '', status: 404 }]).slice(1),
	...looks('/(public)/sign-in/provider/return', 'nobody', undefined, [{ state: '', status: 404 }]).slice(1),
	...looks('/(public)/sign-in/today', 'tablet'),
	...looks('/(public)/sign-in/staff', 'nobody', undefined, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(public)/sign-out', 'learner'),

	...looks('/(learner)/attempts/[id]', 'learner', failed, [
		{ state: 'practice', of: (made) => ({ id: made.practised.id }) }
	]),
	...looks('/(learner)/attempts/[id]/[n]', 'learner', ofKind('single'), [
		...['multiple', 'situation', 'order', 'match'].map((kind) => ({ state: kind, of: ofKind(kind) })),
		{ state: 'refused', then: submitEmpty }
	]),
	...looks('/(learner)/attempts/[id]/[n]/explanation', 'learner', (made) => ({ id: made.practising.id, n: '1' })),
	...looks('/(learner)/attempts/[id]/number', 'starting', toStart),
	...looks('/(learner)/attempts/[id]/review', 'learner', failed),
	...looks('/(learner)/attempts/[id]/submission', 'learner', testing, [
		{ state: 'waiting for the witness', as: 'ending', of: toEnd },
		{ state: 'refused', then: submitEmpty }
	]),
	...looks('/(learner)/helping', 'learner at a tablet'),
	...looks('/(learner)/learn/[module]/[lesson]/completion', 'learner', lesson),
	...looks('/(learner)/learn/[module]/[lesson]/practice', 'learner', lesson),
	...looks('/(learner)/learn/[module]/test', 'learner', lesson),
	...looks('/(learner)/me', 'learner', undefined, [{ state: 'new', as: 'newcomer' }]),
	...looks('/(learner)/me/account', 'officer'),
	...looks('/(learner)/me/reminders', 'officer', undefined, [{ state: 'saved', query: '?saved' }]),
	...looks('/(learner)/me/password', 'officer', undefined, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(learner)/me/provider', 'officer', undefined, [{ state: '', status: 404 }]).slice(1),
	...looks('/(learner)/me/provider/unlinking', 'officer'),
	...looks('/(learner)/me/card', 'learner', undefined, [{ state: 'without a card', as: 'ending' }]),
	...looks('/(learner)/me/data', 'learner', undefined, [{ state: 'new', as: 'newcomer' }]),
	...looks('/(learner)/me/data/consents/[purpose]', 'learner', phone, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(learner)/me/data/request', 'learner', undefined, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(learner)/me/results', 'learner', undefined, [{ state: 'new', as: 'newcomer' }]),
	...looks('/(learner)/me/second-factor', 'trainer'),
	{ ...at('/(learner)/me/second-factor/confirmation', 'trainer', '', () => '/me/second-factor'), then: submit },
	...looks('/(learner)/me/sessions', 'learner'),
	...looks('/(learner)/standards/[standard]/test', 'newcomer', standard, [{ state: 'begun', as: 'learner' }]),

	...looks('/(field)/cards', 'officer', undefined, [{ state: 'of a head', as: 'head' }]),
	...looks('/(field)/cards/batches', 'trainer', undefined, [{ state: 'printed', then: submit }]),
	...looks('/(field)/cards/batches/[id]', 'trainer', batch),
	...looks('/(field)/cards/batches/[id]/write-off', 'trainer', batch, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(field)/cards/groups/[id]', 'trainer', group, [
		{ state: 'everybody', query: '?show=all' },
		{ state: 'nobody chosen', query: '?show=all', then: submitEmpty }
	]),
	...JOB_SHOWINGS,
	...CLASS_SHOWINGS,
	...certificateShowings(),
	...EXAM_SHOWINGS,
	...PRACTICE_SHOWINGS,
	...dashShowings(),
	...extractShowings(),
	...drillShowings(),
	...recheckShowings(),
	...checkShowings(),
	...rosterShowings(),
	...indicatorShowings(),
	...groupShowings(),
	...periodicShowings(),
	...looks('/(field)/openings', 'trainer'),
	...looks('/(field)/openings/[id]', 'trainer', evening),
	...looks('/(field)/openings/[id]/change', 'trainer', evening),
	...looks('/(field)/openings/[id]/closure', 'trainer', evening),
	...looks('/(field)/openings/[id]/tablets/[tablet]/help', 'trainer', evening),
	...looks('/(field)/openings/[id]/tablets/[tablet]/nod', 'trainer', waiting),
	...looks('/(field)/openings/[id]/tablets/[tablet]/removal', 'trainer', evening),
	...looks('/(field)/openings/new', 'trainer', undefined, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(field)/people', 'trainer', undefined, [{ state: 'found', query: '?q=mau+thao' }]),
	...looks('/(field)/people/[id]/blank-card', 'trainer', learner, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(field)/people/[id]/card', 'trainer', learner, [{ state: 'issued', then: submit }]),
	...looks('/(field)/people/[id]/card-voiding', 'trainer', learner),
	...looks('/(field)/people/[id]/consents/[purpose]', 'trainer', (made) => ({ ...learner(made), ...phone() })),
	...looks('/(field)/people/[id]/data-request', 'trainer', learner, [
		{ state: 'filed', query: '?filed=erasure' },
		{ state: 'refused', then: submitEmpty }
	]),
	...looks('/(field)/people/[id]/pictures-reset', 'trainer', learner),
	...looks('/(field)/people/new', 'trainer', undefined, [
		{ state: 'refused', then: submitEmpty },
		{ state: 'somebody alike', then: registerAgain }
	]),
	at('/(field)/people/new', 'trainer', 'into a house', (made) => `/people/new?household=${made.house.id}`),
	...looks('/(field)/witnessing', 'trainer'),
	...looks('/(field)/witnessing/[id]/end', 'trainer', toEnd),
	...looks('/(field)/witnessing/[id]/start', 'trainer', toStart),
	...looks('/(field)/work', 'officer', undefined, [
		{ state: 'of a trainer', as: 'trainer' },
		{ state: 'of a head', as: 'head' }
	]),

	...looks('/(office)/approvals', 'officer', undefined, [{ state: 'of who asked', as: 'head' }]),
	...looks('/(office)/approvals/[id]/approval', 'officer', asked),
	...looks('/(office)/approvals/[id]/refusal', 'officer', asked),
	...looks('/(office)/approvals/[id]/withdrawal', 'head', asked),
	...looks('/(office)/audit', 'auditor', undefined, [
		{ state: 'filtered', query: '?verb=card.issue&from=01/01/2026' },
		{ state: 'nothing found', query: '?whom=khong+ai+ca' }
	]),
	...looks('/(office)/data-requests', 'officer'),
	...looks('/(office)/data-requests/[id]', 'officer', (made) => ({ id: made.dataRequest }), [
		{ state: 'refused', then: submitEmpty }
	]),
	...looks('/(office)/groups/[id]', 'officer', group, [
		{ state: 'of a head', as: 'head' },
		{ state: 'searched', query: '?show=attained&q=mau' }
	]),
	...looks('/(office)/groups/[id]/population', 'head', group, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(office)/people/[id]', 'officer', learner, [
		{ state: 'merged', of: merge },
		{ state: 'of an official', of: ({ office }) => ({ id: office.head }) }
	]),
	...looks('/(office)/people/[id]/birth-year', 'officer', learner, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(office)/people/[id]/death', 'officer', learner),
	...looks('/(office)/people/[id]/erasure', 'officer', learner),
	...looks('/(office)/people/[id]/merge', 'officer', learner),
	...looks('/(office)/people/[id]/merges/[merge]/undoing', 'officer', merge),
	...looks('/(office)/people/[id]/move', 'officer', learner),
	...looks('/(office)/people/[id]/names', 'officer', learner),
	...looks('/(office)/people/[id]/residence-confirmation', 'officer', learner),
	...looks('/(office)/people/[id]/results/[result]/assistance', 'officer', result),
	...looks('/(office)/people/[id]/results/[result]/voiding', 'officer', result, [
		{ state: 'refused', then: submitEmpty }
	]),
	...looks('/(office)/provinces/[code]/settings', 'province', () => ({ code: FAR_PROVINCE })),
	...looks('/(office)/provinces/[code]/age-rules', 'province', () => ({ code: FAR_PROVINCE })),
	...looks('/(office)/provinces/[code]/report-rules', 'province', () => ({ code: FAR_PROVINCE })),
	...looks('/(office)/staff', 'administrator', undefined, [{ state: 'found', query: '?q=mau' }]),
	...looks('/(office)/staff/[id]', 'administrator', colleague),
	...looks('/(office)/staff/[id]/link', 'administrator', colleague, [{ state: 'made', then: submit }]),
	...looks('/(office)/staff/[id]/second-factor-reset', 'administrator', colleague),
	...looks('/(office)/staff/invitations/[id]/withdrawal', 'administrator', (made) => ({ id: made.invitation.id })),
	...looks('/(office)/staff/invitations/new', 'administrator', undefined, [
		{ state: 'searched', query: '?q=thanh+ba' },
		{ state: 'a ward', query: '?place=00082' },
		{ state: 'refused', query: '?place=00082', then: submitEmpty }
	]),
	...looks('/(office)/residences', 'officer', undefined, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(office)/roles', 'officer'),
	...looks('/(office)/roles/[id]/end', 'officer', (made) => ({ id: made.role })),
	at('/(office)/roles/new', 'officer', '', (_, world) => grant(world)),
	at('/(office)/roles/new', 'officer', 'found', (_, world) => `${grant(world)}&q=mau`),
	at('/(office)/roles/new', 'officer', 'chosen', (made, world) => `${grant(world)}&person=${made.newcomer}`),
	{
		...at('/(office)/roles/new', 'officer', 'refused', (made, world) => `${grant(world)}&person=${made.newcomer}`),
		then: submitEmpty
	},
	...looks('/(office)/wards/[code]/phone', 'officer', ward),
	...householdShowings(looks, submitEmpty),
	...teamShowings(looks, submitEmpty),
	...campaignShowings(),
	...complianceShowings(),
	...visitShowings()
];

function register({ cuaNam }: RunningWorld): string {
	return `/register?ward=${cuaNam.wardCode}&group=${cuaNam.groups[0]}`;
}

function grant({ cuaNam }: RunningWorld): string {
	return `/roles/new?place=${cuaNam.groups[0]}`;
}
