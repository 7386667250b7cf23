import type { Actor } from '#lib/access/actor.ts';
import { may, type Target } from '#lib/access/permissions.ts';
import { dayOf, writeDay } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import type { Cast } from './cast.ts';
import { nothing, scenes, type Cell } from './cells.ts';
import type { Entry } from './entries.ts';

/** Agencies and duties lie in a ward, in no group. */
const inWard = ({ wardCode = '', provinceCode = '' }: Target): Target => ({ wardCode, provinceCode });
const ward = ({ own }: Cast): Cell[] => [{ name: 'the page', params: {}, target: inWard(own.target) }];
const agency = scenes(({ office, target }) => ({ params: { id: office.agencyId }, target: inWard(target) }));
const post = scenes(
	({ office, target }) => ({ params: { id: office.agencyId, post: office.postId }, target: inWard(target) }),
	({ own, elsewhere }) =>
		Object.entries(elsewhere).map(([name, { office }]) => ({
			name: `own agency, post of ${name}`,
			params: { id: own.office.agencyId, post: office.postId },
			target: null
		}))
);
const duty = scenes(({ office, target }) => ({ params: { id: office.dutyId }, target: inWard(target) }));
const bound = scenes(
	({ office, target }) => ({ params: { id: office.dutyId, person: office.officialId }, target: inWard(target) }),
	({ own, elsewhere }) =>
		Object.entries(elsewhere).map(([name, { office }]) => ({
			name: `own duty, official of ${name}`,
			params: { id: own.office.dutyId, person: office.officialId },
			target: null
		}))
);
/** Whoever may take it back does, and then it is in force no longer. */
const waiver = scenes(
	({ office: { dutyId, officialId, waiverId }, target }) => ({
		params: { id: dutyId, person: officialId, waiver: waiverId },
		target: inWard(target),
		gone: true
	}),
	({ own, elsewhere }) =>
		Object.entries(elsewhere).map(([name, { office }]) => ({
			name: `own official, waiver of ${name}`,
			params: { id: own.office.dutyId, person: own.office.officialId, waiver: office.waiverId },
			target: null
		}))
);
/** Like a waiver: whoever may takes it back. */
const completion = scenes(
	({ office: { dutyId, officialId, completionId }, target }) => ({
		params: { id: dutyId, person: officialId, completion: completionId },
		target: inWard(target),
		gone: true
	}),
	({ own, elsewhere }) =>
		Object.entries(elsewhere).map(([name, { office }]) => ({
			name: `own official, completion of ${name}`,
			params: { id: own.office.dutyId, person: own.office.officialId, completion: office.completionId },
			target: null
		}))
);
/** A head of agency sees only where she holds a post herself, and none who plays here does. */
const notAsHead = (actor: Actor, target: Target) =>
	actor.kind === 'person' &&
	may({ ...actor, grants: actor.grants.filter(({ role }) => role !== 'head_of_agency') }, 'agency.read', target);
const today = ({ now }: Cast) => {
	const [year = '', month = '', day = ''] = dayOf(now).split('-');
	return { day, month, year };
};
const order = ({ own, now }: Cast) => ({
	...{ id: newId(now), place: own.target.wardCode ?? '', title: 'Thử', orderNumber: '1', issuer: 'UBND' },
	...{ orderedOn: writeDay(dayOf(now)), startsOn: writeDay(dayOf(now)), modules: 'thu-va-van-ban-cong-vu' },
	...{ dueKind: 'months', dueCount: '3', validMonths: '12' }
});

/** Agencies with their officials, duties with those whom they bind, and one's own duties. */
export const COMPLIANCE_ENTRIES: Record<string, Entry> = {
	'/(field)/agencies': { verb: 'agency.read', cells: ward },
	'/(field)/agencies/new': {
		verb: 'agency.keep',
		cells: ward,
		form: ({ own, now }) => ({ id: newId(now), place: own.target.wardCode ?? '', name: 'Mới', kind: 'front' })
	},
	'/(field)/agencies/[id]': { verb: 'agency.read', also: notAsHead, cells: agency },
	'/(field)/agencies/[id]/roster': { verb: 'agency.keep', cells: agency },
	'/(field)/agencies/[id]/roster/intake': { verb: 'agency.keep', cells: agency, form: () => ({ lines: '[]' }) },
	'/(field)/agencies/[id]/posts/new': {
		verb: 'agency.keep',
		cells: agency,
		form: (cast) => ({
			...{ postId: newId(cast.now), personId: newId(cast.now), eventId: newId(cast.now), fullName: 'Phạm Mẫu Mới' },
			...{ birthYear: '1980', position: 'Chuyên viên', kind: 'cadre' },
			...today(cast)
		})
	},
	'/(field)/agencies/[id]/posts/[post]/end': { verb: 'agency.keep', cells: post, form: today },
	'/(office)/duties': { verb: 'duty.read', cells: ward },
	'/(office)/duties/new': { verb: 'duty.impose', cells: ward, form: order },
	'/(office)/duties/[id]': { verb: 'duty.read', cells: duty },
	'/(office)/duties/[id]/end': { verb: 'duty.impose', cells: duty, form: today },
	'/(office)/duties/[id]/people/[person]': { verb: 'duty.read', cells: bound },
	'/(office)/duties/[id]/people/[person]/waiver': {
		verb: 'cycle.waive',
		cells: bound,
		form: ({ now }) => ({ id: newId(now), kind: 'waived', reason: 'leave', until: '' })
	},
	'/(office)/duties/[id]/people/[person]/completion': {
		verb: 'completion.see',
		cells: bound,
		form: (cast) => ({
			...{ id: newId(cast.now), modules: 'thu-va-van-ban-cong-vu', platform: 'Nền tảng', code: 'A' },
			...today(cast)
		})
	},
	'/(office)/duties/[id]/people/[person]/waivers/[waiver]/withdrawal': { verb: 'cycle.waive', cells: waiver },
	'/(office)/duties/[id]/people/[person]/completions/[completion]/withdrawal': {
		verb: 'completion.see',
		cells: completion
	},
	'/(learner)/me/duties': { verb: null, cells: nothing }
};
