import { checkAmounts, checkCoverage } from './check-amounts.ts';
import { checkBias } from './check-bias.ts';
import { checkCopies } from './check-copies.ts';
import { checkFacts } from './check-facts.ts';
import { checkScenarioWording } from './check-scenario-wording.ts';
import { checkUnwritten } from './check-unwritten.ts';
import { checkWording } from './check-wording.ts';
import { measureGlossary } from './glossary.ts';
import type { WrittenLibrary } from './library.ts';
import type { Problem } from './problems.ts';

/**
 * What keeps content that works from being good: too little of it, hard to read, easy to guess, said twice, said on
 * weak evidence. Each with its place. Only `npm run content:check` and the tests ask, never a server that starts.
 */
export function measureProblems({ library, framework, modules, glossary }: WrittenLibrary): Problem[] {
	return [
		...modules.flatMap((module) => [
			...checkAmounts(module, library),
			...checkWording(module),
			...checkScenarioWording(module),
			...checkBias(module),
			...checkFacts(module)
		]),
		...checkCopies(modules),
		...measureGlossary(glossary),
		...checkUnwritten({ modules, glossary }),
		...checkCoverage(framework, modules)
	];
}
