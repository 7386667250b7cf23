import { m } from '#lib/messages/compiled/messages.js';
import { dayOf, isDay, writeDay } from '#lib/shared/dates.ts';
import { writeTime } from '#lib/shared/times.ts';
import { roleWord } from '../../../../role-words.ts';
import type { OwnData } from '../own-data.ts';

/** A page of its own that needs nothing else: everything that the copy holds, as nested lists. */
export function writeCopy(copy: OwnData, { language, address }: Pick<App.Locals, 'language' | 'address'>): string {
	const title = m.privacy_mine_title();
	const words = { address: address.lower, Address: address.upper };
	const parts: [string, unknown][] = [
		[m.privacy_mine_who(words), { ...copy.who, residences: copy.residences }],
		[m.privacy_mine_learning(), { ...copy.learning, drills: copy.drills }],
		[m.privacy_mine_papers(), copy.certificates],
		[m.privacy_mine_office(), copy.office],
		[m.privacy_mine_ways(), copy.waysIn],
		[m.privacy_mine_consents(words), copy.consents],
		[m.privacy_mine_looks(words), copy.looks.latest.map((look) => ({ ...look, role: roleWord(look.role) }))],
		[m.privacy_mine_around(), { classes: copy.classes, ...copy.support }],
		[m.teams_own_data(), copy.outreach],
		[m.privacy_mine_requests(words), copy.requests]
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

type Texts = Record<string, (() => string) | undefined>;

/** What a field is called; one that has no words keeps its name. */
function label(name: string): string {
	return (m as unknown as Texts)[`privacy_field_${name}`]?.() ?? name;
}

function writeValue(value: unknown): string {
	if (typeof value === 'boolean') return value ? m.privacy_field_yes() : m.privacy_field_no();
	if (typeof value === 'string' && isDay(value)) return writeDay(value);
	if (value instanceof Date) return `${writeTime(value)}, ${writeDay(dayOf(value))}`;
	if (Array.isArray(value)) {
		if (value.length === 0) return '–';
		return `<ol>${value.map((one) => `<li>${writeValue(one)}</li>`).join('')}</ol>`;
	}
	if (value !== null && typeof value === 'object') {
		const lines = Object.entries(value).map(
			([name, inner]) => `<li><b>${escapeHtml(label(name))}</b>: ${writeValue(inner)}</li>`
		);
		return `<ul>${lines.join('')}</ul>`;
	}
	return value === null || value === undefined ? '–' : escapeHtml(inWords(String(value)));
}

/** A code in the reader's words; whatever is none stays as it is. */
function inWords(value: string): string {
	const texts = m as unknown as Texts;
	const kinds = ['value', 'kind', 'relationship'].map((area) => texts[`privacy_${area}_${value}`]);
	const say = kinds.find(Boolean) ?? texts[`privacy_request_${value}_state`];
	return say?.() ?? value;
}

function escapeHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
