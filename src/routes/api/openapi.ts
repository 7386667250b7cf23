import { PLACE_KINDS } from '#lib/territory/place.ts';

const count = { type: 'integer', minimum: 0 };
/** Null where it is hidden: it could point at one to four people. */
const hideable = { type: ['integer', 'null'], minimum: 0 };
const rate = { type: ['number', 'null'], minimum: 0 };
const text = { type: 'string' };
const day = { type: 'string', format: 'date' };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const KINDS = ['month', 'quarter', 'year', 'campaign'];
const DOUBTS = ['no_denominator', 'coverage', 'stale', 'numerator_above_denominator'];
const REASONS = [...DOUBTS, 'no_target', 'small_counts', 'reached', 'on_pace', 'behind', 'far_behind'];

/** An object with exactly these fields. */
function object(properties: Record<string, object>) {
	return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
}

function answers(schema: object, ...refusals: [string, string][]) {
	const content = (one: object) => ({ 'application/json': { schema: one } });
	const refused = refusals.map(([status, description]) => [status, { description, content: content(ref('Refusal')) }]);
	return { '200': { description: 'OK', content: content(schema) }, ...Object.fromEntries(refused) };
}

function inQuery(name: string, description: string, schema: object = text) {
	return { name, in: 'query', required: false, description, schema };
}

const counts = {
	groups: object({ declared: count, all: count }),
	adults: { ...hideable, description: 'resident and lodging, as declared; null where nobody has declared' },
	assessed: hideable,
	attained: hideable,
	witnessed: hideable,
	unknown: hideable,
	rate: { ...rate, description: 'attained ÷ adults, over the groups with a declaration' },
	witnessedRate: rate
};
const period = object({
	kind: { type: 'string', enum: KINDS },
	code: text,
	name: { type: ['string', 'null'] },
	from: day,
	to: day
});
const undeclared = object({ groups: count, assessed: hideable, attained: hideable });

/** The open interface, OpenAPI 3.1. A test holds every answer against it. */
export const openapi = {
	openapi: '3.1.0',
	info: {
		title: 'Học Số',
		version: '1',
		description:
			'Open figures on digital literacy: wards, provinces and the country. Counts that could point at somebody are null. Reaching this platform’s standard and being confirmed on VNeID are two things, never added.'
	},
	paths: {
		'/api/literacy/{code}': {
			get: {
				operationId: 'readLiteracy',
				summary: 'The figure of a place as of the last closed day, with its parts',
				parameters: [
					{ name: 'code', in: 'path', required: true, description: 'vn, a province’s or a ward’s code', schema: text },
					inQuery('standard', 'a standard’s id'),
					inQuery('as_of', 'another day; for whoever is signed in', day)
				],
				responses: answers(
					ref('Figure'),
					['401', 'another day, signed out'],
					['404', 'no such place or standard'],
					['422', 'no such day']
				)
			}
		},
		'/api/reports': {
			get: {
				operationId: 'listReports',
				summary: 'Approved and closed periodic reports of wards, the latest first, fifty at a time',
				parameters: [
					inQuery('place', 'a ward’s code'),
					inQuery('kind', 'which periods', { type: 'string', enum: KINDS }),
					inQuery('after', 'where the answer before ended: follow its `next`')
				],
				responses: answers(ref('Reports'), ['422', 'no such kind, or an `after` of another origin'])
			}
		},
		'/api/reports/provinces/{code}': {
			get: {
				operationId: 'readProvinceTotal',
				summary:
					'What the wards of a province have reported of a period, summed over those whose report hides no count',
				parameters: [
					{ name: 'code', in: 'path', required: true, description: 'a province’s code', schema: text },
					inQuery('kind', 'which periods; months without it', { type: 'string', enum: KINDS }),
					inQuery('day', 'the last day of the period; without it, the latest that a ward has reported', day)
				],
				responses: answers(ref('Total'), ['404', 'no such province'], ['422', 'no such kind or day'])
			}
		},
		'/api/openapi.json': {
			get: {
				operationId: 'readDescription',
				summary: 'This description',
				responses: answers({ type: 'object' })
			}
		}
	},
	components: {
		schemas: {
			Refusal: object({ error: text }),
			Figure: object({
				place: object({ code: text, name: text, kind: text }),
				standard: text,
				ageFrom: count,
				asOf: day,
				...counts,
				pace: object({
					colour: { type: 'string', enum: ['green', 'amber', 'red', 'grey'] },
					reason: { type: 'string', enum: REASONS }
				}),
				undeclared,
				parts: { type: 'array', items: ref('Figure') }
			}),
			Report: object({
				place: object({ code: text, name: text, kind: { type: 'string', enum: PLACE_KINDS }, province: text }),
				period,
				state: { type: 'string', enum: ['approved', 'closed'] },
				asOf: { ...day, description: 'the end of this day is what the figures tell' },
				knownAt: { type: 'string', format: 'date-time', description: 'until when they knew what had been entered' },
				document: { anyOf: [object({ number: text, symbol: text, day }), { type: 'null' }] },
				standard: object({ id: text, version: count }),
				ageFrom: count,
				...counts,
				doubt: { enum: [...DOUBTS, null] },
				undeclared
			}),
			Total: object({
				total: {
					anyOf: [
						object({
							place: object({ code: text, name: text, kind: text }),
							period,
							asOf: day,
							standard: object({ id: text, version: count }),
							ageFrom: count,
							wards: object({
								all: count,
								reported: { ...count, description: 'whose report is approved or closed' },
								counted: {
									...count,
									description: 'of these, those that stand in the sum: no count of theirs is hidden'
								}
							}),
							...counts,
							doubt: { enum: [...DOUBTS, null] }
						}),
						{ type: 'null' }
					]
				}
			}),
			Reports: object({
				reports: { type: 'array', items: ref('Report') },
				next: { type: ['string', 'null'], description: 'the path of the reports that follow' }
			})
		}
	}
};
