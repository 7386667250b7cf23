import { m } from '#lib/messages/compiled/messages.js';
import { writePdf } from '#lib/server/pdf.ts';
import type { Language } from '#lib/shared/ratio.ts';
import { qrOf } from '#lib/sign-in/qr.ts';
import { writeVerificationCode, type CertificateFacts } from '#lib/certificates/certificate.ts';
import { certificateLines, paperTitle } from '#lib/certificates/words.ts';

export interface PrintedCertificate {
	certificate: CertificateFacts & { code: string };
	/** of today */
	name: string;
	/** where it was issued, in full */
	place: string | null;
	/** what the address in the QR begins with */
	origin: string;
	/** whether the data are invented, which the paper then says */
	sample: boolean;
}

/** A paper as a PDF of one page. As long as the name stays, it is the same file at each print. */
export function writeCertificatePdf(printed: PrintedCertificate, language: Language): Promise<Buffer> {
	const { certificate, name, place, origin, sample } = printed;
	const { serial, code, issuedOn, paper } = certificate;
	const address = `${origin}/certificates`;
	const centred = { kind: 'paragraph', align: 'centre' } as const;
	const { path, size } = qrOf(`${address}/${code}`);
	return writePdf({
		title: `${paperTitle(certificate)} ${serial}`,
		language,
		madeAt: new Date(`${issuedOn}T00:00:00+07:00`),
		framed: true,
		blocks: [
			{ ...centred, text: m.common_brand(), weight: 'bold', size: 14 },
			...(place === null ? [] : [{ ...centred, text: place }]),
			{ ...centred, text: ' ', size: 6 },
			{ kind: 'heading', level: 1, text: paperTitle(certificate), align: 'centre' },
			{ ...centred, text: m.certificate_serial_line({ serial }) },
			{ ...centred, text: ' ', size: 6 },
			{ ...centred, text: paper === 'record' ? m.certificate_recorded_for() : m.certificate_certified_for() },
			{ ...centred, text: name, weight: 'bold', size: 22 },
			...certificateLines(certificate, language).map(({ label, value }) => ({
				...centred,
				text: m.certificate_line({ label, value }),
				size: 13
			})),
			{ kind: 'drawing', path, size, millimetres: 42 },
			{ ...centred, text: m.certificate_check_at({ address: address.replace(/^https?:\/\//, '') }) },
			{ ...centred, text: writeVerificationCode(code), weight: 'bold' },
			{ ...centred, text: m.certificate_check_differs(), size: 10.5 },
			{ ...centred, text: m.certificate_not_the_states(), size: 10.5 },
			...(sample ? [{ ...centred, text: m.certificate_sample(), size: 10.5 }] : [])
		]
	});
}
