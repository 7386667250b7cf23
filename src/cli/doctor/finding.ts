/** What the doctor found: good; look: it works, and will go wrong some day; bad: it is wrong now. */
export interface Finding {
	verdict: 'good' | 'look' | 'bad';
	/** one sentence: what is so, and where it is not good what to do */
	say: string;
}

export const good = (say: string): Finding => ({ verdict: 'good', say });
export const look = (say: string): Finding => ({ verdict: 'look', say });
export const bad = (say: string): Finding => ({ verdict: 'bad', say });
