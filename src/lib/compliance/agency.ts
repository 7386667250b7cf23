import type { Day } from '#lib/shared/dates.ts';

/** Đảng, HĐND và UBND, Mặt trận, đoàn thể, đơn vị sự nghiệp, khác. */
export const AGENCY_KINDS = ['party', 'government', 'front', 'union', 'service_unit', 'other'] as const;
export type AgencyKind = (typeof AGENCY_KINDS)[number];

/** Cán bộ, công chức, viên chức, người lao động. */
export const OFFICIAL_KINDS = ['cadre', 'civil_servant', 'public_employee', 'worker'] as const;
export type OfficialKind = (typeof OFFICIAL_KINDS)[number];

/** A post that somebody holds in an agency, from a day to before a day. */
export interface Appointment {
	id: string;
	agencyId: string;
	personId: string;
	position: string;
	/** as her place of work writes it; null where no list named one */
	staffCode?: string | null;
	kind: OfficialKind;
	from: Day;
	to: Day | null;
}

/** Whether a post is held on a day. */
export function isHeld({ from, to }: Pick<Appointment, 'from' | 'to'>, day: Day): boolean {
	return from <= day && (to === null || to > day);
}
