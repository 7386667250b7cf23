import { DEFAULT_ADDRESS } from '#lib/curriculum/address.ts';
import type { Attempt } from '#lib/learning/server/attempt.ts';
import { readWholeForm } from '#lib/learning/server/whole-form.ts';
import { m } from '#lib/messages/compiled/messages.js';
import type { Db } from '#lib/server/db/connect.ts';
import type { Assistance } from '#lib/shared/log.ts';
import type { Refused } from '../../../../form.ts';
import { problemText } from '../../../../refusal.ts';

/**
 * What keeps a form from being handed in: open questions that nobody said to leave, and who helped. The answers are saved
 * by now; what was said beside them is handed back.
 */
export async function stillMissing(
	db: Db,
	attempt: Attempt,
	said: { anyway: boolean; helped: Assistance | undefined }
): Promise<Refused | null> {
	const open = (await readWholeForm(db, attempt, DEFAULT_ADDRESS)).filter((question) => !question.complete);
	const problems: Record<string, string> = {};
	if (open.length > 0 && !said.anyway) {
		problems[`q${open[0]?.n}`] = m.exams_form_open({ count: open.length, numbers: open.map(({ n }) => n).join(', ') });
	}
	if (!said.helped) problems['helped'] = problemText('help_missing');
	const typed = { ...(said.helped && { helped: said.helped }), ...(said.anyway && { anyway: 'yes' }) };
	return Object.keys(problems).length === 0 ? null : { typed, problems, refusal: null, code: null };
}
