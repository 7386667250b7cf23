import type { Exhibits } from './exhibits.ts';
import type { ShownState } from './periodic-exhibit.ts';
import { at, looks, submitEmpty, type Showing } from './showing.ts';
import type { RunningWorld } from './world.ts';

const place = (_: Exhibits, { cuaNam }: RunningWorld) => ({ place: cuaNam.wardCode });
const report =
	(state: ShownState, more: Record<string, string> = {}) =>
	(made: Exhibits, world: RunningWorld) => ({ ...place(made, world), period: made.periodic[state], ...more });
const step = (noun: string, state: ShownState) => report(state, { step: noun });
const roll = (_: Exhibits, { cuaNam }: RunningWorld) => `/exports/new?list=group_roll&of=${cuaNam.groups[0]}`;
const behind =
	(measure: string) =>
	(made: Exhibits, { cuaNam }: RunningWorld) =>
		`/reports/${cuaNam.wardCode}/${made.periodic.closed}/people?of=${measure}`;
const PAGE = '/(office)/reports/[place]/[period]';

/** Periodic reports, and links to lists with names. */
export const periodicShowings = (): Showing[] => [
	...looks('/(office)/reports', 'auditor'),
	...looks('/(office)/reports/[place]', 'officer', place, [
		{ state: 'of a province', as: 'auditor', of: () => ({ place: '01' }) }
	]),
	...looks(PAGE, 'officer', report('draft'), [
		{ state: 'submitted', as: 'leader', of: report('submitted') },
		{ state: 'returned', of: report('returned') },
		{ state: 'approved', as: 'leader', of: report('approved') },
		{ state: 'closed', of: report('closed') }
	]),
	...looks(`${PAGE}/changes`, 'officer', report('closed')),
	at(`${PAGE}/people`, 'officer', '', behind('unknown')),
	at(`${PAGE}/people`, 'officer', 'of nobody', behind('died')),
	...looks(`${PAGE}/[step]`, 'officer', step('submission', 'draft'), [
		{ state: 'approval', as: 'leader', of: step('approval', 'submitted') },
		{ state: 'return refused', as: 'leader', of: step('return', 'submitted'), then: submitEmpty },
		{ state: 'closing', as: 'leader', of: step('closing', 'approved') }
	]),
	...looks(`${PAGE}/document`, 'officer', report('closed'), [{ state: 'refused', then: submitEmpty }]),
	at('/(field)/exports/new', 'officer', '', roll),
	...looks('/(field)/exports/[id]', 'officer', ({ periodic }) => ({ id: periodic.link }))
];
