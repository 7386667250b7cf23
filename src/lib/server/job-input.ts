import { z } from 'zod';

/** Which job is to run now. */
export const jobInput = z.object({ job: z.string({ error: 'invalid' }).regex(/^[a-z][a-z-]{0,60}$/, 'invalid') });
