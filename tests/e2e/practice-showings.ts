import type { Exhibits } from './exhibits.ts';
import { addressOf } from './routes.ts';
import type { Showing } from './showing.ts';

const SCENARIO = { module: 'thanh-toan', scenario: 'doc-ten-roi-chuyen-tien' };
const HERE = '/(public)/practice/[module]/[scenario]';

function look(route: string, as: Showing['as'], state = '', query = '', ids?: (made: Exhibits) => string): Showing {
	return {
		...{ route, as, state },
		address: (made) => addressOf(route, ids ? { id: ids(made) } : SCENARIO) + query
	};
}

/** Practice on a drawn phone, where it begins, on the way, and where it is shown and printed. */
export const PRACTICE_SHOWINGS: Showing[] = [
	look('/(public)/practice', 'nobody'),
	look('/(public)/practice', 'learner', 'signed in'),
	look(HERE, 'learner'),
	look(HERE, 'nobody', 'signed out'),
	look(HERE, 'trainer', 'for a trainer'),
	look(`${HERE}/try`, 'nobody', '', '?at=nhap-so&refused=id_number'),
	look(`${HERE}/try`, 'nobody', 'keypad', '?at=mo-khoa&digits=2'),
	look(`${HERE}/try`, 'nobody', 'hint', '?at=man-hinh-chinh&said=hint'),
	look(`${HERE}/try`, 'nobody', 'done', '?at=xong'),
	look(`${HERE}/show`, 'trainer', '', '?step=4'),
	look(`${HERE}/sheet`, 'trainer'),
	{
		...look('/(field)/classes/[id]/practice', 'trainer'),
		address: ({ taught }) => `/classes/${taught.id}/practice`
	},
	look('/(learner)/practice/[module]/[scenario]/run', 'learner'),
	look('/(learner)/practice-runs/[id]', 'learner', '', '', ({ runs }) => runs.open),
	look('/(learner)/practice-runs/[id]', 'learner', 'done', '', ({ runs }) => runs.done)
];
