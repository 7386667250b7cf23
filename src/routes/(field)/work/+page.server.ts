import { readWork } from './work.ts';
import type { PageServerLoad } from './$types';

/** What waits for somebody on the staff, and what she may do here by the roles she holds today. */
export const load: PageServerLoad = async ({ locals }) => ({ work: await readWork(locals) });
