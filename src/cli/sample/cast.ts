/** Whom the terminal offers to sign in as: ids of invented people. */
export interface SampleCast {
	resident: string;
	trainer: string;
	officer: string;
}
