import { readHome } from './home.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => readHome(locals);
