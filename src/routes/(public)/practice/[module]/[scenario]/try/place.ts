import type { Scenario } from '#lib/curriculum/scenario.ts';
import { findScreen } from '#lib/curriculum/scenario.ts';
import { REFUSALS, type Refusal } from '#lib/practice/guard.ts';
import { ANY, beginning, type Said, type Standing } from '#lib/practice/step.ts';

// Who is not signed in has no run: where she stands is in the address, by ids of the scenario's own things only.

/** Where somebody stands, as the query of an address. Nothing that was typed is in it. */
export function placeOf({ screen, digits, filled, said }: Standing): string {
	const query = new URLSearchParams({ at: screen });
	if (digits > 0) query.set('digits', String(digits));
	for (const [place, offered] of Object.entries(filled)) query.append('filled', `${place}:${offered}`);
	if (said?.kind === 'mistake') query.set('mistake', said.mistake);
	else if (said?.kind === 'refused') query.set('refused', said.refusal);
	else if (said) query.set('said', said.kind);
	return query.toString();
}

/** The place that an address names; what it has no such thing for is as if it were not said. */
export function readPlace(scenario: Scenario, query: URLSearchParams): Standing {
	const screen = findScreen(scenario, query.get('at') ?? '');
	if (!screen) return beginning(scenario);
	const filled: Record<string, string> = {};
	for (const one of query.getAll('filled')) {
		const [place = '', offered = ''] = one.split(':');
		const known = offered === ANY || scenario.offered.some(({ id }) => id === offered);
		if (known && screen.blocks[Number(place)]?.kind === 'field') filled[String(Number(place))] = offered;
	}
	const digits = /^[1-7]$/.exec(query.get('digits') ?? '')?.[0] ?? '0';
	return { screen: screen.id, digits: Number(digits), filled, said: readSaid(scenario, query) };
}

function readSaid(scenario: Scenario, query: URLSearchParams): Said | null {
	const mistake = query.get('mistake');
	if (scenario.mistakes.some(({ id }) => id === mistake)) return { kind: 'mistake', mistake: mistake ?? '' };
	const refusal = query.get('refused') as Refusal | null;
	if (refusal !== null && REFUSALS.includes(refusal)) return { kind: 'refused', refusal };
	const said = query.get('said');
	return said === 'hint' || said === 'empty' ? { kind: said } : null;
}
