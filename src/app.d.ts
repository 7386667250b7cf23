import type { Actor } from '#lib/access/actor.ts';
import type { Address, Library } from '#lib/curriculum/content.ts';
import type { Tablet } from '#lib/openings/server/tablet.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { ReplicaStanding } from '#lib/server/db/replica.ts';
import type { Load } from '#lib/server/load.ts';
import type { WatchedRequest } from '#lib/server/watched.ts';
import type { Language } from '#lib/shared/ratio.ts';
import type { Recording } from '#lib/shared/spoken.ts';
import type { Provider } from '#lib/sign-in/server/provider.ts';

declare global {
	namespace App {
		interface Error {
			status: number;
			message: string;
			/** by which the log names the request, to be told to whoever helps */
			id?: string;
			/** names the refusal, where it is one of ours */
			code?: string;
			/** what the person had typed or chosen and what could not be stored */
			handedBack?: string[];
		}
		interface Platform {
			req: WatchedRequest;
		}
		interface Locals {
			db: Db;
			/** a small pool of its own, so that reports never keep learners waiting */
			reports: Db;
			/** what may be some seconds old: a read replica where one is set and well, else the same as `reports` */
			figures: Db;
			/** how the read replica is; null where none is set */
			replica: ReplicaStanding | null;
			/** how much this process has to do */
			load: Load;
			/** by which people and the log name this request */
			requestId: string;
			/** what is taught, with the supplements of where the reader lives and no others */
			library: Library;
			actor: Actor;
			/** who is learning on this device, or null */
			signIn: { id: string; personId: string; name: string; since: Date } | null;
			/** she holds roles that she may not use before she has shown a second factor */
			secondFactorMissing: boolean;
			/** where staff may sign in with an account that they have elsewhere */
			provider: Provider | null;
			/** the shared tablet of an opening that this device is, or null */
			tablet: Tablet | null;
			now: Date;
			language: Language;
			/** how the reader's province speaks to its learners */
			address: Address;
			/** where something can be listened to: the recordings of a text as it is shown */
			recordingsOf: (text: string) => Recording[];
			/** how long what can be listened to on this page plays at most */
			soundSeconds: number;
			textSize: 'a' | 'a1' | 'a2';
			/** whether the data of this installation are invented */
			sample: boolean;
		}
	}
}

export {};
