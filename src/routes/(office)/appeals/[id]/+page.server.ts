import { redirect } from '@sveltejs/kit';
import { addressFor } from '#lib/curriculum/address.ts';
import { findModule } from '#lib/curriculum/library.ts';
import { answerAppeal, readAppeal } from '#lib/learning/server/appeals.ts';
import { explainAttempt } from '#lib/learning/server/explaining.ts';
import { appealAnswerInput } from '#lib/learning/server/input.ts';
import { markAttempt } from '#lib/learning/server/submit.ts';
import { act } from '../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

/** An appeal with what it is about: the question as she answered it, or how many were right. A look at it is noted. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, library, language, now } = locals;
	const { appeal, person, attempt, answeredByName, mayAnswer } = await readAppeal(db, actor, params.id, now);
	const module = findModule(library, attempt.form[0]?.module ?? '');
	const address = addressFor('officials', locals.address);
	const marks = await markAttempt(db, attempt);
	return {
		appeal,
		answeredByName,
		mayAnswer,
		address,
		title: module?.title[language] ?? attempt.test,
		person: { name: person.fullName, groupName: person.residence?.groupName ?? null },
		asked: marks.length,
		right: marks.filter((mark) => mark.right).length,
		question: appeal.question === 0 ? null : ((await explainAttempt(db, attempt, address)).get(appeal.question) ?? null)
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, appealAnswerInput, async (answer) => {
			const { db, actor, now } = event.locals;
			await answerAppeal(db, actor, { ...answer, appealId: event.params.id }, now);
			redirect(303, '/appeals?answered');
		})
};
