import type { Page } from '@playwright/test';
import type { Exhibits } from './exhibits.ts';
import type { Reader } from './readers.ts';
import { addressOf } from './routes.ts';
import type { RunningWorld } from './world.ts';

/** One look at a page: who looks, where, and what is done before it looks as it should. */
export interface Showing {
	route: string;
	/** tells several looks at one route apart */
	state: string;
	as: Reader;
	address(made: Exhibits, world: RunningWorld): string;
	then?(page: Page): Promise<void>;
	/** the path at which it ends, where it is another one */
	ends?: string;
	/** the answer's status, where it is not 200 */
	status?: number;
}

type Parameters = Record<string, string>;
export interface Variant extends Partial<Pick<Showing, 'as' | 'then' | 'ends' | 'status'>> {
	state: string;
	query?: string;
	of?: (made: Exhibits, world: RunningWorld) => Parameters;
}

/** A look at a route, and further ones that differ as each says. */
export function looks(route: string, as: Reader, of: Variant['of'] = () => ({}), variants: Variant[] = []): Showing[] {
	return [{ state: '' }, ...variants].map(({ of: own, query = '', ...variant }: Variant) => ({
		as,
		...variant,
		route,
		address: (made, world) => addressOf(route, (own ?? of)(made, world)) + query
	}));
}

/** A look at an address that is not only the route with its parameters. */
export function at(route: string, as: Reader, state: string, address: Showing['address']): Showing {
	return { route, state, as, address };
}

export const submitEmpty = async (page: Page) => {
	await page.locator('main form[method=POST]').getByRole('button').last().click();
	await page.getByRole('alert').waitFor();
};
