import type { Language } from '#lib/shared/ratio.ts';

export const PLACE_KINDS = ['quoc_gia', 'tinh', 'thanh_pho', 'xa', 'phuong', 'dac_khu'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

type PlaceLevel = 'country' | 'province' | 'ward';

/** The whole country's code, beside a province's two digits and a ward's five (Cục Thống kê). */
export const COUNTRY = 'vn';

/** A place as it is called and ranked on some day. `name` is without its kind: "Cửa Nam". */
export interface Place {
	code: string;
	name: string;
	kind: PlaceKind;
	/** a ward's province; null for a province and the country */
	provinceCode: string | null;
}

const WORDS: Record<PlaceKind, Record<Language, string>> = {
	quoc_gia: { vi: 'Quốc gia', en: 'country' },
	tinh: { vi: 'Tỉnh', en: 'province' },
	thanh_pho: { vi: 'Thành phố', en: 'city' },
	xa: { vi: 'Xã', en: 'commune' },
	phuong: { vi: 'Phường', en: 'ward' },
	dac_khu: { vi: 'Đặc khu', en: 'special zone' }
};

const collator = new Intl.Collator('vi', { numeric: true });

/** "Phường Cửa Nam", "Thành phố Hà Nội"; in English "Cửa Nam ward", "Hà Nội city". */
export function placeTitle(place: Pick<Place, 'name' | 'kind'>, language: Language = 'vi'): string {
	if (place.kind === 'quoc_gia') return language === 'vi' ? place.name : 'Viet Nam';
	const word = kindWord(place.kind, language);
	return language === 'vi' ? `${word} ${place.name}` : `${place.name} ${word}`;
}

/** "Phường", in English "ward". */
export function kindWord(kind: PlaceKind, language: Language = 'vi'): string {
	return WORDS[kind][language];
}

/** What a code from outside names by its shape, or null; whether such a place exists is another question. */
export function placeLevel(code: string): PlaceLevel | null {
	if (code === COUNTRY) return 'country';
	if (/^\d{2}$/.test(code)) return 'province';
	return /^\d{5}$/.test(code) ? 'ward' : null;
}

/** The order of lists: Vietnamese, numbers by their value ("Tổ 2" before "Tổ 10"). */
export function compareNames(a: string, b: string): number {
	return collator.compare(a, b);
}
