import type { Audience } from '../content.ts';

/** A word that stops a reader, as a pattern, and what to write instead. */
interface Hard {
	word: RegExp;
	instead: string;
	/** officials and trainers know these words, and some of their papers use them */
	residentsOnly: boolean;
}

const hard = (residentsOnly: boolean, words: string, instead: string): Hard => ({
	word: new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'iu'),
	instead,
	residentsOnly
});

/** Sources: facts on older learners (an app's own words are what they do not understand) and what trainers say instead. */
const HARD: Hard[] = [
	hard(false, 'quý khách|quý vị', 'từ xưng hô đã chọn: {bác} cho người dân, anh chị cho cán bộ'),
	hard(
		false,
		'(?<!(?:tình|nhóm|người|các|kết|đám|bè) )bạn (?:hãy|cần|nên|có thể|sẽ|phải|muốn|đang|đã)',
		'{bác} cho người dân, anh chị cho cán bộ'
	),
	hard(false, 'click|kích chuột|nhấp chuột|nhấn chuột', 'chạm'),
	hard(true, 'đăng xuất|log ?out', 'thoát'),
	hard(true, 'đăng nhập|log ?in', 'vào'),
	hard(true, 'truy cập', 'vào, mở'),
	hard(true, 'giao diện', 'màn hình'),
	hard(true, 'biểu tượng|icon', 'hình'),
	hard(true, 'thao tác', 'việc, bước'),
	hard(true, 'tính năng', 'việc máy làm được'),
	hard(true, 'thiết bị', 'điện thoại, máy'),
	hard(true, 'hệ thống', 'máy, nơi nhận'),
	hard(true, 'tải xuống|download', 'tải về'),
	hard(true, 'tải lên|upload', 'gửi lên'),
	hard(true, 'trình duyệt', 'ứng dụng để vào trang mạng'),
	hard(true, 'đường dẫn|URL', 'đường link, địa chỉ trang'),
	hard(true, 'website|web site', 'trang mạng'),
	hard(true, '(?<!in-)app(?! store)', 'ứng dụng'),
	hard(true, 'file', 'tệp'),
	hard(true, 'folder', 'ngăn, thư mục'),
	hard(true, 'scan', 'chụp, quét'),
	hard(true, 'online', 'trên mạng'),
	hard(true, 'offline', 'không cần mạng'),
	hard(true, 'hotline', 'số điện thoại'),
	hard(true, 'menu', 'danh sách'),
	hard(true, 'password', 'mật khẩu'),
	hard(true, 'account', 'tài khoản'),
	hard(true, 'smartphone', 'điện thoại thông minh'),
	hard(true, 'SMS', 'tin nhắn'),
	hard(true, 'spam', 'thư rác, tin rác'),
	hard(true, 'phishing|malware|mã độc', 'lừa đảo, ứng dụng xấu'),
	hard(true, 'deepfake', 'hình giả, giọng giả'),
	hard(true, 'chatbot', 'trợ lý trên máy'),
	hard(true, 'captcha', 'ô thử xem là người hay máy'),
	hard(true, 'đồng bộ|sao lưu|backup', 'cất thêm một bản'),
	hard(true, 'vô hiệu hóa', 'tắt'),
	hard(true, 'cấu hình|thiết lập', 'đặt, chỉnh'),
	hard(true, 'tùy chọn|tùy chỉnh', 'chỗ chọn, chỉnh'),
	hard(true, 'phần mềm', 'ứng dụng'),
	hard(true, 'định dạng', 'kiểu tệp'),
	hard(true, 'dung lượng', 'chỗ chứa, cỡ tệp'),
	hard(true, 'máy chủ|server', 'nơi giữ dữ liệu'),
	hard(true, 'tương tác', 'trả lời, bấm'),
	hard(true, 'nền tảng', 'trang, ứng dụng'),
	hard(true, 'tiến hành|thực hiện', 'làm'),
	hard(true, 'vui lòng', 'mời, hãy'),
	hard(true, 'ship|COD', 'giao hàng, trả tiền khi nhận')
];

/** The hard words of a text for these readers, each with what to write. A label in [[ ]] stands as the screen has it. */
export function hardWordsIn(text: string, audience: Audience): { word: string; instead: string }[] {
	const own = text.replace(/\[\[[^\]]*\]\]/gu, '');
	return HARD.filter(({ residentsOnly }) => !residentsOnly || audience === 'residents').flatMap(({ word, instead }) => {
		const found = word.exec(own)?.[0];
		return found === undefined ? [] : [{ word: found, instead }];
	});
}
