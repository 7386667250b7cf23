import type { Agent } from 'node:http';
import { ask } from '../bench/load.ts';

const QUESTIONS = 10;

/**
 * Somebody who takes one test after the other over HTTP, as a browser without script would, and remembers what she was
 * told is stored. Where her connection breaks she stops, and later sends again what was not confirmed.
 */
export class Learner {
	readonly personId: string;
	readonly #cookie: string;
	readonly #signIn: string;
	/** attempts whose submission was answered with a result */
	readonly confirmed: string[] = [];
	/** the open one */
	attempt: string | null = null;
	/** how many of its questions have a saved answer */
	answered = 0;

	constructor(personId: string, token: string) {
		this.personId = personId;
		this.#cookie = `session=${token}`;
		this.#signIn = token.split('.')[0] ?? '';
	}

	get isTakingATest(): boolean {
		return this.attempt !== null;
	}

	/** The next request of her test: its beginning, an answer, or its submission. */
	async goOn(agent: Agent, address: string): Promise<void> {
		const post = async (path: string, form: Record<string, string>) => {
			const answer = await ask(agent, address + path, {
				cookie: this.#cookie,
				form: { signIn: this.#signIn, ...form }
			});
			if (answer.status !== 303) throw new Error(`${path} answered ${answer.status}: ${answer.body.slice(0, 300)}`);
			return answer.location ?? '';
		};
		if (this.attempt === null) {
			const first = await post('/learn/vneid/test', { where: 'home' });
			this.attempt = first.split('/')[2] ?? '';
			this.answered = 0;
		} else if (this.answered < QUESTIONS) {
			await post(`/attempts/${this.attempt}/${this.answered + 1}`, { choice: 'unknown', page: '1' });
			this.answered += 1;
		} else {
			await post(`/attempts/${this.attempt}/submission`, { helped: 'none' });
			this.confirmed.push(this.attempt);
			this.attempt = null;
		}
	}
}
