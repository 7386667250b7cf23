import type { Role } from '#lib/access/roles.ts';
import { m } from '#lib/messages/compiled/messages.js';

const NAMES: Record<Role, () => string> = {
	administrator: m.office_role_administrator,
	province_officer: m.office_role_province_officer,
	ward_leader: m.office_role_ward_leader,
	ward_officer: m.office_role_ward_officer,
	head_of_agency: m.office_role_head_of_agency,
	head_of_group: m.office_role_head_of_group,
	police_officer: m.office_role_police_officer,
	trainer: m.office_role_trainer,
	helper: m.office_role_helper,
	contact: m.office_role_contact,
	content_editor: m.office_role_content_editor,
	auditor: m.office_role_auditor
};

/** What a role is called in the reader's language. */
export function roleName(role: string): string {
	return NAMES[role as Role]();
}
