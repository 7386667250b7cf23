const wholeNumber = { vi: new Intl.NumberFormat('vi-VN'), en: new Intl.NumberFormat('en-GB') };
const percent = {
	vi: new Intl.NumberFormat('vi-VN', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
	en: new Intl.NumberFormat('en-GB', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })
};

export type Language = 'vi' | 'en';

/** part ÷ whole, between 0 and 1, or null where there is no denominator: never zero, never infinity. */
export function ratioOf(part: number, whole: number | null): number | null {
	return whole === null || whole <= 0 ? null : part / whole;
}

/** `1.622` in Vietnamese, `1,622` in English. */
export function writeCount(count: number, language: Language = 'vi'): string {
	return wholeNumber[language].format(count);
}

/** `87,3%` in Vietnamese, `87.3%` in English; a dash where there is no ratio. */
export function writePercent(ratio: number | null, language: Language = 'vi'): string {
	return ratio === null ? '–' : percent[language].format(ratio).replace(/\u00a0/g, '');
}

/** `85%`, `87,5%`: a share that somebody set, without a needless zero. */
export function writeShare(ratio: number, language: Language = 'vi'): string {
	return writePercent(ratio, language).replace(/[.,]0%$/, '%');
}
