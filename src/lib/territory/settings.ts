/** How a province may have its learners spoken to, inside and at the start of a sentence; the first unless it says otherwise. */
export const ADDRESSES = {
	bac: { lower: 'bác', upper: 'Bác' },
	co_chu: { lower: 'cô chú', upper: 'Cô chú' },
	ong_ba: { lower: 'ông bà', upper: 'Ông bà' },
	ba_con: { lower: 'bà con', upper: 'Bà con' },
	anh_chi: { lower: 'anh chị', upper: 'Anh chị' }
} as const;

export type AddressForm = keyof typeof ADDRESSES;

export const ADDRESS_FORMS = Object.keys(ADDRESSES) as [AddressForm, ...AddressForm[]];

/** Which results feed targets and pace: witnessed ones alone, or what was done at home too. */
export const FEEDS = ['witnessed', 'all'] as const;
export type Feeds = (typeof FEEDS)[number];

/** What a province decides for its own people. */
export interface ProvinceSettings {
	address: AddressForm;
	/** lessons written for this province alone that its people see, as `module/lesson` */
	supplements: readonly string[];
	/** what it calls the teams that help people with digital technology */
	teamTitle: string;
	feeds: Feeds;
}

export const NOTHING_SET: ProvinceSettings = {
	address: 'bac',
	supplements: [],
	teamTitle: 'Tổ công nghệ số cộng đồng',
	feeds: 'witnessed'
};

/** A list after somebody changed it who was shown another one: what she added and took away, and nothing else. */
export function changedBy(
	list: readonly string[],
	{ shown, wanted }: { shown: readonly string[]; wanted: readonly string[] }
): string[] {
	const added = wanted.filter((one) => !shown.includes(one));
	const isTaken = (one: string) => shown.includes(one) && !wanted.includes(one);
	return [...new Set([...list.filter((one) => !isTaken(one)), ...added])].sort();
}
