import { dayOf } from '#lib/shared/dates.ts';
import type { Exhibits } from './exhibits.ts';
import { at, looks, submitEmpty, type Showing } from './showing.ts';

const learner = ({ learner: id }: Exhibits) => ({ id });
const taught = ({ taught: { id } }: Exhibits) => ({ id });
/** The day on which the exhibits were made. */
const typedIn = (): string => {
	const [year = '', month = '', day = ''] = dayOf(new Date()).split('-');
	return `?day=${day}&month=${month}&year=${year}`;
};

/** The third door, as witnesses see it. */
export const checkShowings = (): Showing[] => [
	...looks('/(field)/practical-checks', 'trainer', undefined, [{ state: 'found', query: '?q=mau+thao' }]),
	...looks('/(field)/people/[id]/practical-check', 'trainer', learner, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(field)/people/[id]/practical-check/paper', 'trainer', learner, [
		{ state: 'a day to come', query: '?day=1&month=1&year=2999' }
	]),
	at(
		'/(field)/people/[id]/practical-check/paper',
		'trainer',
		'the marks',
		(made) => `/people/${made.learner}/practical-check/paper${typedIn()}`
	),
	...looks('/(field)/people/[id]/practical-check/sheet', 'trainer', learner),
	...looks('/(field)/classes/[id]/practical-sheets', 'trainer', taught)
];
