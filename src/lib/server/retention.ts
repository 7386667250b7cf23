/** How long the audit is kept, in months; then the owner of the database may remove entries, and `tidy` does. */
export const AUDIT_KEPT_MONTHS = 24;
/** How long answered requests about one's data are kept, in months. */
export const REQUESTS_KEPT_MONTHS = 24;
/** How long an attempt that was begun and never handed in is kept, in days. */
export const OPEN_ATTEMPTS_KEPT_DAYS = 90;
/** How long it is kept who came to an evening and who helped whom, in days after it: a test begun there is kept as long. */
export const EVENINGS_KEPT_DAYS = 90;
/** How long it is kept what somebody in no register is called who asked for help, in days after it was done. */
export const HELP_KEPT_DAYS = 90;
/** How long the rows of a file with residents are kept after it was sent, in days: longer than a commit can be undone. */
export const ROSTERS_KEPT_DAYS = 30;
/** How long a sign-in link is kept after it ended, so that its page can say that it has ended, in days. */
export const LINKS_KEPT_DAYS = 30;
