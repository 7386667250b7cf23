import type { Signal } from '#lib/indicators/signals.ts';
import { m } from '#lib/messages/compiled/messages.js';

/** What each signal is called, and what it may mean besides the worst. */
export const SIGNAL_WORDS: Record<Signal, { name: () => string; explain: () => string }> = {
	fast: { name: m.signal_fast, explain: m.signal_fast_text },
	alike: { name: m.signal_alike, explain: m.signal_alike_text },
	night: { name: m.signal_night, explain: m.signal_night_text },
	prompted: { name: m.signal_prompted, explain: m.signal_prompted_text },
	first_try: { name: m.signal_first_try, explain: m.signal_first_try_text },
	night_confirmations: { name: m.signal_night_confirmations, explain: m.signal_night_confirmations_text }
};
