import type { RequestEvent } from '@sveltejs/kit';
import { listOpenItems } from '#lib/drills/server/asked.ts';
import { findDrill, type Drill } from '#lib/drills/server/drill.ts';
import { findPerson } from '#lib/people/server/person.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { notFound } from '#lib/shared/errors.ts';
import { learnerId, workRecord } from '../learner.ts';

/**
 * The drill that an address names, if it is hers; anybody else's reads as not found. What was ended under another record
 * of hers is hers to look at; what is open goes on only under the record that it was begun with.
 */
export async function ownDrill({ locals, params }: RequestEvent<{ id: string }>): Promise<Drill> {
	const personId = learnerId(locals);
	const drill = await findDrill(locals.db, params.id);
	if (!drill) throw notFound();
	if (drill.personId === workRecord(locals)) return drill;
	const owner = drill.endedAt ? await findPerson(locals.db, drill.personId) : null;
	if (owner?.id !== personId) throw notFound();
	return drill;
}

/** Where an open drill goes on: its first item without an answer, or its last one, whose answer ends it. */
export async function wayOn(db: Db, drill: Drill): Promise<string> {
	const [first = drill.form.length] = await listOpenItems(db, drill);
	return `/drills/${drill.id}/${first}`;
}
