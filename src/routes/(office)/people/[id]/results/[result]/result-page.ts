import { findModule } from '#lib/curriculum/library.ts';
import { readEvidence } from '#lib/ledger/server/evidence.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { notFound } from '#lib/shared/errors.ts';
import { readAsked } from '../../../../../asked-figure.ts';
import { readFor } from '../../../person-page.ts';

/** One result of a person, for an officer who may correct it; a result of somebody else is not found. */
export async function readResult(locals: App.Locals, { id, result }: { id: string; result: string }) {
	const { db, actor, library, now, language } = locals;
	const { standard } = readAsked(library, '', new URLSearchParams());
	const { person, eventId } = await readFor(locals, id, 'result.void');
	const { results } = await readEvidence(db, actor, person.id, standard, now);
	const found = results.find((one) => one.id === result);
	if (!found) throw notFound();
	const [first] = found.modules;
	const title =
		found.door === 'practical'
			? m.check_result_title()
			: found.door === 'whole' || !first
				? null
				: (findModule(library, first.module)?.title[language] ?? first.module);
	return {
		person,
		eventId,
		result: { id: found.id, day: found.day, title, assistance: found.assistance, voided: found.voided !== null }
	};
}
