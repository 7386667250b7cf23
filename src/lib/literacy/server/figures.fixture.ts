import type { Standard } from '#lib/curriculum/content.ts';
import { groupTallies } from '#lib/literacy/server/schema.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { groupSuccessions, populationCounts, residentialGroups } from '#lib/territory/server/schema.ts';

export const NOW = new Date('2026-11-22T03:00:00Z');
export const TODAY = '2026-11-22';
export const CUA_NAM = '00082';
export const THANH_BA = '08152';

/** Figures know of a standard only its id and its age rule. */
export const STANDARD: Standard = {
	id: 'ky-nang-so-thiet-yeu',
	version: 1,
	name: { vi: 'Kỹ năng số thiết yếu', en: 'Essential digital skills' },
	ageFrom: 18,
	modules: ['thu-dien-tu'],
	moduleTest: { questions: 10, pass: 7 },
	wholeTest: { questionsPerModule: 5, passShare: 0.75, passPerModule: 3 },
	counts: ['none', 'read_aloud']
};

/** Rows as folds would have written them, for what only reads them. */
export function rowsIn(db: Db) {
	return {
		async group(wardCode: string, name: string, days: { from?: Day; to?: Day } = {}): Promise<string> {
			const id = newId(NOW);
			const [validFrom, validTo] = [days.from ?? '2025-07-01', days.to ?? null];
			await db.insert(residentialGroups).values({ id, wardCode, name, kind: 'tổ dân phố', validFrom, validTo });
			return id;
		},

		async declare(
			groupId: string,
			adults: number,
			more: Partial<
				Pick<typeof populationCounts.$inferInsert, 'asOf' | 'ageFrom' | 'lodging' | 'away' | 'source' | 'declaredOn'>
			> = {}
		): Promise<void> {
			const { asOf = '2026-10-01', ageFrom = 18, lodging = 0, away = 0, source = 'head', declaredOn = asOf } = more;
			const row = {
				groupId,
				asOf,
				ageFrom,
				resident: adults - lodging,
				lodging,
				away,
				source,
				declaredBy: 'nobody',
				declaredOn
			};
			await db.insert(populationCounts).values(row);
		},

		async tally(
			groupId: string,
			day: Day,
			[assessed, attained, witnessed]: [number, number, number],
			{ standard = STANDARD.id, ageFrom = 0 } = {}
		): Promise<void> {
			await db.insert(groupTallies).values({ groupId, standard, day, ageFrom, assessed, attained, witnessed });
		},

		async succeed(fromId: string, toId: string, on: Day, kind = 'merge'): Promise<void> {
			await db.insert(groupSuccessions).values({ fromId, toId, on, kind });
		}
	};
}
