import { placeTitle } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import type { CertificateFacts } from '#lib/certificates/certificate.ts';
import { printCertificate } from '#lib/certificates/server/print.ts';
import { writeCertificatePdf } from '#lib/certificates/server/certificate-pdf.ts';
import { PDF_TYPE } from '#lib/server/pdf.ts';
import { cardOrigin } from './printed-card.ts';

/** Where a paper was issued, as the place was called on that day. */
export async function placeOfIssue(
	{ db, language }: App.Locals,
	{ wardCode, issuedOn }: Pick<CertificateFacts, 'wardCode' | 'issuedOn'>
): Promise<string | null> {
	return wardCode === null ? null : placeTitle(await readPlace(db, wardCode, issuedOn), language);
}

/** A paper as a file to be kept or printed; each print is noted. */
export async function certificateFile(
	locals: App.Locals,
	url: URL,
	asked: { personId: string; certificateId: string }
) {
	const { db, actor, now, language, sample } = locals;
	// Whether there is such a paper comes first: not hers reads as not found, whatever the server lacks.
	const { certificate, name } = await printCertificate(db, actor, asked, now, () => void cardOrigin(locals, url));
	const origin = cardOrigin(locals, url);
	const place = await placeOfIssue(locals, certificate);
	const file = await writeCertificatePdf({ certificate, name, place, origin, sample }, language);
	return new Response(new Uint8Array(file), {
		headers: {
			'content-type': PDF_TYPE,
			'content-disposition': `attachment; filename="hoc-so-${certificate.serial}.pdf"`,
			'cache-control': 'no-store'
		}
	});
}
