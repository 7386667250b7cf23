import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';
import { isRecording } from '#lib/server/sound/recordings.ts';
import { answerProbe } from './not-ready.ts';

/**
 * Answers for `/sound/<language>/<file>` from the media folder, parts of files too, as players ask for them. A recording's
 * name is that of its words, so a phone may keep it for good; new files are found without a restart.
 */
export function serveRecordings(
	folder: string | undefined
): (request: IncomingMessage, response: ServerResponse) => void {
	const answerMissing = (response: ServerResponse): void => answerProbe(response, 404, 'no such recording');
	if (folder === undefined) return (_, response) => answerMissing(response);
	const serve = sirv(folder, {
		dev: true,
		setHeaders: (response) => {
			response.setHeader('cache-control', 'public, max-age=31536000, immutable');
			response.setHeader('x-content-type-options', 'nosniff');
		}
	});
	return (request, response) => {
		const path = (request.url ?? '').replace(/^\/sound\//, '/');
		if (!isRecording(path.slice(1))) return answerMissing(response);
		request.url = path;
		serve(request, response, () => answerMissing(response));
	};
}
