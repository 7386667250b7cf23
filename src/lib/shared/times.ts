const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' });

/** `09:15`, in Viet Nam. */
export function writeTime(moment: Date): string {
	return clock.format(moment);
}
