import type postgres from 'postgres';

/** A statement is worth keeping once it has come so often. */
const OFTEN = 3;
/** Different statements kept on each connection; a list of another length is another statement. */
const KEPT = 400;

type Client = postgres.Sql | postgres.TransactionSql;

/**
 * The driver, so that the server parses and plans a statement that comes again and again only once for each connection.
 * Unkept, a statement with values costs two turns to the server and a new plan each time. The server still looks at the
 * values where a plan of its own for them is better (`plan_cache_mode=auto`).
 */
export function keepRepeated(client: postgres.Sql): postgres.Sql {
	const seen = new Map<string, number>();
	let kept = 0;
	const isOften = (statement: string): boolean => {
		const times = (seen.get(statement) ?? 0) + 1;
		if (times > OFTEN) return true;
		if (times === OFTEN) {
			if (kept >= KEPT) return false;
			kept += 1;
		} else if (seen.size > 10 * KEPT) {
			// Statements that come once, of lists of every length, must not gather here.
			for (const [one, count] of seen) if (count < OFTEN) seen.delete(one);
		}
		seen.set(statement, times);
		return times === OFTEN;
	};
	return wrap(client, isOften);
}

function wrap<T extends Client>(client: T, isOften: (statement: string) => boolean): T {
	const unsafe: Client['unsafe'] = (statement, values, options) =>
		client.unsafe(statement, values, {
			...options,
			prepare: options?.prepare || ((values?.length ?? 0) > 0 && isOften(statement))
		});
	return new Proxy(client, {
		get(target, name) {
			if (name === 'unsafe') return unsafe;
			const value: unknown = Reflect.get(target, name);
			if (typeof value !== 'function' || (name !== 'begin' && name !== 'savepoint')) return value;
			return (...told: unknown[]) => {
				const work = told.pop() as (inner: postgres.TransactionSql) => unknown;
				return Reflect.apply(value, target, [...told, (inner: postgres.TransactionSql) => work(wrap(inner, isOften))]);
			};
		}
	});
}
