import { PUBLIC_URL } from '$app/env/private';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import type { CardOffice, PrintedCard } from '#lib/sign-in/card-sheet.ts';
import { qrOf } from '#lib/sign-in/qr.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { ADDRESSES } from '#lib/territory/settings.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { settingsFor } from '#lib/territory/server/settings.ts';
import { readWardPhone } from '#lib/territory/server/ward-phone.ts';

/** What a card's QR begins with. Without PUBLIC_URL only invented people get cards: a real one would lead nowhere else. */
export function cardOrigin({ sample }: App.Locals, url: URL): string {
	if (PUBLIC_URL) return PUBLIC_URL;
	if (!sample) throw new DomainError('public_url_missing', 409);
	return url.origin;
}

/** A card as it is printed, its address drawn as a QR. */
export function toPrint(
	origin: string,
	{ token, ...card }: Omit<PrintedCard, 'qr' | 'host'> & { token: string }
): PrintedCard {
	return { ...card, qr: qrOf(`${origin}/c/${token}`), host: origin.replace(/^https?:\/\//, '') };
}

/** Whom the back of a card of this ward tells its holder to call. */
export async function readCardOffice({ db, now, language }: App.Locals, wardCode: string): Promise<CardOffice> {
	const ward = placeTitle(await readPlace(db, wardCode, dayOf(now)), language);
	const { phone, provinceCode } = await readWardPhone(db, wardCode);
	const { address } = await settingsFor(db, provinceCode, now);
	return { ward, phone, address: ADDRESSES[address] };
}
