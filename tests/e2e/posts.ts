import type { APIResponse, BrowserContext } from '@playwright/test';
import { expect } from './world.ts';

/** Sends a form as one of our pages would, or as somebody would who writes the request by hand. Redirects are not followed. */
export function post(
	{ request }: BrowserContext,
	path: string,
	form: Record<string, string>,
	headers: Record<string, string> = {}
): Promise<APIResponse> {
	const origin = process.env['E2E_ADDRESS'] ?? '';
	return request.post(path, { form, headers: { origin, accept: 'text/html', ...headers }, maxRedirects: 0 });
}

/** Opens an address without a page around it. Redirects are not followed. */
export function open({ request }: BrowserContext, path: string): Promise<APIResponse> {
	return request.get(path, { headers: { accept: 'text/html' }, maxRedirects: 0 });
}

/** The text of a page as a reader sees it, without its tags. */
export function textIn(html: string): string {
	return html
		.replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(/&quot;/g, '"')
		.replace(/&#39;/g, "'")
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&amp;/g, '&')
		.replace(/\s+/g, ' ');
}

/** It was refused with this status, and in these words. */
export async function expectRefusal(response: APIResponse, status: number, words: string): Promise<void> {
	const text = textIn(await response.text());
	expect(response.status(), text).toBe(status);
	expect(text).toContain(words);
}
