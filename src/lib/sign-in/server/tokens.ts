import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A random text for an address or a cookie: 16 bytes give 22 letters, 32 give 43. */
export function newToken(bytes: 16 | 32): string {
	return randomBytes(bytes).toString('base64url');
}

/** What we keep of a token: its SHA-256. A token is random enough that it needs no salt and no slow hash. */
export function fingerprint(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

/** Compares two fingerprints without telling by the time it takes how much of them agrees. */
export function sameFingerprint(a: string, b: string): boolean {
	const [left, right] = [Buffer.from(a, 'hex'), Buffer.from(b, 'hex')];
	return left.length === right.length && timingSafeEqual(left, right);
}
