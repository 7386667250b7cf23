import type { Target } from '#lib/access/permissions.ts';
import { dayOf, writeDay } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import type { Cast, Scene } from './cast.ts';
import { scenes, type Cell } from './cells.ts';
import type { Entry } from './entries.ts';

/** A campaign and a plan lie in a ward, in no group. */
const inWard = ({ wardCode = '', provinceCode = '' }: Target): Target => ({ wardCode, provinceCode });
const ward = ({ own }: Cast): Cell[] => [{ name: 'the page', params: {}, target: inWard(own.target) }];
const campaign = scenes(({ campaignId, target }) => ({ params: { id: campaignId }, target: inWard(target) }));
const ofWard = ({ target }: Scene) => target.wardCode ?? '';
const report = scenes(
	(scene, { now }) => ({
		params: { id: scene.campaignId, ward: ofWard(scene), day: dayOf(now) },
		target: inWard(scene.target)
	}),
	({ own, elsewhere, now }) =>
		[elsewhere['neighbouring ward'], elsewhere['other province']].map((scene, n) => ({
			name: `own campaign, ward ${n} that takes no part`,
			params: { id: own.campaignId, ward: ofWard(scene), day: dayOf(now) },
			target: null
		}))
);
// Another verb writes than looks, so that what nobody has is said to be gone.
const plan = (cast: Cast): Cell[] =>
	scenes((scene) => ({ params: { ward: ofWard(scene) }, target: inWard(scene.target) }))(cast).map((cell) =>
		cell.malformed ? { ...cell, gone: true } : cell
	);
const item = scenes((scene) => ({
	params: { ward: ofWard(scene), item: scene.planItemId },
	target: inWard(scene.target)
}));
const today = ({ now }: Cast) => {
	const [year = '', month = '', day = ''] = dayOf(now).split('-');
	return { day, month, year };
};
const planned = (cast: Cast) => ({
	...{ itemId: newId(new Date()), content: 'Việc', owner: 'Ai', measure: 'Kết quả', state: 'todo' },
	...today(cast)
});
/** Whoever may set services of the country, or of a province. */
const services = ({ own: { target } }: Cast): Cell[] => [
	{ name: 'the page', params: {}, target: {}, work: { target: { provinceCode: target.provinceCode ?? '' } } }
];

/** Support given, campaigns and their reports, services, plans. */
export const CAMPAIGN_ENTRIES: Record<string, Entry> = {
	'/(field)/support': { verb: 'support.give', cells: supportPage },
	'/(field)/support/new': {
		verb: 'support.give',
		cells: supportPage,
		form: (cast) => ({
			...{ supportId: newId(new Date()), serviceId: 'online-file', who: '', actions: '1', force: 'youth' },
			...{ place: cast.own.target.wardCode ?? '', campaignId: '', ...today(cast) }
		})
	},
	// Nobody who plays here has noted any of them.
	'/(field)/support/[id]/withdrawal': {
		verb: 'support.give',
		cells: scenes(({ supportId }) => ({ params: { id: supportId } })),
		also: () => false
	},
	'/(office)/campaigns': { verb: 'campaign.read', cells: ward },
	'/(office)/campaigns/new': {
		verb: 'campaign.start',
		cells: ward,
		form: ({ own, now }) => ({
			...{ campaignId: newId(new Date()), name: 'Đợt thử', from: writeDay(dayOf(now)), to: writeDay(dayOf(now)) },
			...{ reportHour: '20', wards: ofWard(own) }
		})
	},
	'/(office)/campaigns/[id]': { verb: 'campaign.read', cells: campaign },
	'/(office)/campaigns/[id]/copy': { verb: 'campaign.read', cells: campaign },
	'/(office)/campaigns/[id]/commendation': { verb: 'campaign.commend', cells: campaign },
	'/(office)/campaigns/[id]/reports/[ward]/[day]': { verb: 'campaign.read', cells: report },
	'/(office)/campaigns/[id]/reports/[ward]/[day]/submission': { verb: 'report.submit', cells: report },
	'/(office)/campaigns/[id]/reports/[ward]/[day]/return': {
		verb: 'report.approve',
		cells: report,
		form: () => ({ note: 'Thiếu' })
	},
	'/(office)/campaigns/[id]/reports/[ward]/[day]/approval': { verb: 'report.approve', cells: report },
	'/(office)/campaigns/[id]/reports/[ward]/[day]/closing': { verb: 'report.close', cells: report },
	'/(office)/services': {
		verb: 'service.set',
		cells: services,
		form: () => ({ serviceId: newId(new Date()), place: 'vn', name: 'Dịch vụ thử', means: '' })
	},
	'/(office)/services/[id]': {
		verb: 'service.set',
		cells: () => [
			{ name: 'the country’s', params: { id: 'online-file' }, target: {} },
			...['0', 'none', "x'--", '%00'].map((id) => ({
				...{ name: `malformed: ${id}`, params: { id }, target: null },
				malformed: true as const
			}))
		],
		form: () => ({ name: 'Nộp hồ sơ', means: '', ended: 'no' })
	},
	'/(office)/plan/[ward]': { verb: 'plan.read', writing: 'plan.set', cells: plan, form: planned },
	'/(office)/plan/[ward]/copy/[form]': {
		verb: 'plan.read',
		cells: (cast) => plan(cast).map((cell) => ({ ...cell, params: { ...cell.params, form: 'pdf' } }))
	},
	'/(office)/plan/[ward]/items/[item]': { verb: 'plan.set', cells: item, form: planned }
};

function supportPage({ own }: Cast): Cell[] {
	return [{ name: 'the page', params: {}, target: own.target }];
}
