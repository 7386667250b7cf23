import type { Locator, Page } from '@playwright/test';

/** What somebody enters where a page does not say enough: by name of the field; a list is every box to tick. */
export type Entered = Record<string, string | string[]>;

/**
 * Fills in a form as somebody would who answers every question shortly: what is chosen or written already stays, of
 * choices the first is taken, of boxes with one name the first is ticked.
 */
export async function fillIn(form: Locator, entered: Entered = {}): Promise<void> {
	await form.evaluate((one) => one.closest('details')?.setAttribute('open', ''));
	for (const [name, value] of Object.entries(entered)) await enter(form, name, value);
	const open = await form.locator('input, select, textarea').evaluateAll(openFields);
	for (const { name, kind, hint } of open) {
		if (name in entered) continue;
		const field = form.locator(`[name="${name}"]`).first();
		if (kind === 'radio' || kind === 'checkbox') await field.check({ force: true });
		else if (kind === 'select') await field.selectOption(hint);
		else await field.fill(WRITTEN[kind]());
	}
}

async function enter(form: Locator, name: string, value: string | string[]): Promise<void> {
	const field = form.locator(`[name="${name}"]`);
	const kind = await field
		.first()
		.evaluate((one: HTMLInputElement) => (one.tagName === 'SELECT' ? 'select' : one.type));
	if (Array.isArray(value)) {
		for (const one of value) await form.locator(`[name="${name}"][value="${one}"]`).check({ force: true });
	} else if (kind === 'radio' || kind === 'checkbox')
		await form.locator(`[name="${name}"][value="${value}"]`).check({ force: true });
	else if (kind === 'select') await field.first().selectOption(value);
	else if (kind === 'file')
		await field.setInputFiles({ name: 'mau.csv', mimeType: 'text/csv', buffer: Buffer.from(value) });
	else if (kind === 'hidden') throw new Error(`${name} is not for people to fill in`);
	else await field.first().fill(value);
}

type Written = 'date' | 'time' | 'year' | 'number' | 'tel' | 'email' | 'text';

const WRITTEN: Record<Written, () => string> = {
	date: today,
	time: () => '18:00',
	year: () => '1960',
	number: () => '1',
	tel: () => '0912 345 678',
	email: () => 'mau@vidu.vn',
	text: () => 'Thử biểu mẫu'
};

interface OpenField {
	name: string;
	kind: 'radio' | 'checkbox' | 'select' | Written;
	/** of a list to choose from, its first choice */
	hint: string;
}

/** Runs in the page. */
function openFields(fields: Element[]): OpenField[] {
	const kindOf = (field: HTMLInputElement): OpenField['kind'] | null => {
		if (field.tagName === 'SELECT') return 'select';
		if (field.tagName === 'TEXTAREA') return 'text';
		if (['radio', 'checkbox', 'date', 'time', 'tel', 'email'].includes(field.type))
			return field.type as OpenField['kind'];
		if (/birthYear/.test(field.name)) return 'year';
		if (['hidden', 'submit', 'file', 'image', 'reset', 'button'].includes(field.type)) return null;
		return field.type === 'number' || field.inputMode === 'numeric' ? 'number' : 'text';
	};
	const seen = new Map<string, OpenField>();
	const answered = new Set<string>();
	for (const field of fields as HTMLInputElement[]) {
		const kind = kindOf(field);
		if (kind === null || field.disabled || field.readOnly) continue;
		const isChosen = kind === 'radio' || kind === 'checkbox' ? field.checked : field.value !== '';
		if (isChosen) answered.add(field.name);
		const choices = kind === 'select' ? [...(field as unknown as HTMLSelectElement).options] : [];
		const hint = choices.find(({ value }) => value !== '')?.value ?? '';
		if (!seen.has(field.name)) seen.set(field.name, { name: field.name, kind, hint });
	}
	return [...seen.values()].filter(({ name }) => !answered.has(name));
}

function today(): string {
	return new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' });
}

/** Sends a form by its last button, or by the one with a name, and returns the status that the server answered. */
export async function send(page: Page, form: Locator, button?: string): Promise<number> {
	const buttons = form.getByRole('button');
	const [answered] = await Promise.all([
		page.waitForResponse((response) => response.request().method() === 'POST'),
		(button === undefined ? buttons.last() : form.locator(button)).click()
	]);
	return answered.status();
}
