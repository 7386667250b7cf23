import type { RequestEvent } from '@sveltejs/kit';
import fc from 'fast-check';
import { inArray } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymous } from '#lib/access/actor.ts';
import { completeLesson } from '#lib/learning/server/lesson.ts';
import { completionInput } from '#lib/learning/server/input.ts';
import { record } from '#lib/ledger/server/record.ts';
import { events } from '#lib/ledger/server/schema.ts';
import { joinWith, openFor } from '#lib/openings/server/evening.fixture.ts';
import { enterTablet, leave, findPresence } from '#lib/openings/server/presence.ts';
import { putOutTablet, type Tablet } from '#lib/openings/server/tablet.ts';
import type { Opening } from '#lib/openings/server/opening.ts';
import { newId } from '#lib/shared/ids.ts';
import { TABLET_IDLE } from '#lib/sign-in/session-length.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { makeWorld, NOON, settle, type World } from '#tests/world.ts';
import { admit } from './audience.ts';
import { act } from './form.ts';

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 0) > 0 ? 400 : 40;

let database: TestDatabase;
let world: World;
/** of two communes */
let people: string[];

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
	people = [
		await settle(world, world.cuaNam, { confirmed: false }),
		await settle(world, world.thanhBa, { confirmed: false })
	];
});
afterAll(() => database.close());

/** One thing that happens at a tablet with two tabs, which share their cookies. */
type Step =
	| { does: 'enter'; who: 0 | 1; tab: 0 | 1 }
	| { does: 'load' | 'post' | 'send' | 'arrive' | 'leave'; tab: 0 | 1 }
	| { does: 'wait'; seconds: number }
	| { does: 'swap' };

const tab = fc.constantFrom(0 as const, 1 as const);
const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ does: fc.constant('enter' as const), who: tab, tab }) },
	{ weight: 20, arbitrary: fc.record({ does: fc.constantFrom('load', 'post', 'post', 'send', 'arrive'), tab }) },
	{ weight: 2, arbitrary: fc.record({ does: fc.constant('leave' as const), tab }) },
	{ weight: 2, arbitrary: fc.record({ does: fc.constant('wait' as const), seconds: fc.nat(2 * 275) }) },
	{ weight: 1, arbitrary: fc.constant({ does: 'swap' as const }) }
) as fc.Arbitrary<Step>;

interface Page {
	/** the sign-in that its form carries, and whose name stands above it */
	signIn: string | null;
	person: string | null;
}

interface Cookies {
	tablet: string | undefined;
	session: string | undefined;
}

interface Sitting {
	person: string;
	session: string;
	seen: number;
}

interface Sent {
	page: Page;
	cookies: Cookies;
	eventId: string;
}

test('two people, one tablet, two tabs: whatever happens in whatever order, everything is under the right name', async () => {
	let kept = 0;
	let refused = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 30 }), async (steps) => {
			const evening = await Evening.begin();
			for (const one of steps) await evening.happen(one);
			await evening.everythingArrives();
			const log = await world.db.select().from(events).where(inArray(events.subjectId, people));
			const recorded = log.flatMap(({ id, kind, subjectId }): [string, string][] =>
				kind === 'lesson.completed' && evening.sent.has(id) ? [[id, subjectId]] : []
			);
			expect(new Map(recorded)).toEqual(evening.right);
			kept += evening.right.size;
			refused += evening.refused;
		}),
		{ numRuns: RUNS }
	);
	expect(
		[kept, refused].every((count) => count > RUNS / 2),
		`${kept} kept, ${refused} refused`
	).toBe(true);
});

class Evening {
	/** what should have been recorded, and under whom */
	readonly right = new Map<string, string>();
	refused = 0;
	/** the ids of everything that was sent */
	readonly sent = new Set<string>();
	#opening: Opening;
	#tablet: Tablet;
	#now = NOON;
	#cookies: Cookies;
	#pages: [Page, Page] = [NOBODY, NOBODY];
	#late: Sent[] = [];
	/** the model: who sits there, and when she was last seen */
	#sits: Sitting | null = null;

	constructor(opening: Opening, joined: { token: string; tablet: Tablet }) {
		this.#opening = opening;
		this.#tablet = joined.tablet;
		this.#cookies = { tablet: joined.token, session: undefined };
	}

	static async begin(): Promise<Evening> {
		const opening = await openFor(world.db, world.cuaNam.trainer, world.cuaNam.learningPointId, NOON, 12);
		return new Evening(opening, await joinWith(world.db, opening.code, NOON));
	}

	async happen(step: Step): Promise<void> {
		this.#now = new Date(this.#now.getTime() + 1_000);
		if (step.does === 'wait') this.#now = new Date(this.#now.getTime() + step.seconds * 1_000);
		else if (step.does === 'swap') await this.#swapTablet();
		else if (step.does === 'enter') await this.#enter(people[step.who] ?? '', step.tab);
		else if (step.does === 'load') await this.#load(step.tab);
		else if (step.does === 'leave') await this.#leave(step.tab);
		else if (step.does === 'arrive') await this.#arrive(this.#late.shift());
		else if (step.does === 'send') this.#late.push(this.#send(step.tab));
		else await this.#arrive(this.#send(step.tab));
	}

	async everythingArrives(): Promise<void> {
		for (const sent of this.#late) await this.#arrive(sent);
	}

	async #enter(person: string, tab: 0 | 1): Promise<void> {
		this.#cookies.session = await enterTablet(world.db, this.#tablet, person, 'pictures', this.#now);
		this.#sits = { person, session: this.#cookies.session, seen: this.#now.getTime() };
		await this.#load(tab);
	}

	async #load(tab: 0 | 1): Promise<void> {
		const { session } = await findPresence(world.db, this.#cookies, this.#now);
		this.#pages[tab] = { signIn: session?.signIn.id ?? null, person: session?.signIn.personId ?? null };
		expect(this.#pages[tab].person, 'who stands above the page').toBe(this.#whoSits(this.#cookies)?.person ?? null);
		this.#see(this.#cookies);
	}

	async #leave(tab: 0 | 1): Promise<void> {
		const { session } = await findPresence(world.db, this.#cookies, this.#now);
		if (session) await leave(world.db, session.signIn.id, this.#now);
		this.#cookies.session = undefined;
		this.#sits = null;
		this.#pages[tab] = NOBODY;
	}

	/** The tablet is put out and joins again: whoever sat there is gone. */
	async #swapTablet(): Promise<void> {
		await putOutTablet(world.db, world.cuaNam.trainer, this.#opening.id, this.#tablet.id, this.#now);
		const joined = await joinWith(world.db, this.#opening.code, this.#now);
		this.#tablet = joined.tablet;
		this.#cookies = { ...this.#cookies, tablet: joined.token };
		this.#sits = null;
	}

	/** The form of a page is sent with the cookies of this moment; it may take long to arrive. */
	#send(tab: 0 | 1): Sent {
		const eventId = newId(this.#now);
		this.sent.add(eventId);
		return { page: this.#pages[tab], cookies: { ...this.#cookies }, eventId };
	}

	async #arrive(sent: Sent | undefined): Promise<void> {
		if (!sent) return;
		const sits = this.#whoSits(sent.cookies);
		const isTaken = sits !== null && sent.page.person === sits.person && sent.page.signIn !== null;
		const isStored = await post(sent, this.#now);
		// A page of hers from before she left and came back is refused too: it was shown under another sign-in.
		if (isStored) expect(isTaken, 'stored under whoever sits there and saw the page').toBe(true);
		if (isStored && sent.page.person) this.right.set(sent.eventId, sent.page.person);
		else this.refused += 1;
		const isSameSession = isTaken && sent.page.signIn === sits.session.split('.')[0];
		expect(isStored, 'what she sends from her own page is stored').toBe(isSameSession);
		this.#see(sent.cookies);
	}

	#whoSits(cookies: Cookies): Sitting | null {
		const sits = this.#sits;
		const isHers = sits !== null && cookies.session === sits.session && cookies.tablet === this.#cookies.tablet;
		return isHers && this.#now.getTime() < sits.seen + TABLET_IDLE ? sits : null;
	}

	#see(cookies: Cookies): void {
		const sits = this.#whoSits(cookies);
		if (sits) sits.seen = this.#now.getTime();
	}
}

const NOBODY: Page = { signIn: null, person: null };

/** What a request goes through: whose cookies these are, who may come in, whose form it is, the write. */
async function post({ page, cookies, eventId }: Sent, now: Date): Promise<boolean> {
	const { tablet, session } = await findPresence(world.db, cookies, now);
	const signIn = session && { ...session.signIn, name: '', since: now };
	const actor = signIn
		? { kind: 'person' as const, id: signIn.personId, signInId: signIn.id, grants: session.grants }
		: anonymous;
	const form = new FormData();
	form.set('eventId', eventId);
	if (page.signIn) form.set('signIn', page.signIn);
	const event = {
		request: new Request('http://localhost/learn/m/l/completion', { method: 'POST', body: form }),
		url: new URL('http://localhost/learn/m/l/completion'),
		route: { id: '/(learner)/learn/[module]/[lesson]/completion' },
		locals: { db: world.db, tablet, signIn, actor, now }
	} as unknown as RequestEvent;
	try {
		admit(event);
		await act(event, completionInput, () => {
			const read = { eventId, personId: event.locals.signIn?.personId ?? '', module: 'thu', lesson: eventId };
			return record(world.db, actor, completeLesson, { ...read, contentHash: 'x' }, now);
		});
		return true;
	} catch (refusal) {
		expect([401, 409]).toContain((refusal as { status?: number }).status);
		return false;
	}
}
