import { CODE_LETTERS } from '#lib/sign-in/card-code.ts';

export const RECOVERY_CODES = 10;
export const RECOVERY_LENGTH = 10;

const FROM_APP = /^\d{6}$/;
const RECOVERY = new RegExp(`^[${CODE_LETTERS}]{${RECOVERY_LENGTH}}$`);
const LONGEST = 64;

/** What somebody typed as her second proof: six digits of her phone, or a recovery code; null for neither. */
export function readOneTimeCode(typed: string): { kind: 'app' | 'recovery'; text: string } | null {
	if (typed.length > LONGEST) return null;
	const text = typed
		.normalize('NFKC')
		.replace(/[\s\p{Pd}\p{Cf}\u2212._]+/gu, '')
		.toUpperCase();
	if (FROM_APP.test(text)) return { kind: 'app', text };
	return RECOVERY.test(text) ? { kind: 'recovery', text } : null;
}

/** K7PM2-XQRST: as it is shown and written down. */
export function writeRecoveryCode(letters: string): string {
	return `${letters.slice(0, RECOVERY_LENGTH / 2)}-${letters.slice(RECOVERY_LENGTH / 2)}`;
}

/** A key in fours, for typing it into a phone. */
export function writeKey(key: string): string {
	return key.replace(/(.{4})(?=.)/g, '$1 ');
}
