export interface NewPractice {
	title: string;
	skills: string[];
	lesson: string;
}

/**
 * What `npm run content:new -- practice` writes: a scenario of four screens that can be walked at once, with a field, two
 * mistakes and one path. Every place with ĐIỀN is for the author; the check finds those that are left.
 */
export function practiceText({ title, skills, lesson }: NewPractice): string {
	return `title: ${JSON.stringify(title)}
title_en: ĐIỀN – tên tiếng Anh
skills: [${skills.join(', ')}]
lesson: ${lesson}
situation: ĐIỀN – một đến ba câu, chuyện gì đang xảy ra.
goal: ĐIỀN – một câu, làm xong việc gì.
offered:
  - id: cau-de-go
    name: Câu để gõ
    value: ĐIỀN – điều bịa để gõ vào ô
screens:
  - id: mo-dau
    bar: Màn hình chính
    hint: "ĐIỀN – {bác} chạm chỗ nào ở đây."
    blocks:
      - list:
          - text: ĐIỀN – ứng dụng cần mở
            picture: mail
            to: nhap
          - text: ĐIỀN – ứng dụng hay mở nhầm
            picture: news
            mistake: mo-nham
  - id: nhap
    bar: ĐIỀN – tên ứng dụng đang mở
    hint: "ĐIỀN – {bác} gõ gì, rồi chạm gì."
    blocks:
      - field: ĐIỀN – tên của ô
        wants: cau-de-go
        wrong: go-khac
      - button: Tiếp tục
        send: xem-lai
      - button: Quay lại
        to: mo-dau
  - id: xem-lai
    bar: ĐIỀN – tên ứng dụng đang mở
    hint: "ĐIỀN – {bác} đọc lại gì, rồi chạm gì."
    blocks:
      - title: ĐIỀN – điều cần đọc lại
      - button: Gửi
        to: xong
      - button: Quay lại
        to: nhap
  - id: xong
    bar: ĐIỀN – tên ứng dụng đang mở
    done: "ĐIỀN – lời khép lại, khen việc {bác} đã làm được."
    blocks:
      - picture: check
        text: ĐIỀN – đã xong việc gì
mistakes:
  - id: mo-nham
    say: "ĐIỀN – {bác} vừa bấm gì, không sao, vì sao, giờ làm gì."
  - id: go-khac
    say: "ĐIỀN – câu này khác câu để tập, không sao, {bác} gõ lại câu nào."
paths:
  - [mo-dau, nhap, xem-lai, xong]
`;
}
