import { expect, test } from 'vitest';
import { fits, rolesAt } from '#lib/sign-in/role-places.ts';

const GROUP = '00000000-0000-7000-8000-000000000000';

test('a role is held at the kind of place that it is for', () => {
	expect(fits('head_of_group', GROUP)).toBe(true);
	expect(fits('head_of_group', '00082')).toBe(false);
	expect(fits('ward_officer', GROUP)).toBe(false);
	expect(fits('administrator', 'vn')).toBe(true);
	expect(fits('province_officer', 'nowhere')).toBe(false);
});

test('in a ward the roles of its groups are offered too', () => {
	expect(rolesAt('00082')).toEqual(['trainer', 'helper']);
	expect(rolesAt(GROUP)).toEqual(['helper']);
	expect(rolesAt('01'), 'two people decide about these').toEqual([]);
});
