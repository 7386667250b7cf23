import { m } from '#lib/messages/compiled/messages.js';

type Texts = Record<string, ((values: Record<string, string | number>) => string) | undefined>;

/** The sentence for a refusal's code, `error_<code>`, in the reader's language. */
export function refusalText(code: string, details: Record<string, string | number> = {}): string {
	const text = (m as unknown as Texts)[`error_${code}`] ?? (m as unknown as Texts)['error_unexpected'];
	return text ? text(details) : code;
}

/** The sentence beside a field that was filled in wrongly, `problem_<code>`. */
export function problemText(code: string): string {
	const text = (m as unknown as Texts)[`problem_${code}`] ?? (m as unknown as Texts)['problem_invalid'];
	return text ? text({}) : code;
}
