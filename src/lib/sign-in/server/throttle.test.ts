import { expect, test } from 'vitest';
import { networkOf } from '#lib/sign-in/server/throttle.ts';

test.each([
	['192.0.2.7', '192.0.2.7'],
	['::ffff:192.0.2.7', '192.0.2.7'],
	['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2'],
	['2001:0DB8:1:2::1', '2001:db8:1:2'],
	['2001:db8::1', '2001:db8:0:0'],
	['::1', '0:0:0:0'],
	['not an address', 'not an address'],
	['', '']
])('the address %j is throttled as %j', (address, network) => {
	expect(networkOf(address)).toBe(network);
});
