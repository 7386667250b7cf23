/** Whether there is a process of this number. */
export function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		// Another user's process is alive as well.
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
