import { sql } from 'drizzle-orm';
import { listPosts, type Post } from '#lib/compliance/server/duty-rows.ts';
import type { Db } from '#lib/server/db/connect.ts';

/** Every post that somebody holds or held, under whichever of her records, the earliest first. */
export function listPostsOf(db: Db, personId: string): Promise<Post[]> {
	return listPosts(db, sql`coalesce(p.merged_into, p.id) = ${personId}::uuid`);
}

export interface Official extends Post {
	/** null once erased */
	fullName: string | null;
	birthYear: number;
}

/** Everybody with a post in some agencies, now or in the past, by name. The caller asks for permission. */
export async function listOfficials(db: Db, agencyIds: readonly string[]): Promise<Official[]> {
	if (agencyIds.length === 0) return [];
	const posts = await listPosts(db, sql`g.id = any(${sql.param([...agencyIds])}::uuid[])`);
	const names = await db.execute<{ id: string; fullName: string | null; birthYear: number }>(sql`
		select p.id, n.full_name "fullName", p.birth_year "birthYear"
		from people p left join person_names n on n.person_id = p.id
		where p.id = any(${sql.param([...new Set(posts.map(({ personId }) => personId))])}::uuid[])
		order by n.sort_key collate "vi-x-icu" nulls last, p.id`);
	const inOrder = new Map(names.map((name, place) => [name.id, { ...name, place }]));
	return posts
		.map((post) => {
			const { fullName = null, birthYear = 0, place = 0 } = inOrder.get(post.personId) ?? {};
			return { ...post, fullName, birthYear, place };
		})
		.toSorted((a, b) => a.place - b.place)
		.map(({ place: _, ...official }) => official);
}
