import type { Exhibits } from './exhibits.ts';
import { looks, type Showing } from './showing.ts';

const bureau = ({ bureau }: Exhibits) => ({ id: bureau.id });
const lastMonth = ({ bureau }: Exhibits) => ({ id: bureau.id, period: bureau.period });
const submission = ({ bureau }: Exhibits) => ({ id: bureau.id, period: bureau.period, step: 'submission' });

/** What an agency's officials have learned, for their evaluation. */
export const extractShowings = (): Showing[] => [
	...looks('/(field)/agencies/[id]/extract', 'officer', bureau),
	...looks('/(field)/agencies/[id]/extract/[period]', 'officer', lastMonth),
	...looks('/(field)/agencies/[id]/extract/[period]/[step]', 'officer', submission)
];
