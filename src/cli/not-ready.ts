import type { ServerResponse } from 'node:http';

const PAGE = `<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Học Số</title></head>
<body>
<h1>Học Số đang tạm nghỉ</h1>
<p>Hệ thống chưa sẵn sàng. Kết quả học đã lưu vẫn còn nguyên. Xin mời thử lại sau vài phút.</p>
<p lang="en">Học Số is not available at the moment. What was saved is safe. Please try again in a few minutes.</p>
</body>
</html>
`;

/** Answers any page while the application cannot: 503, in both languages, and what this browser showed stays as it was. */
export function answerNotReady(response: ServerResponse): void {
	response.writeHead(503, {
		'content-type': 'text/html; charset=utf-8',
		'content-security-policy': "default-src 'none'",
		'cache-control': 'no-store',
		'retry-after': '30',
		// The rest of a form that is still being sent would otherwise be read as the next request.
		connection: 'close'
	});
	response.end(PAGE);
}

/** Answers a probe in one line of plain text. */
export function answerProbe(response: ServerResponse, status: 200 | 404 | 413 | 421 | 503, text: string): void {
	response.writeHead(status, {
		'content-type': 'text/plain; charset=utf-8',
		'cache-control': 'no-store',
		'x-content-type-options': 'nosniff'
	});
	response.end(`${text}\n`);
}
