import { rebuild } from '#lib/ledger/server/rebuild.ts';
import { connect } from '#lib/server/db/connect.ts';
import { foldedRows } from '#tests/folded-rows.ts';
import { expect, test } from './world.ts';

test('after everything that the other tests did, the rows are those that a rebuild makes of the log', async () => {
	const { db, close } = connect(process.env['E2E_DATABASE'] ?? '', { max: 1, statementTimeout: 0, genericPlans: true });
	const live = await foldedRows(db);
	expect(live['literacy_statuses']?.length).toBeGreaterThan(1000);
	await rebuild(db);
	const rebuilt = await foldedRows(db);
	for (const [table, rows] of Object.entries(live)) expect(rebuilt[table], table).toEqual(rows);
	await close();
});
