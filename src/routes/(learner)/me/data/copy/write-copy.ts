import { m } from '#lib/messages/compiled/messages.js';
import { dayOf, writeDay } from '#lib/shared/dates.ts';
import type { Language } from '#lib/shared/ratio.ts';
import { writeTime } from '#lib/shared/times.ts';
import { roleWord } from '../../../../role-words.ts';
import type { OwnData } from '../own-data.ts';

/** A page of its own that needs nothing else: everything that the copy holds, as nested lists. */
export function writeCopy(copy: OwnData, language: Language): string {
	const title = m.privacy_mine_title();
	const parts: [string, unknown][] = [
		[m.privacy_mine_title(), { ...copy.who, residences: copy.residences }],
		[m.privacy_mine_learning(), copy.learning],
		[m.privacy_mine_ways(), copy.waysIn],
		[m.privacy_title(), copy.consents],
		[m.privacy_verb_evidence_read(), copy.looks.latest.map((look) => ({ ...look, role: roleWord(look.role) }))],
		[m.privacy_request_title(), copy.requests]
	];
	const body = parts.map(([heading, part]) => `<h2>${escapeHtml(heading)}</h2>${writeValue(part)}`).join('\n');
	return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>body{font:18px/1.6 sans-serif;max-width:40em;margin:1em auto;padding:0 1em}</style></head>
<body><h1>${escapeHtml(title)}</h1>
${body}
</body></html>
`;
}

function writeValue(value: unknown): string {
	if (value instanceof Date) return `${writeTime(value)}, ${writeDay(dayOf(value))}`;
	if (Array.isArray(value)) {
		if (value.length === 0) return '–';
		return `<ol>${value.map((one) => `<li>${writeValue(one)}</li>`).join('')}</ol>`;
	}
	if (value !== null && typeof value === 'object') {
		const lines = Object.entries(value).map(
			([name, inner]) => `<li><b>${escapeHtml(name)}</b>: ${writeValue(inner)}</li>`
		);
		return `<ul>${lines.join('')}</ul>`;
	}
	return value === null || value === undefined ? '–' : escapeHtml(String(value));
}

export function escapeHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
