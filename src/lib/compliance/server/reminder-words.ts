import { writeDay, type Day } from '#lib/shared/dates.ts';

/** Who writes, what it is about, and where to go on; nothing that says how anybody did. */
export interface Words {
	subject: string;
	text: string;
}

interface Reminded {
	/** null once erased */
	fullName: string | null;
	title: string;
	order: { number: string; issuer: string };
	due: Day;
	/** until it is due; negative: since */
	days: number;
	/** where it stands in the application; null where no public address is set */
	address: string | null;
}

/** The letter to somebody whose duty comes due or is overdue. */
export function dutyLetter({ fullName, title, order, due, days, address }: Reminded): Words {
	const when = days < 0 ? `đã quá hạn ngày ${writeDay(due)}` : `đến hạn ngày ${writeDay(due)}${left(days)}`;
	return {
		subject: days < 0 ? `Quá hạn học: ${title}` : `Nhắc học: ${title}, hạn ${writeDay(due)}`,
		text: [
			`Kính gửi ${fullName ?? 'anh/chị'},`,
			`Nội dung học bắt buộc "${title}" theo ${order.number} của ${order.issuer} ${when}.`,
			'Ai đã làm được thì làm bài kiểm tra luôn, không phải học lại từ đầu.',
			...whereTo(address)
		].join('\n\n')
	};
}

export interface AgencyCounts {
	agency: string;
	/** people and duties taken together: a person with two duties counts twice */
	total: number;
	done: number;
	overdue: number;
	/** not done, and due within thirty days */
	soon: number;
}

/** The weekly letter to a head of agency: numbers only; who it is stands in the application. */
export function overviewLetter(
	fullName: string | null,
	{ agency, total, done, overdue, soon }: AgencyCounts,
	today: Day,
	address: string | null
): Words {
	return {
		subject: `Học bắt buộc ở ${agency}, tuần từ ${writeDay(today)}`,
		text: [
			`Kính gửi ${fullName ?? 'thủ trưởng cơ quan'},`,
			`Tình hình học bắt buộc ở ${agency} đến hết ngày ${writeDay(today)}:`,
			`- Đã xong: ${done} trên ${total} lượt phải học\n- Quá hạn: ${overdue}\n- Còn 30 ngày trở lại: ${soon}`,
			...whereTo(address)
		].join('\n\n')
	};
}

function left(days: number): string {
	return days === 0 ? ' (hôm nay)' : ` (còn ${days} ngày)`;
}

function whereTo(address: string | null): string[] {
	const where = address === null ? 'Vào hệ thống Học Số để xem.' : `Vào ${address} để xem.`;
	return [where, 'Thư tự động. Muốn thôi nhận thư: vào Tài khoản của tôi, mục Nhắc việc, xóa địa chỉ thư.'];
}
