/**
 * Hands rows on by so many at a time, one page after the other: a statement takes 65,534 values, and a province has tens
 * of thousands of people.
 */
export async function inPages<Row>(
	rows: readonly Row[],
	most: number,
	write: (page: Row[]) => Promise<unknown>
): Promise<void> {
	for (let from = 0; from < rows.length; from += most) await write(rows.slice(from, from + most));
}
