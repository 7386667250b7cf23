import { consentsNeeded, isPurpose, type Agreeing, type Purpose } from '#lib/people/consent.ts';
import { agreementOf, giveConsent, listConsents } from '#lib/people/server/consents.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { withdrawConsent } from '#lib/sign-in/server/withdrawal.ts';
import { askConsent } from './consents.ts';

/** A page on which one purpose is agreed to or withdrawn: by herself, or with somebody who reads it aloud. */
export async function readConsentPage(locals: App.Locals, personId: string, text: string) {
	const { purpose, asking } = await askingFor(locals, personId, text);
	const given = await listConsents(locals.db, personId);
	const inForce = given.filter((consent) => consent.purpose === purpose && consent.withdrawnAt === null);
	return {
		purpose,
		inForce: asking.every((by) => inForce.some((consent) => consent.by === by)),
		asked: asking.map((by) => ({ by, ...askConsent(locals, purpose, by) }))
	};
}

interface Answered {
	agreedGuardian: string | null;
	agreedHerself: string | null;
	phone: string | null;
	withdraw?: string | undefined;
}

/** Does what the page's form says; tells whether it took the consent back. */
export async function changeConsent(
	locals: App.Locals,
	personId: string,
	text: string,
	{ phone, withdraw, agreedGuardian, agreedHerself }: Answered
): Promise<'given' | 'withdrawn'> {
	const { db, actor, now, address } = locals;
	const { purpose, asking } = await askingFor(locals, personId, text);
	if (withdraw) {
		await withdrawConsent(db, actor, { personId, purpose }, now);
		return 'withdrawn';
	}
	const agreements = asking.map((by) =>
		agreementOf(purpose, by, by === 'guardian' ? agreedGuardian : agreedHerself, address)
	);
	if (agreements.includes(null)) throw new DomainError('consent_not_given', 422);
	for (const agreement of agreements) if (agreement) await giveConsent(db, actor, { personId, agreement, phone }, now);
	return 'given';
}

/** Who is asked for a purpose; learning is asked of nobody who is sixteen or older. */
async function askingFor(
	{ db, now }: App.Locals,
	personId: string,
	text: string
): Promise<{ purpose: Purpose; asking: Agreeing[] }> {
	if (!isPurpose(text)) throw notFound();
	if (text === 'phone') return { purpose: text, asking: ['herself'] };
	const { birthYear } = await readPerson(db, personId);
	const asking = consentsNeeded(birthYear, dayOf(now));
	if (asking.length === 0) throw notFound();
	return { purpose: text, asking };
}
