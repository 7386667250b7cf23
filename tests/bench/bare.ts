import { createServer } from 'node:http';

// A page that does nothing: as many bytes as it is told, from memory. The measure for every other page in the same run.
const body = Buffer.alloc(Number(process.argv[2]), 'x');
const server = createServer((_request, response) => {
	response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length });
	response.end(body);
}).listen(0, '127.0.0.1', () => {
	const address = server.address();
	console.log(typeof address === 'object' && address !== null ? address.port : 0);
});
