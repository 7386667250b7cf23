import {
	bigint,
	boolean,
	date,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	timestamp,
	unique,
	uuid
} from 'drizzle-orm/pg-core';
import { wards } from '#lib/territory/server/schema.ts';

/** Who may do what, where and when. `place` is vn, a province's code, a ward's code or a residential group's id. */
export const roles = pgTable(
	'roles',
	{
		id: uuid('id').primaryKey(),
		personId: uuid('person_id').notNull(),
		role: text('role').notNull(),
		place: text('place').notNull(),
		from: date('from').notNull(),
		to: date('to'),
		grantedBy: text('granted_by').notNull()
	},
	(t) => [index('roles_person').on(t.personId)]
);

/** One row a session, after the Lucia guide: the cookie holds the secret, the row its SHA-256. */
export const signIns = pgTable(
	'sign_ins',
	{
		id: uuid('id').primaryKey(),
		secretHash: text('secret_hash').notNull().unique(),
		personId: uuid('person_id').notNull(),
		/** pictures, nod, password, link, provider */
		method: text('method').notNull(),
		/** the shared tablet to which it is bound, if it began on one */
		tabletId: uuid('tablet_id'),
		/** the password was right and the one-time code is still to come: as yet nobody is signed in */
		awaitsCode: boolean('awaits_code').notNull().default(false),
		/** when a second factor was shown in this session */
		secondFactorAt: timestamp('second_factor_at', { withTimezone: true }),
		createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
		lastSeenAt: timestamp('last_seen_at', { withTimezone: true }).notNull(),
		expiresAt: timestamp('expires_at', { withTimezone: true }).notNull()
	},
	(t) => [index('sign_ins_person').on(t.personId), index('sign_ins_tablet').on(t.tabletId)]
);

/** Blank cards printed together, numbered within their ward from `first` to `last`, ends included. */
export const cardBatches = pgTable(
	'card_batches',
	{
		id: uuid('id').primaryKey(),
		wardCode: text('ward_code')
			.notNull()
			.references(() => wards.code),
		first: integer('first').notNull(),
		last: integer('last').notNull(),
		madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
		madeBy: text('made_by').notNull()
	},
	(t) => [unique('card_batches_first').on(t.wardCode, t.first)]
);

/** A card holds a random token (in the QR) and a short code to type; we keep only their hashes. */
export const learnerCards = pgTable(
	'learner_cards',
	{
		id: uuid('id').primaryKey(),
		/** null while a blank card has no holder */
		personId: uuid('person_id'),
		tokenHash: text('token_hash').notNull().unique(),
		codeHash: text('code_hash').notNull().unique(),
		/** when its holder got it: a blank card, until then, when it was printed */
		issuedAt: timestamp('issued_at', { withTimezone: true }).notNull(),
		issuedBy: text('issued_by').notNull(),
		expiresOn: date('expires_on').notNull(),
		voidedAt: timestamp('voided_at', { withTimezone: true }),
		/** replaced, lost, spoilt, erased, withdrawn (consent to learn) */
		voidReason: text('void_reason'),
		/** of a card that was printed blank */
		batchId: uuid('batch_id').references(() => cardBatches.id),
		number: integer('number')
	},
	(t) => [index('learner_cards_person').on(t.personId), unique('learner_cards_number').on(t.batchId, t.number)]
);

/** Three pictures in order, hashed like a password; five failures in a row lock it until somebody resets it face to face. */
export const pictureSecrets = pgTable('picture_secrets', {
	personId: uuid('person_id').primaryKey(),
	secretHash: text('secret_hash').notNull(),
	failures: integer('failures').notNull().default(0),
	lockedAt: timestamp('locked_at', { withTimezone: true }),
	/** the try that was counted last, so that one sent twice costs once */
	lastTry: text('last_try')
});

export const staffCredentials = pgTable('staff_credentials', {
	personId: uuid('person_id').primaryKey(),
	loginName: text('login_name').notNull().unique(),
	passwordHash: text('password_hash').notNull()
});

/** Sign-in links that work once: the first administrator's, the sample's. */
export const oneTimeLinks = pgTable('one_time_links', {
	tokenHash: text('token_hash').primaryKey(),
	personId: uuid('person_id').notNull(),
	expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
	usedAt: timestamp('used_at', { withTimezone: true })
});

/**
 * The key of somebody's one-time codes. It must be readable to check a code, so it is worth nothing without the
 * password, which is not. A key that was offered takes the old one's place when a code of it has been shown.
 */
export const secondFactors = pgTable('second_factors', {
	personId: uuid('person_id').primaryKey(),
	/** base32; null until the first code */
	key: text('key'),
	confirmedAt: timestamp('confirmed_at', { withTimezone: true }),
	/** the half minute of the last code that was taken: none is taken twice */
	lastStep: bigint('last_step', { mode: 'number' }),
	offeredKey: text('offered_key'),
	offeredAt: timestamp('offered_at', { withTimezone: true })
});

/** Ten codes on paper for when the phone is lost; each works once. */
export const recoveryCodes = pgTable(
	'recovery_codes',
	{
		id: uuid('id').primaryKey(),
		personId: uuid('person_id').notNull(),
		codeHash: text('code_hash').notNull(),
		usedAt: timestamp('used_at', { withTimezone: true })
	},
	(t) => [index('recovery_codes_person').on(t.personId)]
);

/** Whom a provider's account belongs to. `subject` is the provider's own word for the account, and the only one read. */
export const providerAccounts = pgTable(
	'provider_accounts',
	{
		issuer: text('issuer').notNull(),
		subject: text('subject').notNull(),
		personId: uuid('person_id').notNull(),
		linkedAt: timestamp('linked_at', { withTimezone: true }).notNull()
	},
	(t) => [primaryKey({ columns: [t.issuer, t.subject] }), index('provider_accounts_person').on(t.personId)]
);

/** Somebody has been sent to the provider and is expected back in the same browser, once, within minutes. */
export const providerTrips = pgTable('provider_trips', {
	stateHash: text('state_hash').primaryKey(),
	nonce: text('nonce').notNull(),
	verifier: text('verifier').notNull(),
	/** the session that wants to be linked */
	signInId: uuid('sign_in_id'),
	/** the invitation that is to be accepted */
	invitationId: uuid('invitation_id'),
	next: text('next').notNull(),
	expiresAt: timestamp('expires_at', { withTimezone: true }).notNull()
});

/** A role offered to somebody who has no way in yet; the link's token is kept as a hash and works once. */
export const invitations = pgTable(
	'invitations',
	{
		id: uuid('id').primaryKey(),
		tokenHash: text('token_hash').notNull().unique(),
		personId: uuid('person_id').notNull(),
		roleId: uuid('role_id').notNull(),
		invitedBy: text('invited_by').notNull(),
		invitedAt: timestamp('invited_at', { withTimezone: true }).notNull(),
		expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
		acceptedAt: timestamp('accepted_at', { withTimezone: true }),
		withdrawnAt: timestamp('withdrawn_at', { withTimezone: true })
	},
	(t) => [index('invitations_person').on(t.personId), index('invitations_role').on(t.roleId)]
);
