import { expect, test } from 'vitest';
import { GUIDES, readGuide } from './guides.ts';

test.each(GUIDES)('the guide for %s says what to do first and who helps', (id) => {
	const guide = readGuide(id, { lower: 'bác', upper: 'Bác' });
	const { sections, ...words } = guide;
	for (const text of Object.values(words)) expect(text).not.toBe('');
	expect(sections.length).toBeGreaterThan(2);
	for (const { heading, steps } of sections) {
		expect(heading).not.toBe('');
		expect(steps.length).toBeGreaterThan(0);
	}
	expect(JSON.stringify(guide)).not.toContain('undefined');
});
