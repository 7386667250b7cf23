import { afterEach, beforeEach, expect, test } from 'vitest';
import { openMailer, type Letter, type Mailer } from '#lib/server/mail.ts';
import { readSettings } from '#lib/server/settings.ts';
import { startMailServer, type MailServer } from '#lib/server/smtp.fixture.ts';

const LETTER: Letter = {
	...{ id: 'cycle-1.mail.30', to: 'lan@phuong.test', subject: 'Nhắc: còn 30 ngày để học "An toàn thông tin" ở phường' },
	text: 'Chào bà Nguyễn Thị Lan,\n\nCòn 30 ngày.\n.một dòng bắt đầu bằng dấu chấm\n'
};

let server: MailServer;
let mailer: Mailer | null;
beforeEach(async () => {
	server = await startMailServer();
	mailer = await openMailer({ SMTP_URL: server.url, MAIL_FROM: 'Học Số <hocso@phuong.test>' });
});
afterEach(async () => {
	mailer?.close();
	await server.close();
});

test('a letter in Vietnamese arrives whole, its subject and sender too, in letters that every server passes on', async () => {
	await mailer?.send(LETTER);
	const [message = ''] = server.messages;
	expect(Buffer.from(message, 'latin1').every((byte) => byte < 128)).toBe(true);
	const [head = '', ...body] = message.split('\r\n\r\n');
	expect(decoded(header(head, 'Subject'))).toBe(LETTER.subject);
	expect(decoded(header(head, 'From'))).toBe('Học Số <hocso@phuong.test>');
	expect(header(head, 'Message-ID')).toBe('<cycle-1.mail.30@phuong.test>');
	expect(header(head, 'Auto-Submitted')).toBe('auto-generated');
	expect(
		quoted(body.join('\r\n\r\n').replace(/=\r\n/g, ''), /=([0-9A-F]{2})/g)
			.replaceAll('\r\n', '\n')
			.trim()
	).toBe(LETTER.text.trim());
});

test('a letter is plain text alone: nothing in it tells who opened it', async () => {
	await mailer?.send(LETTER);
	expect(server.messages[0]).toMatch(/Content-Type: text\/plain; charset=utf-8/i);
	expect(server.messages[0]).not.toMatch(/html|multipart|<img/i);
});

test('a second line in a subject or an address becomes no header of its own', async () => {
	await mailer?.send({ ...LETTER, subject: 'Nhắc\r\nBcc: all@phuong.test' });
	expect(server.messages[0]).not.toMatch(/^Bcc/im);
});

test('a letter that the server does not take is an error, and the next one goes', async () => {
	server.refused.add(LETTER.to);
	await expect(mailer?.send(LETTER)).rejects.toMatchObject({ code: 'EENVELOPE' });
	await mailer?.send({ ...LETTER, to: 'hoa@phuong.test' });
	expect(server.messages).toHaveLength(1);
});

test('whether the server would take letters can be asked', async () => {
	await mailer?.check();
	expect(server.messages).toEqual([]);
	await server.close();
	await expect(mailer?.check()).rejects.toThrow();
	server = await startMailServer();
});

test('without a mail server there is none, and one without a sender stops the start', async () => {
	expect(await openMailer({ SMTP_URL: undefined, MAIL_FROM: undefined })).toBeNull();
	expect(readSettings({ SMTP_URL: 'smtp://mail.test' })).toEqual(['MAIL_FROM must be set too where SMTP_URL is.']);
	expect(readSettings({ SMTP_URL: 'http://mail.test', MAIL_FROM: 'a@b@c' })).toEqual([
		'SMTP_URL must be an address such as smtps://user:password@host:465.',
		'MAIL_FROM must be an address such as hocso@example.vn or Học Số <hocso@example.vn>.'
	]);
});

test('a name and password never go to another machine without TLS', async () => {
	const { port } = new URL(server.url);
	// A name for this machine that is not known as one; it offers no TLS.
	const other = await openMailer({ SMTP_URL: `smtp://user:secret@127.1:${port}`, MAIL_FROM: 'a@b.test' });
	await expect(other?.send(LETTER)).rejects.toMatchObject({ code: 'ETLS' });
	other?.close();
	expect(server.messages).toEqual([]);
});

function header(head: string, name: string): string {
	const unfolded = head.replace(/\r\n[ \t]/g, ' ');
	return new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1] ?? '';
}

function decoded(text: string): string {
	return text
		.replace(/\?=\s+=\?/g, '?==?')
		.replace(/=\?utf-8\?([qb])\?(.*?)\?=/gi, (_, kind: string, code: string) =>
			kind.toLowerCase() === 'b'
				? Buffer.from(code, 'base64').toString('latin1')
				: code
						.replaceAll('_', ' ')
						.replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)))
		)
		.replace(/[\x80-\xff]+/g, (bytes) => Buffer.from(bytes, 'latin1').toString('utf8'));
}

function quoted(text: string, code: RegExp): string {
	const bytes = text.replace(code, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString('utf8');
}
