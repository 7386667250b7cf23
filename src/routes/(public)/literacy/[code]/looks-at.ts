import type { Actor } from '#lib/access/actor.ts';
import { may } from '#lib/access/permissions.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { placeLevel, type Place } from '#lib/territory/place.ts';

/** Where this reader may look on from the figure of a province or ward: its reports, its signals, a draw among its people. */
export function looksAt(actor: Actor, code: string, above: readonly Place[]): { href: string; title: string }[] {
	const level = placeLevel(code);
	const provinceCode = level === 'province' ? code : (above[0]?.code ?? '');
	const at = level === 'ward' ? { wardCode: code, provinceCode } : { provinceCode };
	const ward = level === 'ward';
	return [
		{
			...{ open: ward || level === 'province', verb: 'ward_report.read' as const },
			...{ href: `/reports/${code}`, title: m.periodic_title() }
		},
		{ open: ward, verb: 'signal.read' as const, href: `/signals?ward=${code}`, title: m.signal_title() },
		{ open: ward, verb: 'recheck.draw' as const, href: `/rechecks/new?ward=${code}`, title: m.province_draw() }
	].flatMap(({ open, verb, href, title }) => (open && may(actor, verb, at) ? [{ href, title }] : []));
}
