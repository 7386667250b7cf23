import type { Standard } from '#lib/curriculum/content.ts';
import type { TestResult } from '#lib/learning/evidence.ts';
import { laterDay, type Day } from '#lib/shared/dates.ts';

/** Where a person stands against a standard. Days are null for "not yet". */
export interface LiteracyStatus {
	standard: string;
	assessedDay: Day | null;
	attainedDay: Day | null;
	witnessedDay: Day | null;
	/** the version attained, or the newest one tried */
	version: number;
	/** ids of the results behind the attainment, oldest first */
	evidence: string[];
}

/** Every version of a standard that results name, by hash. Versions are immutable, so a fold may read them. */
export type StandardVersions = ReadonlyMap<string, Standard>;

/** A result counts unless it was voided or had more help than its version of the standard allows. */
export function counts(result: TestResult, versions: StandardVersions): boolean {
	return result.voided === null && versionOf(result, versions).counts.includes(result.assistance);
}

/**
 * A person's status against each standard that her results name.
 *
 * A version is attained through one of three doors that do not mix: one whole test passed, a practical check passed, or a
 * passed module test for each module that the version requires. A module test made under an earlier version counts for a later one, never
 * the other way round. Who attained any version has attained the standard.
 */
export function statusesOf(results: readonly TestResult[], versions: StandardVersions): LiteracyStatus[] {
	const standards = [...new Set(results.map((result) => result.standard))].sort();
	return standards.map((standard) => {
		const own = results.filter((result) => result.standard === standard);
		const counting = own.filter((result) => counts(result, versions));
		const attained = earliest(counting, versions, (result) => result.passed);
		const newest = Math.max(...own.map((result) => versionOf(result, versions).version));
		return {
			standard,
			assessedDay: earliest(counting, versions, () => true)?.day ?? null,
			attainedDay: attained?.day ?? null,
			witnessedDay: earliest(counting, versions, (result) => result.passed && result.witnessed)?.day ?? null,
			version: attained?.version ?? newest,
			evidence: attained?.evidence ?? []
		};
	});
}

/** The modules that a version still asks for before it is attained by module tests. */
export function modulesMissing(
	results: readonly TestResult[],
	standard: Standard,
	versions: StandardVersions
): string[] {
	const passed = new Set(
		results
			.filter((result) => result.door === 'module' && result.passed && counts(result, versions))
			.filter((result) => versionOf(result, versions).version <= standard.version)
			.flatMap((result) => result.modules.map((score) => score.module))
	);
	return standard.modules.filter((module) => !passed.has(module));
}

interface Attainment {
	day: Day;
	version: number;
	evidence: string[];
}

/** The first day on which results that qualify cover some version, by one result over all of it or by all its modules. */
function earliest(
	results: readonly TestResult[],
	versions: StandardVersions,
	qualifies: (result: TestResult) => boolean
): Attainment | null {
	const whole = results
		.filter((result) => result.door !== 'module' && qualifies(result))
		.map((result) => ({ day: result.day, version: versionOf(result, versions).version, evidence: [result.id] }));

	// A version binds only attempts made under it or later ones: it cannot be attained before anybody tried it.
	const tried = [...new Set(results.map((result) => result.standardHash))].map((hash) => ({
		version: versionOf(results.find((result) => result.standardHash === hash) as TestResult, versions),
		since: results.find((result) => result.standardHash === hash)?.day ?? ''
	}));
	const byModules = tried.flatMap(({ version, since }) => {
		const firsts = version.modules.map((module) =>
			results.find(
				(result) =>
					result.door === 'module' &&
					qualifies(result) &&
					versionOf(result, versions).version <= version.version &&
					result.modules.some((score) => score.module === module)
			)
		);
		const found = firsts.filter((result) => result !== undefined);
		if (found.length < version.modules.length) return [];
		const inOrder = results.filter((result) => found.includes(result));
		return [
			{
				day: laterDay(inOrder.at(-1)?.day ?? since, since),
				version: version.version,
				evidence: inOrder.map((result) => result.id)
			}
		];
	});
	return (
		[...whole, ...byModules].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.version - b.version))[0] ?? null
	);
}

function versionOf(result: TestResult, versions: StandardVersions): Standard {
	const version = versions.get(result.standardHash);
	if (!version) throw new Error(`no version of a standard is stored under ${result.standardHash}`);
	return version;
}
