import { z } from 'zod';
import { readVerificationCode, REVOCATION_REASONS } from '#lib/certificates/certificate.ts';

export const revocationInput = z.object({ reason: z.enum(REVOCATION_REASONS, { error: 'nothing_chosen' }) });

export const codeInput = z.object({
	code: z.string({ error: 'invalid' }).transform((typed, ctx) => {
		const code = readVerificationCode(typed);
		if (code !== null) return code;
		ctx.addIssue({ code: 'custom', message: 'certificate_code' });
		return z.NEVER;
	})
});
