import { parentPort, workerData } from 'node:worker_threads';
import { connect } from '#lib/server/db/connect.ts';
import { foldRange } from '#lib/ledger/server/fold-range.ts';
import type { Lane } from '#lib/ledger/server/lanes.ts';

// A thread of a rebuild: folds its range, tells what it came to, and keeps it when it is told so. Ended before that, it
// has written nothing.
const { url, range, eventsAPage } = workerData as Lane;
const { db, close } = connect(url, { max: 1, statementTimeout: 0, lockTimeout: 0, genericPlans: true });
const told = new Promise((resolve) => parentPort?.once('message', resolve));
try {
	await db.transaction(async (tx) => {
		parentPort?.postMessage(await foldRange(tx, range, eventsAPage));
		await told;
	});
} finally {
	await close();
}
