import type { Page } from '@playwright/test';

/** How many people have attained the standard in a group, as its row on the ward's page says. */
export async function attainedInRow(page: Page, wardCode: string, groupId: string): Promise<number> {
	await page.goto(`/literacy/${wardCode}`);
	const row = page.getByRole('row').filter({ has: page.locator(`a[href="/groups/${groupId}"]`) });
	// After the group's own name and the day of the declaration come adults and attained.
	const text = await row.getByRole('cell').nth(2).innerText();
	return Number(/^[\d.]+/.exec(text)?.[0].replaceAll('.', ''));
}
