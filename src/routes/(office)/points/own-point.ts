import { may } from '#lib/access/permissions.ts';
import { notFound } from '#lib/shared/errors.ts';
import { readLearningPoint, type LearningPoint } from '#lib/territory/server/points.ts';

/** The point that an address names, for whoever keeps the books of its ward; to others it is not found. */
export async function readOwnPoint({ db, actor }: App.Locals, id: string): Promise<LearningPoint> {
	const point = await readLearningPoint(db, id);
	if (!may(actor, 'learning_point.change', point)) throw notFound();
	return point;
}
