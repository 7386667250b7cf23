import type { Target } from '#lib/access/permissions.ts';
import { newId } from '#lib/shared/ids.ts';
import type { Cast } from './cast.ts';
import { nothing, scenes, type Cell } from './cells.ts';
import type { Entry } from './entries.ts';

/** A class lies where its learning point does: in a ward, in no group. */
const inWard = ({ wardCode = '', provinceCode = '' }: Target): Target => ({ wardCode, provinceCode });
const ward = ({ own }: Cast): Cell[] => [{ name: 'the page', params: {}, target: inWard(own.target) }];
const one = scenes(({ classId, target }) => ({ params: { id: classId }, target: inWard(target) }));
const elsewhere = (param: 'meeting' | 'person') => (cast: Cast) =>
	Object.entries(cast.elsewhere).map(([name, scene]) => ({
		name: `own class, ${param} of ${name}`,
		params: { id: cast.own.classId, [param]: param === 'meeting' ? scene.meetingId : scene.personId },
		target: null
	}));
const meeting = scenes(
	({ classId, meetingId, target }) => ({ params: { id: classId, meeting: meetingId }, target: inWard(target) }),
	elsewhere('meeting')
);
/** Whoever may end it does, and then she is enrolled no longer. */
const enrolled = scenes(({ classId, personId, target }) => ({
	gone: true,
	params: { id: classId, person: personId },
	target: inWard(target)
}));
/** Only the learner of the own scene is enrolled in one, until somebody ends that. */
const own = (cast: Cast): Cell[] => {
	const [first, ...others] = scenes(({ classId }) => ({ params: { id: classId }, target: null }))(cast);
	return [...(first ? [{ ...first, target: {}, only: cast.learner, gone: true as const }] : []), ...others];
};

/** Classes, their evenings and their boards. */
export const CLASS_ENTRIES: Record<string, Entry> = {
	'/(field)/classes': { verb: 'class.roll_call', cells: ward },
	'/(field)/classes/new': {
		verb: 'class.open',
		cells: ward,
		form: ({ world, now }) => ({
			...{ classId: newId(now), name: 'Lớp', learningPointId: world.cuaNam.learningPointId, learners: 'residents' },
			...{ modules: `standard:${world.standard.id}`, from: '22/11/2026', to: '29/11/2026', weekday: '1' },
			...{ starts: '19:00', ends: '21:00' }
		})
	},
	'/(field)/classes/[id]': { verb: 'class.roll_call', cells: one },
	'/(field)/classes/[id]/board': { verb: 'class_board.read', cells: one },
	'/(field)/classes/[id]/details': {
		verb: 'class.run',
		cells: one,
		form: () => ({ name: 'Lớp', starts: '19:00', ends: '21:00' })
	},
	'/(field)/classes/[id]/closure': {
		verb: 'class.run',
		cells: one,
		form: () => ({ day: '1', month: '11', year: '2026' })
	},
	'/(field)/classes/[id]/enrolment': {
		verb: 'class.run',
		cells: one,
		form: ({ own }) => ({ person: own.personId, way: 'list', day: '1', month: '11', year: '2026' })
	},
	'/(field)/classes/[id]/enrolment/[person]/end': { verb: 'class.run', cells: enrolled },
	'/(field)/classes/[id]/enrolment/list': { verb: 'class.run', cells: one, form: () => ({ pasted: 'Phạm Mẫu' }) },
	'/(field)/classes/[id]/meetings/[meeting]': {
		verb: 'class.roll_call',
		cells: meeting,
		form: ({ own }) => ({ [`mark-${own.personId}`]: 'present', [`was-${own.personId}`]: '' })
	},
	'/(field)/classes/[id]/meetings/[meeting]/cancellation': { verb: 'class.run', cells: meeting },
	'/(field)/classes/[id]/meetings/[meeting]/sheet': { verb: 'class.roll_call', cells: meeting },
	'/(field)/classes/[id]/meetings/new': {
		verb: 'class.run',
		cells: one,
		form: ({ now }) => ({ meetingId: newId(now), day: '1', month: '12', year: '2026', starts: '19:00', ends: '21:00' })
	},
	'/(learner)/me/classes': { verb: null, cells: nothing },
	'/(learner)/me/classes/[id]': { verb: null, cells: own },
	'/(learner)/me/classes/[id]/leaving': { verb: null, cells: own }
};
