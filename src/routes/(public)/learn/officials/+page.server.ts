import { listModules } from '../module-list.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ list: await listModules(locals, 'officials') });
