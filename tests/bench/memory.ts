import { readFileSync } from 'node:fs';
import { print } from './timing.ts';

interface Running {
	address: string;
	pid: number;
}

export function printMemory(name: string, server: Running): void {
	print(`memory of the application, ${name}`, `${megabytes(server)} MB (target: under 512)`);
}

/** What of that memory is JavaScript's heap, and what of the heap is in use. */
export async function tellHeap({ address }: Running): Promise<void> {
	const metrics = await (await fetch(`${address}/metrics`)).text();
	const of = (name: string) => Math.round(Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1]) / 1024 ** 2);
	const [heap, used, outside] = [
		of('nodejs_heap_size_total_bytes'),
		of('nodejs_heap_size_used_bytes'),
		of('nodejs_external_memory_bytes')
	];
	print('of which', `heap ${heap} MB (in use ${used} MB), outside it ${outside} MB`);
}

export function megabytes({ pid }: Running): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(status) ?? [];
	return Math.round(Number(kilobytes) / 1024);
}
