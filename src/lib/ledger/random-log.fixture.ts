import fc from 'fast-check';
import type { Standard } from '#lib/curriculum/content.ts';
import { addDays, type Day } from '#lib/shared/dates.ts';
import { ASSISTANCE, type LogEvent } from '#lib/shared/log.ts';

/** Five records of people, two groups, two versions of one standard, one of officials: small enough that everything meets everything. */
export const PEOPLE = [1, 2, 3, 4, 5].map((n) => `00000000-0000-7000-8000-00000000000${n}`);
export const GROUPS = ['a', 'b'].map((n) => `00000000-0000-7000-8000-00000000000${n}`);
export const FIRST_DAY: Day = '2026-03-01';
export const DAYS = 40;

const version = (number: number, modules: string[]): Standard => ({
	id: 'ky-nang',
	version: number,
	name: { vi: 'Kỹ năng', en: 'Skills' },
	ageFrom: 18,
	modules,
	moduleTest: { questions: 10, pass: 7 },
	wholeTest: { questionsPerModule: 5, passShare: 0.75, passPerModule: 3 },
	counts: ['none', 'read_aloud']
});

const ONLINE = { minutes: 20, starts: { most: 3, hours: 168 }, waitHours: 24, reviewHours: 24 };

export const STANDARDS = new Map([
	['v1', version(1, ['thu', 'tien'])],
	['v2', version(2, ['thu', 'tien', 'an-toan'])],
	['officials', { ...version(1, ['thu', 'tien']), id: 'can-bo', online: ONLINE }]
]);

interface Draft {
	who: number;
	day: number;
	kind: string;
	other: number;
	group: number;
	module: number;
	passed: boolean;
	whole: boolean;
	version: 'v1' | 'v2' | 'officials';
	witnessed: boolean;
	assistance: number;
	back: number;
	birthYear: number;
}

const draft: fc.Arbitrary<Draft> = fc.record({
	who: fc.nat(PEOPLE.length - 1),
	day: fc.nat(DAYS - 5),
	kind: fc.constantFrom(
		'test.submitted',
		'test.submitted',
		'test.submitted',
		'practical_check.recorded',
		'residence.confirmed',
		'residence.confirmed',
		'residence.moved',
		'person.merged',
		'person.unmerged',
		'assistance.stated',
		'result.voided',
		'person.died',
		'person.corrected',
		'person.erased',
		'lesson.completed',
		'practice.run_ended',
		'drill.ended'
	),
	other: fc.nat(PEOPLE.length - 1),
	group: fc.nat(GROUPS.length - 1),
	module: fc.nat(2),
	passed: fc.boolean(),
	whole: fc.boolean(),
	version: fc.constantFrom('v1', 'v2', 'officials'),
	witnessed: fc.boolean(),
	assistance: fc.nat(ASSISTANCE.length - 1),
	back: fc.nat(5),
	birthYear: fc.constantFrom(1950, 1990, 2008, 2009, 2011)
});

/** A random but possible log: everybody is registered first, results are named after they were made, whoever merges is two. */
export const randomLog: fc.Arbitrary<LogEvent[]> = fc.array(draft, { minLength: 5, maxLength: 45 }).map((drafts) => {
	const log: LogEvent[] = PEOPLE.map((id, n) =>
		event(n, id, 'person.registered', 0, {
			groupId: GROUPS[n % 2],
			birthYear: [1950, 1960, 2008, 1970, 1980][n],
			by: 'herself'
		})
	);
	drafts.forEach((one, index) => log.push(...eventsOf(one, log, index + 10)));
	return log;
});

function eventsOf(one: Draft, log: readonly LogEvent[], n: number): LogEvent[] {
	const subject = PEOPLE[one.who] as string;
	const isResult = ({ kind }: LogEvent) => kind === 'test.submitted' || kind === 'practical_check.recorded';
	const results = log.filter((entry) => isResult(entry) && entry.subjectId === subject);
	const result = results[one.back % Math.max(1, results.length)];
	const day = one.day + 1;
	const make = (kind: string, body: unknown, more: Partial<LogEvent> = {}) => [
		event(n, subject, kind, day, body, more)
	];
	switch (one.kind) {
		case 'test.submitted':
			return make(one.kind, testBody(one), {
				contentHash: one.version,
				assistance: ASSISTANCE[one.assistance % 3] ?? 'none',
				witnessId: one.witnessed ? GROUPS[0] : null
			});
		case 'practical_check.recorded': {
			const version = one.version === 'officials' ? 'v1' : one.version;
			const modules = (STANDARDS.get(version)?.modules ?? []).map((module) => ({
				...{ module, asked: 1, right: one.passed ? 1 : 0, passed: one.passed }
			}));
			const body = { standard: 'ky-nang', tasks: [], phone: 'drawn', householdId: null, onPaper: one.whole };
			return make(
				one.kind,
				{ ...body, modules, passed: one.passed },
				{ contentHash: version, assistance: ASSISTANCE[one.assistance % 2] ?? 'none', witnessId: GROUPS[0] ?? null }
			);
		}
		case 'residence.confirmed':
			return make(one.kind, { groupId: GROUPS[one.group] });
		case 'residence.moved':
			return make(one.kind, {
				groupId: GROUPS[one.group],
				on: addDays(FIRST_DAY, Math.max(0, day - one.back)),
				confirmed: one.passed
			});
		case 'person.merged': {
			const other = PEOPLE[one.other] as string;
			if (other === subject) return [];
			return [...make(one.kind, { with: other }), event(n, other, one.kind, day, { with: subject })];
		}
		case 'person.unmerged': {
			const merges = log.filter((entry) => entry.kind === 'person.merged' && entry.subjectId === subject);
			const merge = merges[one.back % Math.max(1, merges.length)];
			if (!merge) return [];
			const other = (merge.body as { with: string }).with;
			return [
				...make(one.kind, { with: other, merge: merge.id }),
				event(n, other, one.kind, day, { with: subject, merge: merge.id })
			];
		}
		case 'assistance.stated':
			return result ? make(one.kind, { result: result.id }, { assistance: ASSISTANCE[one.assistance] ?? 'none' }) : [];
		case 'result.voided':
			return result ? make(one.kind, { result: result.id, reason: 'wrong_person' }) : [];
		case 'person.died':
			return one.back === 0 ? make(one.kind, { on: addDays(FIRST_DAY, day) }) : [];
		case 'person.corrected':
			return make(one.kind, { birthYear: one.birthYear });
		case 'lesson.completed':
			return make(one.kind, { module: 'thu', lesson: `bai-${one.module}` });
		case 'practice.run_ended': {
			const { passed: done, back: mistakes } = one;
			const counts = { steps: 9, mistakes, hints: 0, refused: 0 };
			return make(one.kind, { runId: 'none', module: 'thu', scenario: 'tra-loi', done, at: 'xong', ...counts });
		}
		case 'drill.ended': {
			const score = { fakes: 4, misses: one.back, genuines: 5, falseAlarms: one.module };
			return make(one.kind, { drillId: 'none', ...score, passed: one.passed, marks: [] });
		}
		default:
			return make(one.kind, {});
	}
}

function testBody(one: Draft) {
	const modules = STANDARDS.get(one.version)?.modules ?? [];
	const own = one.whole ? modules : [modules[one.module % modules.length] ?? ''];
	return {
		attemptId: 'none',
		door: one.whole ? 'whole' : 'module',
		standard: STANDARDS.get(one.version)?.id,
		modules: own.map((module) => ({ module, asked: 10, right: one.passed ? 8 : 4, passed: one.passed })),
		marks: [],
		passed: one.passed
	};
}

function event(
	n: number,
	subjectId: string,
	kind: string,
	day: number,
	body: unknown,
	more: Partial<LogEvent> = {}
): LogEvent {
	// Noon in Viet Nam, so that the day is plain.
	const occurredAt = new Date(`${addDays(FIRST_DAY, day)}T05:00:00Z`);
	return {
		subjectId,
		id: `10000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
		kind,
		body,
		assistance: null,
		witnessId: null,
		helperId: null,
		learningPointId: null,
		contentHash: null,
		actorId: 'officer',
		occurredAt,
		recordedAt: occurredAt,
		...more
	};
}
