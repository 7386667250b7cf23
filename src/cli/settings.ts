import { StartFailure } from '#lib/server/db/start-failure.ts';
import { readSettings, type Settings } from '#lib/server/settings.ts';

/** The settings of this process. Throws a StartFailure that names every wrong one. */
export function requireSettings(): Settings {
	const settings = readSettings(process.env);
	if (Array.isArray(settings)) throw new StartFailure(settings.join('\n'));
	return settings;
}
