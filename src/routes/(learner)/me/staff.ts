import { error } from '@sveltejs/kit';
import type { PersonActor } from '#lib/access/actor.ts';
import { refusalText } from '../../refusal.ts';

/** Who is signed in: `admit` lets nobody else in here. */
export function whoIsHere({ actor }: App.Locals): PersonActor {
	if (actor.kind === 'person') return actor;
	error(401, { status: 401, message: refusalText('sign_in_first'), code: 'sign_in_first' });
}
