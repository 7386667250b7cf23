import { newId } from '#lib/shared/ids.ts';
import { dayOf } from '#lib/shared/dates.ts';
import type { Target } from '#lib/access/permissions.ts';
import { scenes, type Cell } from './cells.ts';
import type { Cast } from './cast.ts';
import type { Entry } from './entries.ts';

const inWard = ({ wardCode = '', provinceCode = '' }: Target): Target => ({ wardCode, provinceCode });
const ward = ({ own }: Cast): Cell[] => [{ name: 'the page', params: {}, target: inWard(own.target) }];
const aClass = scenes(({ classId, target }) => ({ params: { id: classId }, target: inWard(target) }));

/** Somebody, and the house in which she lives: who witnesses there needs no open learning point. */
const person = scenes(
	({ personId, houseId }) => ({ params: { id: personId }, form: { place: `house:${houseId}` } }),
	(cast) => [
		{ name: 'erased', params: { id: cast.erased }, target: cast.own.target, gone: true },
		{ name: 'a group’s id', params: { id: cast.own.groupId }, target: null }
	]
);
const marks = ({ world, own, now }: Cast): Record<string, string> => ({
	...{ eventId: newId(now), standardHash: world.standard.hash, phone: 'drawn', place: `house:${own.houseId}` },
	...Object.fromEntries((world.standard.practicalCheck ?? []).map(({ id }) => [`mark-${id}`, 'not_yet']))
});

/** The third door: five tasks before a witness, and the sheets for where no network is. */
export const CHECK_ENTRIES: Record<string, Entry> = {
	'/(field)/practical-checks': { verb: 'practical_check.witness', cells: ward },
	'/(field)/people/[id]/practical-check': { verb: 'practical_check.witness', cells: person, form: marks },
	'/(field)/people/[id]/practical-check/paper': {
		verb: 'practical_check.witness',
		cells: person,
		form: (cast) => ({ ...marks(cast), on: dayOf(cast.now), witnessId: cast.world.cuaNam.trainer.id })
	},
	'/(field)/people/[id]/practical-check/sheet': { verb: 'practical_check.witness', cells: person },
	'/(field)/classes/[id]/practical-sheets': { verb: 'class.roll_call', cells: aClass }
};
