import type { Role } from '#lib/access/roles.ts';

/** A role that is in force today, at a place: `vn`, a province's code, a ward's code or a residential group's id. */
export interface Grant {
	role: Role;
	place: string;
}

export interface PersonActor {
	kind: 'person';
	/** the person's id */
	id: string;
	/** the record she signed in with, where a merge has made another one stand for her */
	recordId?: string;
	signInId: string;
	grants: Grant[];
	/** where the request came from, for the audit: see `networkOrigin` */
	origin?: string;
}

/** Work that no person started: named, so that the log and the audit say which. */
export interface SystemActor {
	kind: 'system';
	id: 'system:console' | 'system:sample' | 'system:clock';
}

export interface AnonymousActor {
	kind: 'anonymous';
	id: 'anonymous';
	origin?: string;
}

/** Who does it. Every domain function takes one; there is no hidden current user. */
export type Actor = PersonActor | SystemActor | AnonymousActor;

export const anonymous: AnonymousActor = { kind: 'anonymous', id: 'anonymous' };
/** An administrator at the installation's own command line. */
export const atConsole: SystemActor = { kind: 'system', id: 'system:console' };
/** What invents the sample data. */
export const sampleMaker: SystemActor = { kind: 'system', id: 'system:sample' };
/** Time itself: what was announced and nobody refused, it carries out. */
export const clock: SystemActor = { kind: 'system', id: 'system:clock' };

/**
 * Under which record what somebody does for herself is kept: the one that she signed in with. So whatever two people
 * learn while they are wrongly taken for one is each one's own again once that is undone.
 */
export function recordOf(actor: Actor, personId: string): string {
	return actor.kind === 'person' && actor.id === personId ? (actor.recordId ?? personId) : personId;
}
