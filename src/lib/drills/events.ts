import type { DrillKind } from '#lib/curriculum/drill.ts';
import type { LogEvent } from '#lib/shared/log.ts';
import type { DrillScore } from '#lib/drills/score.ts';

/** How one item of a drill was drawn, answered and marked. */
export interface DrillMark {
	/** hash of the item */
	item: string;
	id: string;
	kind: DrillKind;
	genuine: boolean;
	variant: number;
	/** position of the choice, as authored */
	choice: number;
	right: boolean;
}

/** A drill was finished and marked. The id was made when it started. */
export type DrillEnded = LogEvent<'drill.ended', DrillScore & { drillId: string; passed: boolean; marks: DrillMark[] }>;
