/** An answer, as a browser without script sees it. */
export interface Answer {
	status: number;
	/** where it leads, or nothing */
	location: string;
	text: string;
}

/** Keeps cookies and sends forms as our own pages do, with the sign-in that the last page was shown under. */
export class Browser {
	readonly #address: string;
	readonly #cookies = new Map<string, string>();
	#signIn: string | undefined;

	constructor(address: string) {
		this.#address = address;
	}

	get(path: string): Promise<Answer> {
		return this.#send(path, { method: 'GET' });
	}

	async post(path: string, form: Record<string, string>): Promise<Answer> {
		const signIn = this.#signIn ?? (await this.#readSignIn());
		return this.#send(path, { method: 'POST', body: new URLSearchParams({ ...form, ...(signIn && { signIn }) }) });
	}

	cookie(name: string): string | undefined {
		return this.#cookies.get(name);
	}

	set(name: string, value: string): void {
		this.#cookies.set(name, value);
	}

	/** The bar of every page carries it, for whoever is signed in. */
	async #readSignIn(): Promise<string> {
		const { text } = await this.get('/help');
		return /name="signIn" value="([^"]+)"/.exec(text)?.[1] ?? '';
	}

	async #send(path: string, init: RequestInit): Promise<Answer> {
		const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		const headers = { cookie, origin: this.#address, accept: 'text/html' };
		const response = await fetch(new URL(path, this.#address), { ...init, headers, redirect: 'manual' });
		for (const set of response.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
			if (value === '') this.#cookies.delete(name);
			else this.#cookies.set(name, value);
			if (name === 'session') this.#signIn = undefined;
		}
		return {
			status: response.status,
			location: response.headers.get('location') ?? '',
			text: await response.text()
		};
	}
}
