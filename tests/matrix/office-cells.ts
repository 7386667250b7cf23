import type { Target } from '#lib/access/permissions.ts';
import { newId } from '#lib/shared/ids.ts';
import type { Cast } from './cast.ts';
import { scenes, type Cell } from './cells.ts';

/** A test may be witnessed wherever the learner sits; where, is said by the learning point in the form. */
export function anywhere(cast: Cast): Cell[] {
	return scenes(({ openId }) => ({ params: { id: openId }, target: cast.own.target, names: 'anywhere' }))(cast);
}

export function placeInBooks({ own, elsewhere }: Cast): Cell[] {
	const ward = ({ wardCode = '', provinceCode = '' }: Target) => ({
		params: { id: wardCode },
		target: { wardCode, provinceCode }
	});
	return [
		{ name: 'own ward', ...ward(own.target) },
		{ name: 'neighbouring ward', ...ward(elsewhere['neighbouring ward'].target) },
		{ name: 'other province’s ward', ...ward(elsewhere['other province'].target) },
		{ name: 'own province', params: { id: '01' }, target: { provinceCode: '01' } },
		{ name: 'other province', params: { id: '25' }, target: { provinceCode: '25' } },
		{ name: 'the country', params: { id: 'vn' }, target: {} },
		...['0', '-1', '99', '99999', 'VN', own.groupId, newId(new Date())].map((id) => ({
			name: `malformed: ${id}`,
			malformed: true as const,
			params: { id },
			target: null
		}))
	];
}

export function wards({ own, elsewhere }: Cast): Cell[] {
	const cell = (name: string, { wardCode = '', provinceCode = '' }: Target): Cell => ({
		name,
		params: { code: wardCode },
		target: { wardCode, provinceCode }
	});
	return [
		cell('own', own.target),
		cell('neighbouring ward', elsewhere['neighbouring ward'].target),
		cell('other province', elsewhere['other province'].target)
	];
}

export function provinces({ own }: Cast): Cell[] {
	const cell = (name: string, code: string, target: Target | null): Cell => ({ name, params: { code }, target });
	return [
		cell('own', '01', { provinceCode: '01' }),
		cell('other province', '25', { provinceCode: '25' }),
		...['0', '-1', '99', 'vn', '00082', own.groupId].map((code) => ({
			...cell(`malformed: ${code}`, code, null),
			malformed: true as const
		}))
	];
}

/** The list is one page; what is posted to it names people and groups. */
export function claims(cast: Cast): Cell[] {
	const pairs = Object.entries({ own: cast.own, ...cast.elsewhere });
	const claim = (personId: string, groupId: string) => ({ claim: `${newId(new Date())} ${personId} ${groupId}` });
	return [
		...pairs.map(([name, { claimantId, groupId, target }]) => ({
			name,
			params: {},
			target,
			form: claim(claimantId, groupId)
		})),
		...pairs.slice(1).map(([name, { claimantId }]) => ({
			name: `own group, person of ${name}`,
			params: {},
			target: null,
			form: claim(claimantId, cast.own.groupId)
		}))
	];
}
