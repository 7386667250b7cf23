import { json } from '@sveltejs/kit';
import { openapi } from '../openapi.ts';
import type { RequestHandler } from './$types';

/** What the open interface answers, as other programs read it. */
export const GET: RequestHandler = () =>
	json(openapi, { headers: { 'cache-control': 'public, max-age=3600', 'access-control-allow-origin': '*' } });
