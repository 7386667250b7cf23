import type { Address } from './content.ts';

export const DEFAULT_ADDRESS: Address = { lower: 'bác', upper: 'Bác' };

/** Puts the province's word of address in the places of `{bác}` and `{Bác}`. The text stays plain text. */
export function fillAddress(text: string, address: Address): string {
	return text.replaceAll('{bác}', address.lower).replaceAll('{Bác}', address.upper);
}
