import { Secret, TOTP } from 'otpauth';

// What every authenticator knows (RFC 6238): SHA-1, six digits, half a minute.
const PERIOD = 30;
const KEY_BYTES = 20;
/** A phone's clock may be half a minute ahead or behind. */
const WINDOW = 1;

export function newKey(): string {
	return new Secret({ size: KEY_BYTES }).base32;
}

/** The half minute, counted from 1970, whose code this is, or null. Whether it was taken before is another question. */
export function stepOf(key: string, code: string, now: Date): number | null {
	const delta = totp(key).validate({ token: code, timestamp: now.getTime(), window: WINDOW });
	return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD) + delta;
}

/** What the QR holds, for an authenticator to take the key from. `label` is what she sees it under. */
export function keyAddress(key: string, label: string): string {
	return totp(key, label).toString();
}

function totp(key: string, label = ''): TOTP {
	return new TOTP({ issuer: 'Học Số', label, secret: Secret.fromBase32(key), period: PERIOD });
}
