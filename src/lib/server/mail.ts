import type { Settings } from '#lib/server/settings.ts';

/** A letter in plain words: no pictures, no hidden sight of who opened it, no address that follows whoever taps it. */
export interface Letter {
	/** made once for what it says: a mail server that gets it twice can tell */
	id: string;
	to: string;
	subject: string;
	/** lines of plain text */
	text: string;
}

export interface Mailer {
	/** Hands a letter to the mail server. Throws where the server does not take it, or does not answer in time. */
	send(letter: Letter): Promise<void>;
	/** Asks the mail server whether it would take letters from us. Throws where not. */
	check(): Promise<void>;
	close(): void;
}

/** Milliseconds for each step of talking to the mail server. */
const PATIENCE = 10_000;

/** The mail server that SMTP_URL names; null where none is set. Nothing is sent before the first letter. */
export async function openMailer({
	SMTP_URL,
	MAIL_FROM
}: Pick<Settings, 'SMTP_URL' | 'MAIL_FROM'>): Promise<Mailer | null> {
	if (SMTP_URL === undefined || MAIL_FROM === undefined) return null;
	const { createTransport } = await import('nodemailer');
	const { hostname, username, protocol } = new URL(SMTP_URL);
	const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
	const transport = createTransport({
		url: SMTP_URL,
		// Name and password go over TLS, or not at all.
		...(protocol === 'smtp:' && username !== '' && !isHere && { requireTLS: true }),
		...{ connectionTimeout: PATIENCE, greetingTimeout: PATIENCE, socketTimeout: PATIENCE },
		...{ disableFileAccess: true, disableUrlAccess: true }
	});
	const domain = MAIL_FROM.replace(/^.*@|>$/g, '');
	return {
		send: async ({ id, to, subject, text }) => {
			await transport.sendMail({
				...{ from: MAIL_FROM, to, subject, text, textEncoding: 'quoted-printable' },
				messageId: `<${id}@${domain}>`,
				// So that no holiday notice answers it.
				headers: { 'Auto-Submitted': 'auto-generated' }
			});
		},
		check: async () => {
			await transport.verify();
		},
		close: () => transport.close()
	};
}
