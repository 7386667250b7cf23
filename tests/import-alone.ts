import { goOn } from '#lib/rosters/server/go-on.ts';
import { connect } from '#lib/server/db/connect.ts';

// A process of its own that registers the people of a file, to be killed while it does.
const [url = '', rosterId = '', now = ''] = process.argv.slice(2);
const { db, close } = connect(url, { max: 1 });
await goOn(db, rosterId, new Date(now), 100_000);
await close();
