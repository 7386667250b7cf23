import { monitorEventLoopDelay } from 'node:perf_hooks';

/** In which order requests are turned away where more is asked than can be done: figures first, a saving never. */
export type Kind = 'figures' | 'files' | 'lessons' | 'saving';

/**
 * From how many requests under way a kind is turned away; from a quarter as many where the process is late by so many
 * milliseconds. Late with little to do, it is kept from working by others: turning anybody away would help nobody.
 */
export type Limits = Record<Exclude<Kind, 'saving'>, { running: number; delay: number }>;

const LIMITS: Limits = {
	figures: { running: 100, delay: 200 },
	files: { running: 150, delay: 400 },
	lessons: { running: 200, delay: 800 }
};

const RESOLUTION = 20;
const WINDOW = 1_000;

/** How much this process has to do at the moment. */
export class Load {
	readonly #limits: Limits;
	readonly #histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
	#running = 0;
	#delay = 0;

	/** `startDelay` is taken for the process's delay until it is measured. */
	constructor(limits: Limits = LIMITS, startDelay = 0) {
		this.#delay = startDelay;
		this.#limits = limits;
		this.#histogram.enable();
		setInterval(() => this.#look(), WINDOW).unref();
	}

	/** Which kind is turned away, the one that matters most; null when all is answered. */
	get turnedAway(): Exclude<Kind, 'saving'> | null {
		return (['lessons', 'files', 'figures'] as const).find((kind) => this.turnsAway(kind)) ?? null;
	}

	turnsAway(kind: Kind): boolean {
		if (kind === 'saving') return false;
		const { running, delay } = this.#limits[kind];
		return this.#running >= (this.#delay > delay ? running / 4 : running);
	}

	/** Counts a piece of work for as long as it runs. */
	async during<Result>(work: () => Promise<Result>): Promise<Result> {
		this.#running += 1;
		try {
			return await work();
		} finally {
			this.#running -= 1;
		}
	}

	#look(): void {
		const { mean } = this.#histogram;
		this.#delay = Number.isNaN(mean) ? 0 : Math.max(0, mean / 1e6 - RESOLUTION);
		this.#histogram.reset();
	}
}
