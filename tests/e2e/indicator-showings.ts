import type { Exhibits } from './exhibits.ts';
import { looks, submitEmpty, type Showing } from './showing.ts';
import { FAR_PROVINCE } from './supplement.ts';
import type { RunningWorld } from './world.ts';

const place = (_: Exhibits, { cuaNam }: RunningWorld) => ({ place: cuaNam.wardCode });
const of = (id: string) => (made: Exhibits, world: RunningWorld) => ({ id, ...place(made, world) });
const PLACE = '/(office)/indicators/[id]/[place]';

/** Indicators, as an officer of the ward and of its province see them. */
export const indicatorShowings = (): Showing[] => [
	...looks('/(public)/indicators/[id]', 'officer', () => ({ id: 'ky-nang-so-thiet-yeu' })),
	...looks('/(office)/indicators', 'officer', undefined, [
		{ state: 'of one set', query: '?set=front' },
		{ state: 'of a province', as: 'province' }
	]),
	...looks(PLACE, 'officer', of('dien-thoai-thong-minh'), [
		{ state: 'entered', of: of('xac-nhan-vneid') },
		{ state: 'of a province', as: 'province', of: () => ({ id: 'ky-nang-so-thiet-yeu', place: FAR_PROVINCE }) }
	]),
	...looks(`${PLACE}/value`, 'officer', of('xac-nhan-vneid'), [{ state: 'refused', then: submitEmpty }]),
	...looks(`${PLACE}/target`, 'officer', of('can-bo-ky-nang-so'), [
		{ state: 'from a template', query: '?template=1' },
		{ state: 'refused', then: submitEmpty }
	]),
	...looks('/(office)/plans/[place]', 'officer', place, [
		{ state: 'of an issuer', query: `?issuer=${encodeURIComponent('Ban Chỉ đạo Trung ương')}` }
	]),
	...looks('/(office)/criteria/[place]', 'officer', place)
];
