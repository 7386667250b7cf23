import type { Page } from '@playwright/test';
import type { Exhibits } from './exhibits.ts';
import { addressOf } from './routes.ts';
import type { Showing } from './showing.ts';
import type { RunningWorld } from './world.ts';

type Of = (made: Exhibits, world: RunningWorld) => Record<string, string>;

const submitEmpty = async (page: Page) => {
	await page.locator('main form[method=POST]').getByRole('button').last().click();
	await page.getByRole('alert').waitFor();
};
const taught: Of = ({ taught }) => ({ id: taught.id });
const tonight: Of = ({ taught }) => ({ id: taught.id, meeting: taught.tonight });
const tomorrow: Of = ({ taught }) => ({ id: taught.id, meeting: taught.tomorrow });
const enrolled: Of = ({ taught, learner }) => ({ id: taught.id, person: learner });

function look(route: string, of: Of = () => ({}), other: Partial<Showing> & { query?: string } = {}): Showing {
	const { query = '', ...rest } = other;
	const address: Showing['address'] = (made, world) => addressOf(route, of(made, world)) + query;
	return { route, state: '', as: 'trainer', address, ...rest };
}

/** Classes, for whoever teaches them and whoever learns in them. */
export const CLASS_SHOWINGS: Showing[] = [
	look('/(field)/classes'),
	look('/(field)/classes/new'),
	look('/(field)/classes/new', undefined, { state: 'refused', then: submitEmpty }),
	look('/(field)/classes/[id]', taught),
	look('/(field)/classes/[id]/board', taught),
	look('/(field)/classes/[id]/closure', taught),
	look('/(field)/classes/[id]/details', taught),
	look('/(field)/classes/[id]/enrolment', taught),
	{
		...look('/(field)/classes/[id]/enrolment', taught, { state: 'a group' }),
		address: (made, { cuaNam }) => `/classes/${made.taught.id}/enrolment?group=${cuaNam.groups[0]}`
	},
	look('/(field)/classes/[id]/enrolment', taught, { state: 'refused', then: submitEmpty }),
	look('/(field)/classes/[id]/enrolment/[person]/end', enrolled),
	look('/(field)/classes/[id]/enrolment/list', taught),
	look('/(field)/classes/[id]/enrolment/list', taught, {
		state: 'found',
		then: async (page) => {
			await page.locator('textarea').fill('1. Nguyễn Thị Mẫu Học, 1956\n2. Không Có Ai');
			await page.locator('main form').getByRole('button').click();
			await page.getByRole('status').waitFor();
		}
	}),
	look('/(field)/classes/[id]/meetings/[meeting]', tonight),
	look('/(field)/classes/[id]/meetings/[meeting]', tomorrow, { state: 'to come' }),
	look('/(field)/classes/[id]/meetings/[meeting]/cancellation', tomorrow),
	look('/(field)/classes/[id]/meetings/[meeting]/sheet', tonight),
	look('/(field)/classes/[id]/meetings/new', taught),
	look('/(field)/classes/[id]/meetings/new', taught, {
		state: 'refused',
		then: async (page) => {
			await page.locator('input[name=starts]').fill('7 giờ tối');
			await submitEmpty(page);
		}
	}),
	look('/(learner)/me/classes', undefined, { as: 'learner' }),
	look('/(learner)/me/classes', undefined, { as: 'ending', state: 'not enrolled' }),
	look('/(learner)/me/classes/[id]', taught, { as: 'learner' }),
	look('/(learner)/me/classes/[id]', taught, { as: 'ending', state: 'not enrolled' }),
	look('/(learner)/me/classes/[id]/leaving', taught, { as: 'learner' })
];
