import type { Page } from '@playwright/test';
import type { Exhibits } from './exhibits.ts';
import { looks, submitEmpty, type Showing } from './showing.ts';

const agency = ({ office }: Exhibits) => ({ id: office.agencyId });
const post = ({ office }: Exhibits) => ({ id: office.agencyId, post: office.postId });
const duty = ({ office }: Exhibits) => ({ id: office.dutyId });
const bound = ({ office }: Exhibits) => ({ id: office.dutyId, person: office.officialId });
const waiver = (made: Exhibits) => ({ ...bound(made), waiver: made.office.waiverId });

const completion = (made: Exhibits) => ({ ...bound(made), completion: made.office.completionId });

const LIST =
	'Họ và tên,Năm sinh,Chức vụ,Loại\nNguyễn Mẫu Xem Thử,1980,Chuyên viên,Công chức\nTrần Mẫu Sai,80,Văn thư,x\n';
const tryList = async (page: Page) => {
	const file = { name: 'danh-sach.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) };
	await page.locator('input[type=file]').setInputFiles(file);
	await page.locator('main form button').click();
	await page.getByRole('status').waitFor();
};

/** Agencies and duties, for the officer who keeps them, and for the head who is shown hers. */
export const complianceShowings = (): Showing[] => [
	...looks('/(field)/agencies', 'officer'),
	...looks('/(field)/agencies/new', 'officer', undefined, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(field)/agencies/[id]', 'officer', agency, [{ state: 'of its head', as: 'head of agency' }]),
	...looks('/(field)/agencies/[id]/roster', 'officer', agency, [
		{ state: 'refused', then: submitEmpty },
		{ state: 'tried', then: tryList }
	]),
	...looks('/(field)/agencies/[id]/roster/intake', 'officer', agency),
	...looks('/(field)/agencies/[id]/posts/new', 'officer', agency, [
		{ state: 'found', query: '?q=mau' },
		{ state: 'refused', then: submitEmpty }
	]),
	...looks('/(field)/agencies/[id]/posts/[post]/end', 'officer', post),
	...looks('/(office)/duties', 'officer'),
	...looks('/(office)/duties/new', 'officer', undefined, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(office)/duties/[id]', 'officer', duty),
	...looks('/(office)/duties/[id]/end', 'officer', duty),
	...looks('/(office)/duties/[id]/people/[person]', 'officer', bound),
	...looks('/(office)/duties/[id]/people/[person]/waiver', 'officer', bound, [{ state: 'refused', then: submitEmpty }]),
	...looks('/(office)/duties/[id]/people/[person]/completion', 'officer', bound, [
		{ state: 'refused', then: submitEmpty }
	]),
	...looks('/(office)/duties/[id]/people/[person]/waivers/[waiver]/withdrawal', 'officer', waiver),
	...looks('/(office)/duties/[id]/people/[person]/completions/[completion]/withdrawal', 'officer', completion),
	...looks('/(learner)/me/duties', 'head of agency', undefined, [{ state: 'of who has none', as: 'newcomer' }])
];
