import { defineEnvVars } from '@sveltejs/kit/env';
import { SETTINGS } from '#lib/server/settings.ts';

export const variables = defineEnvVars(SETTINGS);
