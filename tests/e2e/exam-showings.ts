import type { Page } from '@playwright/test';
import type { Exhibits } from './exhibits.ts';
import { addressOf } from './routes.ts';
import type { Showing } from './showing.ts';

const submitEmpty = async (page: Page) => {
	await page.locator('main form[method=POST] button:not([value=save])').last().click();
	await page.getByRole('alert').waitFor();
};
type Of = (made: Exhibits) => Record<string, string>;

const open: Of = ({ exams }) => ({ id: exams.open.id });
const handedIn: Of = ({ exams }) => ({ id: exams.handedIn.id });
const appeal: Of = ({ exams }) => ({ id: exams.appeal });
const hers: Of = ({ exams }) => ({ id: exams.personId });
const item: Of = ({ exams: { looks } }) => ({ question: looks.question });
const pair: Of = ({ exams: { looks } }) => ({ first: looks.first, second: looks.second });

function look(route: string, as: Showing['as'], of: Of = () => ({}), other: Partial<Showing> = {}): Showing {
	return { route, state: '', as, address: (made) => addressOf(route, of(made)), ...other };
}

/** Tests of officials, for whoever takes them, answers for them and grants more time. */
export const EXAM_SHOWINGS: Showing[] = [
	look('/(learner)/learn/[module]/test', 'learner', ({ exams }) => ({ module: exams.module }), {
		state: 'of officials'
	}),
	look('/(learner)/attempts/[id]/form', 'learner', open),
	look('/(learner)/attempts/[id]/form', 'learner', open, { state: 'refused', then: submitEmpty }),
	look('/(learner)/attempts/[id]', 'learner', handedIn, { state: 'of officials' }),
	look('/(learner)/attempts/[id]/review', 'learner', handedIn, { state: 'of officials' }),
	look('/(learner)/attempts/[id]/appeal', 'learner', handedIn),
	look('/(learner)/attempts/[id]/appeal', 'learner', handedIn, { state: 'refused', then: submitEmpty }),
	look('/(field)/items', 'administrator'),
	look('/(field)/items/[question]', 'administrator', item),
	look('/(field)/items/[question]', 'administrator', item, { state: 'refused', then: submitEmpty }),
	look('/(office)/items/pairs', 'officer'),
	look('/(office)/items/pairs/[first]/[second]', 'officer', pair),
	look('/(office)/items/pairs/[first]/[second]', 'officer', pair, { state: 'refused', then: submitEmpty }),
	look('/(office)/appeals', 'administrator'),
	look('/(office)/appeals/[id]', 'administrator', appeal),
	look('/(office)/people/[id]/accommodation', 'officer', hers),
	look('/(office)/people/[id]/accommodation', 'officer', hers, { state: 'refused', then: submitEmpty })
];
