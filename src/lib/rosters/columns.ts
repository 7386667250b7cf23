import { searchText } from '#lib/shared/names.ts';

/** What a column of a roster may hold, in the order in which a form offers it. */
export const FIELDS = [
	'fullName',
	'familyName',
	'givenName',
	'everydayName',
	'birth',
	'group',
	'household',
	'code'
] as const;
export type Field = (typeof FIELDS)[number];

/** What is never taken from a file: sensitive data, numbers of papers, and phone numbers, which only she herself gives. */
export type Refused = 'sensitive' | 'paper_number' | 'phone';

export interface Column {
	heading: string;
	field: Field | null;
	/** its cells were left out when the file was read */
	refused: Refused | null;
}

const REFUSED: readonly [Refused, RegExp][] = [
	[
		'sensitive',
		/\b(dan toc|d toc|ton giao|t giao|tin nguong|suc khoe|khuyet tat|tan tat|thuong tat|tam than|mang thai)\b/
	],
	['sensitive', /\b(benh|nhom mau|tien an|chinh tri|dang vien)\b|^dao$/],
	['sensitive', /\b(ethnic\w*|religio\w*|health|disabilit\w*)\b/],
	['paper_number', /\b(cccd|cmnd|cmt|can cuoc|chung minh|dinh danh|ho chieu|bhyt|bao hiem|ma so thue|passport)\b/],
	['paper_number', /\bid (number|no)\b/],
	['phone', /\b(dien thoai|sdt|dt|so dt|di dong|zalo|phone|mobile)\b/]
];

/** By what its heading says, the most telling first; null where a column is of no use to us. */
const MEANINGS: readonly [Field | null, RegExp][] = [
	[null, /\b(quan he|stt|so thu tu|gioi tinh|ghi chu|que quan|noi sinh)\b/],
	['code', /\b(ma hoc so|ma nguoi|ma so nguoi|person code)\b/],
	['everydayName', /\b(thuong goi|ten goi|biet danh|ten khac|known as|everyday name)\b/],
	['household', /\b(chu ho|ho gia dinh|ten ho|so nha|nha|dia chi|household|house|address)\b/],
	['birth', /\b(nam sinh|ngay sinh|sinh nam|sinh ngay|thang nam sinh|birth|born|ns)\b/],
	['group', /\b(to|tdp|thon|ap|ban|khu pho|khu|khom|buon|lang|xom|group)\b/],
	['familyName', /\b(ho dem|ho va dem|ho va ten dem|ho lot|ho va chu dem|family name)\b/],
	['fullName', /\b(ho va ten|ho ten|ho va ten khai sinh|full name|name)\b/],
	['givenName', /^(ten|given name)$/]
];

/** What is never taken from a column that is called so. */
export function refusedBy(heading: string): Refused | null {
	const words = searchText(heading);
	return REFUSED.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** Numbers of papers and phones, whatever their column is called: half of its cells look like them. */
export function refusedByContent(cells: readonly string[]): Refused | null {
	const filled = cells.filter((cell) => cell !== '');
	const share = (pattern: RegExp) =>
		filled.filter((cell) => pattern.test(cell.replace(/[\s.'’-]/g, ''))).length * 2 > filled.length;
	if (filled.length === 0) return null;
	if (share(/^(\+?84|0)[35789]\d{8}$/)) return 'phone';
	return share(/^\d{9,12}$/) ? 'paper_number' : null;
}

/** As columns about ethnicity and religion are filled in; not those that mean something else too, such as Có and Mã. */
const SENSITIVE_CELLS = new Set(
	[
		'kinh,tay,thai,muong,khmer,kho me,mong,hmong,h mong,nung,dao,hoa,gia rai,jrai,e de,ede,ba na,bana,xo dang,san chay',
		'co ho,cham,san diu,hre,raglay,ra glai,mnong,m nong,xtieng,van kieu,bru van kieu,tho,giay,co tu,gie trieng,kho mu',
		'ta oi,cho ro,khang,xinh mun,ha nhi,chu ru,lao,la chi,la ha,phu la,la hu,lu,lo lo,chut,mang,pa then,co lao,cong,bo y',
		'si la,pu peo,brau,o du,ro mam,ngai,phat giao,dao phat,thien chua,thien chua giao,cong giao,tin lanh,cao dai,hoa hao',
		'phat giao hoa hao,phat,hoi giao,khong ton giao'
	].flatMap((line) => line.split(','))
);

/** Ethnicity and religion in a column whose heading says nothing to us: what most of its cells say. */
export function isSensitiveByContent(cells: readonly string[]): boolean {
	const filled = cells.filter((cell) => cell !== '');
	const said = filled.map((cell) => searchText(cell).replace(/^(?:dan toc|nguoi|dao) (?=.)/, ''));
	return said.filter((words) => SENSITIVE_CELLS.has(words)).length * 2 > filled.length;
}

/**
 * What the columns of a file hold, by their headings: each field once. What the ward has said before (`remembered`, by
 * heading) comes first. A column called just "Tên" holds the whole name where none is called so.
 */
export function recogniseColumns(
	headings: readonly string[],
	remembered: ReadonlyMap<string, Field>
): (Field | null)[] {
	const taken = new Set<Field>();
	const take = (field: Field | null): Field | null => {
		if (field === null || taken.has(field)) return null;
		taken.add(field);
		return field;
	};
	const known = headings.map((heading) => take(remembered.get(searchText(heading)) ?? null));
	const fields = headings.map((heading, n) => known[n] ?? take(meaningOf(heading)));
	const given = fields.indexOf('givenName');
	if (given >= 0 && !taken.has('fullName') && !taken.has('familyName')) fields[given] = 'fullName';
	return fields;
}

function meaningOf(heading: string): Field | null {
	const written = heading.normalize('NFC').toLowerCase().trim();
	// Without diacritics a family name (họ) and a household (hộ) are one word.
	if (written === 'hộ') return 'household';
	if (written === 'họ') return 'familyName';
	const words = searchText(heading);
	return MEANINGS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** Whether enough is named for rows to be read: a name, a year, and which group unless the file is of one group. */
export function missingFields(
	fields: readonly (Field | null)[],
	hasGroup: boolean
): ('fullName' | 'birth' | 'group')[] {
	const has = (field: Field) => fields.includes(field);
	const missing: ('fullName' | 'birth' | 'group')[] = [];
	if (!has('fullName') && !(has('familyName') && has('givenName'))) missing.push('fullName');
	if (!has('birth')) missing.push('birth');
	if (!has('group') && !hasGroup) missing.push('group');
	return missing;
}
