import { createHash } from 'node:crypto';
import type { Module } from '../content.ts';

/** JSON with keys in one order, so that the same content is always the same text. */
export function canonicalJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
	if (value !== null && typeof value === 'object') {
		let json = '';
		for (const key of Object.keys(value).sort()) {
			const inner = (value as Record<string, unknown>)[key];
			if (inner !== undefined) json += `${json && ','}${JSON.stringify(key)}:${canonicalJson(inner)}`;
		}
		return `{${json}}`;
	}
	return JSON.stringify(value);
}

/** SHA-256 of a piece of content, in hexadecimal: its name in events, attempts and `content_versions`. */
export function contentHash(value: unknown): string {
	return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** The same piece of content with its hash. */
export function withHash<T extends object>(content: T): T & { hash: string } {
	return { ...content, hash: contentHash(content) };
}

/** A module as it is hashed and stored: its lessons and questions, stored on their own, named by their hashes. */
export function moduleBody<T extends Pick<Module, 'lessons' | 'supplements' | 'practice' | 'test'>>(module: T) {
	const hashes = (parts: readonly { hash: string }[]): string[] => parts.map((part) => part.hash);
	const { lessons, supplements, practice, test, ...rest } = module;
	return { ...rest, lessons: hashes([...lessons, ...supplements]), practice: hashes(practice), test: hashes(test) };
}

export function withModuleHash(module: Omit<Module, 'hash'>): Module {
	return { ...module, hash: contentHash(moduleBody(module)) };
}

export function deepFreeze<T>(value: T): T {
	if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
		Object.freeze(value);
		for (const inner of Object.values(value)) deepFreeze(inner);
	}
	return value;
}
