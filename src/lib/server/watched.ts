import type { IncomingMessage } from 'node:http';

/** A folder's disk. */
export interface Room {
	folder: string;
	/** gigabytes, one place after the point */
	free: string;
	enough: boolean;
}

/** How the server stands that answered, for the administrator's page. */
export interface Standing {
	version: string;
	since: Date;
	disks: Room[];
	/** why background work does not run here, or null */
	jobsProblem: string | null;
	/** what was asked of it in the last five minutes */
	recent: { requests: number; failed: number; turnedAway: number; slow: number };
}

/**
 * One request, as the server and the pages tell each other about it: both are loaded apart, in one process, and meet in
 * Node's own object of the request.
 */
export interface Watched {
	/** by which people and the log name this request */
	id: string;
	/** the route that answered it, never its path */
	route: string;
	standing(): Standing;
}

export type WatchedRequest = IncomingMessage & { watched?: Watched };
