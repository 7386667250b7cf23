import { date, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

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
		/** pictures, password, link */
		method: text('method').notNull(),
		createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
		lastSeenAt: timestamp('last_seen_at', { withTimezone: true }).notNull(),
		expiresAt: timestamp('expires_at', { withTimezone: true }).notNull()
	},
	(t) => [index('sign_ins_person').on(t.personId)]
);

/** A card holds a random token (in the QR) and a short code to type; we keep only their hashes. */
export const learnerCards = pgTable(
	'learner_cards',
	{
		id: uuid('id').primaryKey(),
		personId: uuid('person_id').notNull(),
		tokenHash: text('token_hash').notNull().unique(),
		codeHash: text('code_hash').notNull().unique(),
		issuedAt: timestamp('issued_at', { withTimezone: true }).notNull(),
		issuedBy: text('issued_by').notNull(),
		expiresOn: date('expires_on').notNull(),
		voidedAt: timestamp('voided_at', { withTimezone: true })
	},
	(t) => [index('learner_cards_person').on(t.personId)]
);

/** Three pictures in order, hashed like a password; five failures in a row lock it until somebody resets it face to face. */
export const pictureSecrets = pgTable('picture_secrets', {
	personId: uuid('person_id').primaryKey(),
	secretHash: text('secret_hash').notNull(),
	failures: integer('failures').notNull().default(0),
	lockedAt: timestamp('locked_at', { withTimezone: true })
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
