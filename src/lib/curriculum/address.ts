import { ADDRESSES, NOTHING_SET } from '#lib/territory/settings.ts';
import type { Address, Audience } from './content.ts';

/** How learners are spoken to where their province has not chosen. */
export const DEFAULT_ADDRESS: Address = ADDRESSES[NOTHING_SET.address];

/** Puts the province's word of address in the places of `{bác}` and `{Bác}`. The text stays plain text. */
export function fillAddress(text: string, address: Address): string {
	return text.replaceAll('{bác}', address.lower).replaceAll('{Bác}', address.upper);
}

/** The same in every text of a piece of content. */
export function fillAll<T>(value: T, address: Address): T {
	if (typeof value === 'string') return fillAddress(value, address) as T;
	if (value === null || typeof value !== 'object') return value;
	if (Array.isArray(value)) return value.map((one) => fillAll(one as unknown, address)) as T;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [key, fillAll(inner as unknown, address)])
	) as T;
}

/** Residents as their province speaks to them; officials and trainers, who are colleagues, alike everywhere. */
export function addressFor(audience: Audience, ofProvince: Address): Address {
	return audience === 'residents' ? ofProvince : ADDRESSES.anh_chi;
}
