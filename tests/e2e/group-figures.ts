import type { APIRequestContext, Page, PlaywrightWorkerArgs } from '@playwright/test';
import { startSession } from '#lib/sign-in/server/sessions.ts';
import type { RunningWorld } from './world.ts';

/** What the answer of /api/literacy says of one place. */
export interface PlaceFigure {
	place: { code: string; name: string; kind: string };
	standard: string;
	ageFrom: number;
	asOf: string;
	groups: { declared: number; all: number };
	adults: number | null;
	assessed: number | null;
	attained: number | null;
	witnessed: number | null;
	unknown: number | null;
	rate: number | null;
	witnessedRate: number | null;
	pace: { colour: string; reason: string };
	undeclared: { groups: number; assessed: number | null; attained: number | null };
	parts: PlaceFigure[];
}

/** The numbers of one place that people's results move. */
export interface Moving {
	assessed: number;
	attained: number;
	witnessed: number;
	/** of groups without a valid declaration, which stand beside */
	besideAssessed: number;
	besideAttained: number;
}

/** The moving numbers of both sample wards and of all their groups, by code, as their officers see them now. */
export type Figures = Record<string, Moving>;

export async function readFigures(
	world: RunningWorld,
	{ request }: PlaywrightWorkerArgs['playwright']
): Promise<Figures> {
	const figures: Figures = {};
	for (const commune of [world.cuaNam, world.thanhBa]) {
		const { token } = await startSession(world.db, commune.officer.id, 'link', new Date());
		const office = await request.newContext({ extraHTTPHeaders: { cookie: `session=${token}` } });
		const ward = await readFigure(office, `${world.address}/api/literacy/${commune.wardCode}`);
		for (const place of [ward, ...ward.parts]) figures[place.place.code] = movingOf(place);
		await office.dispose();
	}
	return figures;
}

export async function readFigure(request: APIRequestContext, address: string): Promise<PlaceFigure> {
	const response = await request.get(address);
	if (!response.ok()) throw new Error(`${address} answered ${response.status()}: ${await response.text()}`);
	return (await response.json()) as PlaceFigure;
}

/** How many people have attained the standard in a group, as its row on the ward's page says. */
export async function attainedInRow(page: Page, wardCode: string, groupId: string): Promise<number> {
	await page.goto(`/literacy/${wardCode}`);
	const row = page.getByRole('row').filter({ has: page.locator(`a[href="/groups/${groupId}"]`) });
	// After the group's own name and the day of the declaration come adults and attained.
	const text = await row.getByRole('cell').nth(2).innerText();
	return Number(/^[\d.]+/.exec(text)?.[0].replaceAll('.', ''));
}

/** The same figures, with the numbers of some places raised or lowered. */
export function moved(before: Figures, places: readonly string[], by: Partial<Moving>): Figures {
	const after = structuredClone(before);
	for (const code of places) {
		const place = after[code];
		if (!place) throw new Error(`there is no figure of ${code}`);
		for (const [measure, count] of Object.entries(by)) place[measure as keyof Moving] += count;
	}
	return after;
}

function movingOf({ assessed, attained, witnessed, undeclared }: PlaceFigure): Moving {
	return {
		assessed: assessed ?? NaN,
		attained: attained ?? NaN,
		witnessed: witnessed ?? NaN,
		besideAssessed: undeclared.assessed ?? NaN,
		besideAttained: undeclared.attained ?? NaN
	};
}
