import { m } from '#lib/messages/compiled/messages.js';
import type { Refusal } from '#lib/practice/guard.ts';

/** Why something that was typed was not taken, in words. */
export function refusalWords(refusal: Refusal, address: { lower: string; upper: string }): string {
	const words = { address: address.lower, Address: address.upper };
	switch (refusal) {
		case 'id_number':
			return m.practice_refused_id_number(words);
		case 'card_number':
			return m.practice_refused_card_number(words);
		case 'phone_number':
			return m.practice_refused_phone_number(words);
		case 'one_time_code':
			return m.practice_refused_one_time_code(words);
		case 'password':
			return m.practice_refused_password(words);
	}
}
