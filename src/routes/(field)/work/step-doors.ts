import { m } from '#lib/messages/compiled/messages.js';
import { FIRST_STEPS, type FirstStep } from '#lib/sign-in/first-steps.ts';
import type { Door } from './doors.ts';

const STEPS: Record<FirstStep, (ward: string) => Door> = {
	groups: (ward) => ({
		...{ href: `/groups/new?ward=${ward}`, title: m.office_work_step_groups() },
		text: m.office_work_step_groups_text()
	}),
	staff: () => ({
		...{ href: '/staff/invitations/new', title: m.office_work_step_staff() },
		text: m.office_work_step_staff_text()
	}),
	residents: () => ({
		...{ href: '/rosters/new', title: m.office_work_step_residents() },
		text: m.office_work_step_residents_text()
	}),
	points: (ward) => ({
		...{ href: `/points/new?ward=${ward}`, title: m.office_work_step_points() },
		text: m.office_work_step_points_text()
	})
};

/** What a ward that has just been opened has yet to do, each with its number, so that the first is plain to see. */
export function stepDoors(ward: string, ahead: readonly FirstStep[]): Door[] {
	return FIRST_STEPS.flatMap((step, index) => {
		const { href, title, text } = STEPS[step](ward);
		return ahead.includes(step) ? [{ href, title: `${index + 1}. ${title}`, text }] : [];
	});
}
