import { CAMPAIGN_ENTRIES } from './campaign-entries.ts';
import { CERTIFICATE_ENTRIES } from './certificate-entries.ts';
import { CHECK_ENTRIES } from './check-entries.ts';
import { CLASS_ENTRIES } from './class-entries.ts';
import { COMPLIANCE_ENTRIES } from './compliance-entries.ts';
import { DASH_ENTRIES } from './dash-entries.ts';
import { DRILL_ENTRIES } from './drill-entries.ts';
import { EXAM_ENTRIES } from './exam-entries.ts';
import { EXTRACT_ENTRIES } from './extract-entries.ts';
import { GROUP_ENTRIES } from './group-entries.ts';
import { HOUSEHOLD_ENTRIES } from './household-entries.ts';
import { INDICATOR_ENTRIES } from './indicator-entries.ts';
import { JOB_ENTRIES } from './job-entries.ts';
import { OPENING_ENTRIES } from './opening-entries.ts';
import { PERIODIC_ENTRIES } from './periodic-entries.ts';
import { PRACTICE_ENTRIES } from './practice-entries.ts';
import { RECHECK_ENTRIES } from './recheck-entries.ts';
import { ROSTER_ENTRIES } from './roster-entries.ts';
import { TEAM_ENTRIES } from './team-entries.ts';
import { VISIT_ENTRIES } from './visit-entries.ts';
import type { Entry } from './entries.ts';

/** The routes that each feature names in a file of its own. */
export const FEATURE_ENTRIES: Record<string, Entry> = {
	...CAMPAIGN_ENTRIES,
	...CERTIFICATE_ENTRIES,
	...CHECK_ENTRIES,
	...CLASS_ENTRIES,
	...COMPLIANCE_ENTRIES,
	...DASH_ENTRIES,
	...DRILL_ENTRIES,
	...EXAM_ENTRIES,
	...EXTRACT_ENTRIES,
	...GROUP_ENTRIES,
	...HOUSEHOLD_ENTRIES,
	...INDICATOR_ENTRIES,
	...JOB_ENTRIES,
	...OPENING_ENTRIES,
	...PERIODIC_ENTRIES,
	...PRACTICE_ENTRIES,
	...RECHECK_ENTRIES,
	...ROSTER_ENTRIES,
	...TEAM_ENTRIES,
	...VISIT_ENTRIES
};
