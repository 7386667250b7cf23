import { expect, test } from 'vitest';
import { newId } from '#lib/shared/ids.ts';
import { classInput } from '#lib/classes/server/input.ts';

const form = {
	...{
		classId: newId(new Date('2026-11-20T05:00:00Z')),
		name: 'Lớp tối',
		learners: 'residents',
		modules: 'standard:a'
	},
	...{ learningPointId: newId(new Date('2026-11-20T05:00:00Z')), from: '01/02/2027', to: '28/02/2027' },
	...{ weekday: ['2', '4'], starts: '7h00', ends: '21:00' }
};
const read = (off?: string) => classInput.safeParse(off === undefined ? form : { ...form, off });

test('days off are written as days and spans of days, one after the other', () => {
	expect(read('05/02/2027 - 12/02/2027; 1/3/2027').data?.off).toEqual([
		{ from: '2027-02-05', to: '2027-02-12' },
		{ from: '2027-03-01', to: '2027-03-01' }
	]);
	expect(read('05-02-2027–12-02-2027').data?.off).toEqual([{ from: '2027-02-05', to: '2027-02-12' }]);
	expect(read('').data?.off).toEqual([]);
	expect(read().data?.off).toEqual([]);
});

test.each(['nghỉ Tết', '12/02/2027 - 05/02/2027', '30/02/2027', '05/02/2027 - 06/02/2027 - 07/02/2027'])(
	'%s is no day off, and the form says so',
	(off) => expect(read(off).error?.issues[0]?.message).toBe('class_off_wrong')
);
