import { z } from 'zod';
import { AUDIENCES, ICONS } from '../content.ts';
import { isDay } from '#lib/shared/dates.ts';

export const text = z
	.string()
	.overwrite((value) => value.replace(/\s+/gu, ' ').trim())
	.min(1);
export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'chỉ gồm chữ thường không dấu, số và dấu gạch nối');
export const skillId = z.string().regex(/^[a-z]+\.[a-z0-9-]+$/, 'viết kiểu payment.transfer');
const day = z.string().refine(isDay, 'là ngày có thật, viết kiểu 2026-11-22');
const count = z.int().positive();

export const moduleInput = z.strictObject({
	title: text,
	title_en: text,
	summary: text,
	icon: z.enum(ICONS),
	audience: z.enum(AUDIENCES),
	topics: z.array(z.int().min(1).max(26)).default([]),
	skills: z.array(skillId).min(1)
});

export const factInput = z.strictObject({
	id: slug,
	says: text,
	source: text,
	confidence: z.enum(['H', 'M', 'L', 'K']),
	checked: day,
	check_by: day
});

export const lessonInput = z.strictObject({
	title: text,
	title_en: text,
	goal: text,
	minutes: z.int().min(3).max(15),
	skills: z.array(skillId).min(1),
	local: z
		.string()
		.regex(/^\d{2}$/, 'là mã tỉnh hai chữ số, đặt trong ngoặc kép')
		.optional(),
	updated: day,
	check_by: day,
	facts: z.array(factInput).min(1)
});

export const questionInput = z.strictObject({
	id: slug,
	lesson: slug.optional(),
	skill: skillId,
	kind: z.enum(['single', 'multiple', 'situation', 'order', 'match']),
	situation: text.optional(),
	message: z.strictObject({ from: text, text }).optional(),
	genuine: z.boolean().optional(),
	ask: text,
	options: z
		.array(z.strictObject({ text, right: z.boolean().optional() }))
		.min(3)
		.max(4)
		.optional(),
	steps: z.array(text).min(3).max(4).optional(),
	pairs: z
		.array(z.strictObject({ prompt: text, answer: text }))
		.min(2)
		.max(4)
		.optional(),
	explain: text
});
export type QuestionInput = z.infer<typeof questionInput>;

export const quizInput = z.strictObject({ practice: z.array(z.unknown()).min(1), test: z.array(z.unknown()).min(1) });

export const standardInput = z.strictObject({
	id: slug,
	version: count,
	name: text,
	name_en: text,
	age_from: z.int().min(0).max(120),
	modules: z.array(slug).min(1),
	module_test: z.strictObject({ questions: count, pass: count }),
	whole_test: z.strictObject({
		questions_per_module: count,
		pass_share: z.number().gt(0).max(1),
		pass_per_module: z.int().min(0)
	}),
	practical_check: z
		.array(
			z.strictObject({
				id: slug,
				name: text,
				name_en: text,
				look_for: text,
				look_for_en: text,
				modules: z.array(slug).min(1),
				practice: z.array(z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/)).min(1)
			})
		)
		.length(5)
		.optional(),
	counts: z.array(z.enum(['none', 'read_aloud', 'prompted', 'done_for'])).min(1),
	online: z
		.strictObject({
			minutes: count.max(240).optional(),
			starts: z.strictObject({ most: count, hours: count }),
			wait_hours: z.int().min(0),
			review_hours: z.int().min(0)
		})
		.optional()
});

export const frameworkInput = z.strictObject({
	official_frameworks: z.record(z.string(), text),
	domains: z
		.array(
			z.strictObject({
				id: slug,
				name: text,
				name_en: text,
				skills: z
					.array(z.strictObject({ id: skillId, name: text, name_en: text, official: z.record(z.string(), text) }))
					.min(1)
			})
		)
		.min(1)
});
