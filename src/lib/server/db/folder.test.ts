import { expect, test } from 'vitest';
import { dataFolder } from './folder.ts';

test('the data lie in the checkout, or for root outside it, or where HOC_SO_DATA says', () => {
	expect(dataFolder('', '/home/lan/hoc-so', false)).toBe('/home/lan/hoc-so/.data/postgres');
	expect(dataFolder('', '/root/hoc-so', true)).toMatch(/^\/var\/lib\/hoc-so\/hoc-so-[0-9a-f]{8}$/);
	expect(dataFolder('/srv/data', '/root/hoc-so', true)).toBe('/srv/data');
});

test('two checkouts of one name have data of their own, however odd or long the name', () => {
	expect(dataFolder('', '/root/a/hoc-so', true)).not.toBe(dataFolder('', '/root/b/hoc-so', true));
	expect(dataFolder('', '/root/Học Số/', true)).toMatch(/^\/var\/lib\/hoc-so\/H-c-S--[0-9a-f]{8}$/);
	expect(dataFolder('', `/root/${'x'.repeat(200)}`, true).length).toBeLessThan(60);
});
