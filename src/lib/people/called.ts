/** "Nguyễn Thị Hoa (bà Tư)": a full name with what people say, where that is something else. Empty once erased. */
export function calledName({
	fullName,
	everydayName
}: {
	fullName: string | null;
	everydayName: string | null;
}): string {
	if (fullName === null) return '';
	return everydayName === null || everydayName === fullName ? fullName : `${fullName} (${everydayName})`;
}
