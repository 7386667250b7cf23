import { randomInt } from 'node:crypto';
import type { Page } from '@playwright/test';
import { askApproval } from '#lib/approvals/server/approvals.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { issueCard } from '#lib/sign-in/server/cards.ts';
import { printBlankCards } from '#lib/sign-in/server/blank-cards.ts';
import { newToken } from '#lib/sign-in/server/tokens.ts';
import { drawOne } from '#lib/indicators/server/recheck.fixture.ts';
import { invite } from '#lib/sign-in/server/invitations.ts';
import { actorWith, settle } from '#tests/world.ts';
import { test, WITH_CODES, type Exhibits } from './exhibits.ts';
import { fillIn, send, type Entered } from './fill-in.ts';
import { formsTaken, listForms } from './forms.ts';
import { enterAs, type Reader } from './readers.ts';
import { SHOWINGS } from './showings.ts';
import { expect, type RunningWorld } from './world.ts';

type Of<T> = (made: Exhibits, world: RunningWorld) => T | Promise<T>;

/** How a form is come to and filled in where its own page and its first choices do not do. */
interface Way {
	/** which of the looks at its page */
	state?: string;
	/** the page and the form on it, where a form has no page of its own */
	on?: { route: string; form: string };
	/** what stands beside the form and belongs to it */
	first?: (page: Page) => Promise<void>;
	/** another address than that of the look, of something that nobody else has used up */
	address?: Of<string>;
	entered?: Of<Entered>;
}

const accountOf = () => ({ loginName: `mau.${randomInt(1e9)}`, password: 'gặt lúa vụ chiêm muộn' });

const WAYS: Record<string, Way> = {
	'/(field)/agencies/[id]/roster': {
		entered: () => ({ file: 'Họ và tên,Năm sinh,Chức vụ,Loại\nNguyễn Thị Mẫu Thử,1985,Chuyên viên,công chức\n' })
	},
	'/(field)/cards/batches/[id]/write-off': {
		entered: ({ blank }) => ({ from: String(blank.number), to: String(blank.number) })
	},
	'/(field)/households/[id]/members/new': { state: 'chosen' },
	'/(field)/people/[id]/blank-card': { entered: async (_, world) => ({ blankCard: await blankCode(world) }) },
	'/(field)/people/[id]/practical-check/paper': { state: 'the marks' },
	'/(field)/rechecks/[id]/people/[person]': { address: recheckOfSomebodyElse },
	'/(learner)/me/password': { entered: accountOf },
	'/(office)/approvals/[id]/refusal': { address: async (_, world) => `/approvals/${await askAgain(world)}/refusal` },
	'/(office)/groups/[id]/split': { entered: () => ({ names: `Tổ thử ${randomInt(1e6)}\nTổ thử ${randomInt(1e6)}` }) },
	'/(office)/groups/merge': { state: 'preview' },
	'/(office)/residences/arrivals': { entered: async (_, world) => ({ card: await cardOfAnotherWard(world) }) },
	'/(office)/roles/new': { state: 'chosen' },
	'/(office)/rosters/[id]': {
		state: 'doubtful',
		first: (page) => page.locator('input[form=apart]').first().check({ force: true })
	},
	'/(office)/staff/invitations/new': { state: 'a ward' },
	'/(public)/invitations/[token]': {
		address: async (_, world) => `/invitations/${(await inviteOne(world)).token}`,
		entered: accountOf
	},
	'/(public)/join': { entered: ({ evening }) => ({ code: evening.code }) },
	'/(public)/sign-in/staff': { entered: () => WITH_CODES },
	'/(public)/text-size': { on: { route: '/(public)/help', form: 'form[action="/text-size"]' } }
};

/** What ends the person or thing that others are about comes last, in this order. */
const LAST = [
	'/(office)/teams/[id]/end',
	'/(field)/openings/[id]/change',
	'/(office)/roles/[id]/end',
	'/(office)/points/[id]/end',
	'/(office)/people/[id]/death',
	'/(office)/people/[id]/erasure'
];

/** Forms that need more than a browser, and who sends them. */
const ELSEWHERE: Record<string, string> = {
	'/(learner)/me/provider': 'needs an OIDC server: tests/start/staff.test.ts',
	'/(learner)/me/provider/unlinking': 'needs an OIDC server: tests/start/staff.test.ts',
	'/(learner)/me/second-factor/confirmation': 'needs a code of the moment: tests/start/staff.test.ts',
	'/(public)/sign-in/code': 'needs a code of the moment: tests/start/staff.test.ts'
};

test('every form that no journey has sent is filled in on its page, and taken', async ({
	world,
	exhibits,
	anotherDevice
}) => {
	test.setTimeout(600_000);
	const taken = formsTaken(await (await fetch(`${world.address}/metrics`)).text());
	const left = listForms().filter((form) => !taken.has(form) && !(form in ELSEWHERE));
	left.sort((a, b) => LAST.indexOf(a) - LAST.indexOf(b) || (a < b ? -1 : 1));
	const devices = new Map<Reader, Page>();
	const refused: string[] = [];
	for (const route of left) {
		await test.step(route, async () => {
			const { state = '', on, address, first, entered } = WAYS[route] ?? {};
			const showing = SHOWINGS.find((one) => one.route === (on?.route ?? route) && one.state === state);
			if (!showing) throw new Error(`${route} has no page: say in WAYS or ELSEWHERE how it is sent`);
			const page = devices.get(showing.as) ?? (await anotherDevice());
			devices.set(showing.as, page);
			// Anew each time: some of what is sent ends sessions.
			await page.context().clearCookies();
			await enterAs(showing.as, page, world, exhibits);
			await page.goto(await (address ?? showing.address)(exhibits, world));
			await showing.then?.(page);
			await first?.(page);
			const form = page.locator(on?.form ?? 'main form[method=POST]').last();
			await fillIn(form, await entered?.(exhibits, world));
			const status = await send(page, form);
			const words = await page.getByRole('alert').allInnerTexts();
			if (status >= 400) refused.push(`${route}: ${status} ${words.join(' ').replaceAll(/\s+/g, ' ')}`);
		});
	}
	expect(refused).toEqual([]);
});

/** The code on a card that was printed ahead. */
async function blankCode({ db, cuaNam }: RunningWorld): Promise<string> {
	const printed = { wardCode: cuaNam.wardCode, sheets: 1 };
	const { cards } = await printBlankCards(db, cuaNam.trainer, printed, new Date(), newToken(16));
	return cards[0]?.code ?? '';
}

async function cardOfAnotherWard(world: RunningWorld): Promise<string> {
	const { thanhBa } = world;
	const personId = await settle(world, thanhBa, { confirmed: false }, new Date());
	return (await issueCard(world.db, thanhBa.trainer, personId, new Date())).code;
}

/** Asks a second person for two residences, as the head of the group does. */
async function askAgain(world: RunningWorld): Promise<string> {
	const { db, cuaNam } = world;
	const now = new Date();
	const people = [];
	for (let n = 0; n < 2; n += 1) {
		const personId = await settle(world, cuaNam, { confirmed: false }, now);
		people.push({ eventId: newId(now), personId, groupId: cuaNam.groups[0] });
	}
	const id = newId(now);
	await askApproval(db, cuaNam.head, { id, verb: 'residence.confirm', input: { people } }, now);
	return id;
}

/** Somebody whom the trainer, who is to be her witness, has never taught. */
async function recheckOfSomebodyElse(_: Exhibits, world: RunningWorld): Promise<string> {
	const { wardCode, officer } = world.cuaNam;
	const id = newId(new Date());
	const personId = await settle(world, { ...world.cuaNam, trainer: officer }, { confirmed: false }, new Date());
	await drawOne(world.db, { id, wardCode, personId }, new Date());
	return `/rechecks/${id}/people/${personId}`;
}

async function inviteOne(world: RunningWorld): Promise<{ token: string }> {
	const now = new Date();
	const personId = await settle(world, world.cuaNam, { confirmed: false }, now);
	const post = { role: 'trainer', place: world.cuaNam.wardCode, from: dayOf(now), to: null } as const;
	return invite(world.db, actorWith('administrator', 'vn', now), { ...post, personId }, now);
}
