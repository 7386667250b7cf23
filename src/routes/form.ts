import { error, fail, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { ZodType } from 'zod';
import { DomainError } from '#lib/shared/errors.ts';
import { handedBack } from './handed-back.ts';
import { problemText, refusalText } from './refusal.ts';

/** What a page shows again after a form was refused: nothing that was typed is lost. */
export interface Refused {
	typed: Record<string, string | string[]>;
	/** by field name, a sentence each */
	problems: Record<string, string>;
	/** one sentence about the whole, where it was not one field */
	refusal: string | null;
	code: string | null;
}

/**
 * Takes one form post: reads the fields (NFC, trimmed), checks that the person who filled it in is still the one who
 * is signed in, validates, and does the work. Bad fields are 422, a refusal of ours keeps its own status; both hand
 * back what was typed. If somebody else has signed in since, nothing is stored and the answer is handed back (409).
 */
export async function act<Input, Outcome>(
	event: RequestEvent,
	schema: ZodType<Input>,
	work: (input: Input, form: FormData) => Promise<Outcome>
): Promise<Outcome | ActionFailure<Refused>> {
	const form = await event.request.formData();
	const typed = readFields(form);
	checkSamePerson(event, typed);
	const parsed = schema.safeParse(typed);
	if (!parsed.success) {
		const problems: Record<string, string> = {};
		for (const issue of parsed.error.issues) problems[String(issue.path[0] ?? '')] ??= problemText(issue.message);
		return fail(422, { typed: shown(typed), problems, refusal: null, code: null });
	}
	try {
		return await work(parsed.data, form);
	} catch (refused) {
		if (!(refused instanceof DomainError) || refused.code === 'not_found') throw refused;
		return fail(refused.status, {
			typed: shown(typed),
			problems: {},
			refusal: refusalText(refused.code, refused.details),
			code: refused.code
		});
	}
}

const SECRET_FIELDS = ['password', 'oldPassword'];

function readFields(form: FormData): Record<string, string | string[]> {
	const typed: Record<string, string | string[]> = {};
	for (const name of new Set(form.keys())) {
		const values = form.getAll(name).map((value) => (typeof value === 'string' ? asTyped(name, value) : ''));
		typed[name] = values.length > 1 ? values : (values[0] ?? '');
	}
	return typed;
}

/** Spaces around a name are nobody's intention, and the letter NUL PostgreSQL does not take; in a password they count. */
function asTyped(name: string, value: string): string {
	return SECRET_FIELDS.includes(name) ? value : value.replaceAll('\0', '').normalize('NFC').trim();
}

/** Learners' forms must carry the sign-in they were shown under; others may. */
function checkSamePerson(event: RequestEvent, typed: Record<string, string | string[]>): void {
	const carried = typed['signIn'];
	if (carried === undefined && !event.route.id?.startsWith('/(learner)')) return;
	if (carried === (event.locals.signIn?.id ?? '')) return;
	error(409, refusalText('another_person'), {
		code: 'another_person',
		handedBack: handedBack(shown(typed))
	});
}

function shown(typed: Record<string, string | string[]>): Record<string, string | string[]> {
	return Object.fromEntries(Object.entries(typed).filter(([name]) => !SECRET_FIELDS.includes(name)));
}
