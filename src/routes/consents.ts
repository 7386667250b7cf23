import { consentText, type Agreeing, type Purpose, type Relationship } from '#lib/people/consent.ts';
import { agreementOf, hashShown, type Agreement } from '#lib/people/server/consents.ts';
import type { Guardian } from '#lib/people/server/guardians.ts';
import type { Recording } from '#lib/shared/spoken.ts';

/** Words to which somebody says yes or no, what her box carries, and where they can be listened to. */
export interface ConsentAsked {
	text: string;
	hash: string;
	recordings: Recording[];
}

export function askConsent(locals: App.Locals, purpose: Purpose, by: Agreeing): ConsentAsked {
	const { address, language, recordingsOf } = locals;
	return {
		text: consentText(purpose, by, address, language),
		hash: hashShown(purpose, by, address, language),
		recordings: recordingsOf(consentText(purpose, by, address))
	};
}

/** Everything that a registration may ask. */
export function askConsents(locals: App.Locals) {
	return {
		phone: askConsent(locals, 'phone', 'herself'),
		guardian: askConsent(locals, 'learning', 'guardian'),
		child: askConsent(locals, 'learning', 'herself')
	};
}

interface Answered {
	agreedPhone: string | null;
	guardianName: string | null;
	guardianRelationship: Relationship | null;
	agreedGuardian: string | null;
	agreedChild: string | null;
}

/** What a registration's boxes and lines say yes to, and who agrees for a child. */
export function readConsents(
	{ address }: App.Locals,
	{ agreedPhone, guardianName, guardianRelationship, agreedGuardian, agreedChild }: Answered
): { agreements: Agreement[]; guardian: Guardian | null } {
	const agreements = [
		agreementOf('phone', 'herself', agreedPhone, address),
		agreementOf('learning', 'guardian', agreedGuardian, address),
		agreementOf('learning', 'herself', agreedChild, address)
	].filter((agreement) => agreement !== null);
	const isNamed = guardianName !== null && guardianRelationship !== null;
	return { agreements, guardian: isNamed ? { fullName: guardianName, relationship: guardianRelationship } : null };
}
