import { may, type Target, type Verb } from '#lib/access/permissions.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import type { Cast, Scene } from './cast.ts';
import { group, inQuery, nothing, scenes, type Cell } from './cells.ts';
import type { Entry } from './entries.ts';
import { wards } from './office-cells.ts';
import type { Outside } from './outside.ts';

/** A learning point lies in a ward, in no group. */
const inWard = ({ wardCode = '', provinceCode = '' }: Target): Target => ({ wardCode, provinceCode });

const today = ({ now }: Cast) => {
	const [year = '', month = '', day = ''] = dayOf(now).split('-');
	return { day, month, year };
};
const span = { fromMinute: '3', toMinute: '4' };
const ofPoint = (more: (outside: Outside) => Record<string, string> = () => ({})) =>
	scenes(
		({ outside, target }) => ({ params: { id: outside.pointId, ...more(outside) }, target: inWard(target) }),
		mixed(more)
	);
const spare = scenes(({ outside, target }) => ({ params: { id: outside.sparePointId }, target: inWard(target) }));
const team = scenes(({ outside }) => ({ params: { id: outside.teamId } }));
const member = scenes(
	({ outside }) => ({ params: { id: outside.teamId, member: outside.memberId } }),
	(cast) => foreign(cast, (own, other) => ({ id: own.outside.teamId, member: other.outside.memberId }))
);
const help = scenes(({ outside }) => ({ params: { id: outside.helpId } }));

/** The own point in the address, and of another place what hangs on it. */
function mixed(more: (outside: Outside) => Record<string, string>) {
	return (cast: Cast): Cell[] =>
		Object.keys(more(cast.own.outside)).length === 0
			? []
			: foreign(cast, (own, other) => ({ id: own.outside.pointId, ...more(other.outside) }));
}

function foreign(cast: Cast, params: (own: Scene, other: Scene) => Record<string, string>): Cell[] {
	return Object.entries(cast.elsewhere).map(([name, other]) => ({
		name: `own, with what hangs on ${name}`,
		params: params(cast.own, other),
		target: null
	}));
}

const of = (verb: Verb, cells: Entry['cells'], form?: Entry['form']): Entry => ({ verb, cells, ...(form && { form }) });
const open = (form?: Entry['form']): Entry => ({ verb: null, cells: nothing, ...(form && { form }) });
const inWardQuery = inQuery('ward', wards, 'code');
/** Looking at whom to send is for who may send somebody; of the team nobody plays here. */
const sends: Entry['also'] = (actor, target) => may(actor, 'help_request.assign', target);

/** Learning points, teams, help and reminders. */
export const TEAM_ENTRIES: Record<string, Entry> = {
	'/(public)/learning-points': open(),
	'/(public)/learning-points/[id]/poster': { verb: null, cells: ofPoint() },
	'/(learner)/me/help-request': open(() => ({ requestId: newId(new Date()), topic: 'device' })),
	'/(learner)/me/help-request/withdrawal': open(),

	'/(field)/points/day': open(),
	'/(field)/reminders': open(),
	'/(field)/teams': open(),
	'/(field)/teams/[id]': of('team.read', team),
	'/(field)/help-requests': open(),
	'/(field)/help-requests/[id]': of('help_request.read', help),
	'/(field)/help-requests/[id]/assignment': {
		...of('help_request.assign', help, ({ own }) => ({ memberId: own.outside.memberId }))
	},
	'/(field)/help-requests/[id]/outcome': {
		...of('help_request.finish', help, (cast) => ({ ...today(cast), outcome: 'helped' })),
		also: sends
	},
	'/(field)/help-requests/new': of(
		'help_request.take',
		({ own }) => [{ name: 'the page', params: {}, target: own.target }],
		(cast) => ({
			...today(cast),
			...{ requestId: newId(new Date()), name: 'Bà Tư', topic: 'device', suits: 'any', way: 'phone' },
			group: cast.own.groupId
		})
	),

	'/(office)/groups/[id]/call-list': of('phone.read', group),
	'/(office)/points': open(),
	'/(office)/points/new': of('learning_point.add', inWardQuery, () => ({
		...{ pointId: newId(new Date()), name: 'Điểm', address: 'Mẫu', kind: 'fixed' }
	})),
	'/(office)/points/[id]': of('learning_point.change', ofPoint()),
	'/(office)/points/[id]/details': of('learning_point.change', ofPoint(), () => ({
		...{ name: 'Điểm', address: 'Mẫu', kind: 'mobile' }
	})),
	'/(office)/points/[id]/end': of('learning_point.change', spare, today),
	'/(office)/points/[id]/hours': of('learning_point.change', ofPoint(), (cast) => ({
		...today(cast),
		...span,
		...{ hoursId: newId(new Date()), weekdays: '1' }
	})),
	'/(office)/points/[id]/hours/[hours]/end': of(
		'learning_point.change',
		ofPoint(({ hoursId }) => ({ hours: hoursId })),
		today
	),
	'/(office)/points/[id]/stops': of('learning_point.change', ofPoint(), (cast) => ({
		...today(cast),
		...{ stopId: newId(new Date()), place: 'Chợ', fromMinute: '5', toMinute: '6' }
	})),
	'/(office)/points/[id]/stops/[stop]/removal': of(
		'learning_point.change',
		ofPoint(({ stopId }) => ({ stop: stopId }))
	),
	'/(office)/teams/new': of('team.keep', inWardQuery, (cast) => ({
		...today(cast),
		...{ teamId: newId(new Date()), name: 'Tổ', place: cast.own.target.wardCode ?? '', decisionNumber: '' }
	})),
	'/(office)/teams/[id]/details': of('team.keep', team, (cast) => ({
		...today(cast),
		...{ name: 'Tổ', place: cast.own.groupId, decisionNumber: '' }
	})),
	'/(office)/teams/[id]/invitation': of('team.keep', team, () => ({
		...{ formId: 'x', fullName: 'Bà Mẫu Mời', birthYear: '1970' }
	})),
	'/(office)/teams/[id]/members': of('team.keep', team, (cast) => ({
		...today(cast),
		...{ memberId: newId(new Date()), personId: cast.own.personId, part: 'member' }
	})),
	'/(office)/teams/[id]/members/[member]/end': of('team.keep', member, today),
	'/(office)/teams/[id]/members/[member]/training': of('team.keep', member, today),
	'/(office)/teams/[id]/points': of('team.keep', team),
	// Last: afterwards nobody can be added.
	'/(office)/teams/[id]/end': of('team.keep', team, today)
};
