import { approvalsData } from '#lib/approvals/server/data-map.ts';
import { certificatesData } from '#lib/certificates/server/data-map.ts';
import { classesData } from '#lib/classes/server/data-map.ts';
import { remindersData } from '#lib/compliance/server/reminder-data-map.ts';
import { complianceData } from '#lib/compliance/server/data-map.ts';
import { curriculumData } from '#lib/curriculum/server/data-map.ts';
import { drillsData } from '#lib/drills/server/data-map.ts';
import { exportsData } from '#lib/exports/server/data-map.ts';
import { indicatorsData } from '#lib/indicators/server/data-map.ts';
import { learningData } from '#lib/learning/server/data-map.ts';
import { practiceData } from '#lib/practice/server/data-map.ts';
import { literacyData } from '#lib/literacy/server/data-map.ts';
import { openingsData } from '#lib/openings/server/data-map.ts';
import { teamData } from '#lib/outreach/server/team-data-map.ts';
import { peopleData } from '#lib/people/server/data-map.ts';
import { ledgerData } from '#lib/ledger/server/data-map.ts';
import { campaignsData } from '#lib/outreach/server/campaign-data-map.ts';
import { reportsData } from '#lib/reports/server/data-map.ts';
import { visitsData } from '#lib/outreach/server/visit-data-map.ts';
import { rostersData } from '#lib/rosters/server/data-map.ts';
import { KEPT, platformData, type DataClass, type DataMap } from '#lib/server/data-map.ts';
import { signInData } from '#lib/sign-in/server/data-map.ts';
import { territoryData } from '#lib/territory/server/data-map.ts';

/** Every table of every feature. */
export const dataMap: DataMap = {
	...platformData,
	...approvalsData,
	...territoryData,
	...curriculumData,
	...peopleData,
	...signInData,
	...exportsData,
	...openingsData,
	...learningData,
	...practiceData,
	...drillsData,
	...literacyData,
	...teamData,
	...reportsData,
	...campaignsData,
	...classesData,
	...remindersData,
	...complianceData,
	...visitsData,
	...certificatesData,
	...indicatorsData,
	...ledgerData,
	...rostersData
};

export interface MappedColumn {
	table: string;
	column: string;
	class: DataClass;
	purpose: string;
	kept: string;
}

/** The map column by column, in the order in which it is written down. */
export function listColumns(map: DataMap = dataMap): MappedColumn[] {
	return Object.entries(map).flatMap(([table, { purpose, kept, columns, except = {} }]) =>
		Object.entries(columns).flatMap(([name, line]) =>
			line.split(' ').map((column) => ({
				...{ table, column, class: name as DataClass },
				purpose: except[column]?.purpose ?? purpose,
				kept: KEPT[except[column]?.kept ?? kept]
			}))
		)
	);
}

/** docs/data-map.md. */
export function writeDataMap(): string {
	const tables = Object.groupBy(listColumns(), ({ table }) => table);
	const sections = Object.entries(tables).map(([table, columns = []]) => {
		const rows = columns.map((one) => `| \`${one.column}\` | ${one.class} | ${one.purpose} | ${one.kept} |`);
		return [`## ${table}`, '', '| Column | Class | Purpose | Kept |', '|---|---|---|---|', ...rows].join('\n');
	});
	return `${[HEAD, ...sections].join('\n\n')}\n`;
}

const HEAD = `# Data map

Made by machine from \`src/lib/*/server/data-map.ts\`; a test fails when a column of the database is missing here, when an
entry has no column, and when this page is not what the command makes: \`npm run admin -- data-map\`.

**Classes.** *none*: nothing about anybody. *identifying*: who somebody is, her random id included. *contact*: how she is
reached. *learning record*: what she learned and how she did, treated as sensitive. *secret*: only hashes, or a key.
*technical*: moments, states, counters.

**Kept.** "(tidy)" is carried out by the server once a day and by \`npm run admin -- tidy\`. Nothing deletes events; erasing
a person empties everything marked "until she is erased".`;
