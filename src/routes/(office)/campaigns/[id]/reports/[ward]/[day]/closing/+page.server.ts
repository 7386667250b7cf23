import { decide, readStep } from '../deciding.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => readStep(locals, params, 'close', 'report.close');

export const actions: Actions = {
	default: (event) => decide(event, 'close')
};
