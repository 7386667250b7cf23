import { may } from '#lib/access/permissions.ts';
import { notFound } from '#lib/shared/errors.ts';
import { placeLevel } from '#lib/territory/place.ts';

/** Throws 404 for what is no province, or one whose settings this reader may not change. */
export function maySet({ actor }: App.Locals, code: string): void {
	if (placeLevel(code) !== 'province' || !may(actor, 'province.set', { provinceCode: code })) throw notFound();
}
