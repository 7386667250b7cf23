import type { DataMap } from '#lib/server/data-map.ts';

export const signInData: DataMap = {
	roles: {
		purpose: 'who may do what, where and when',
		kept: 'erased',
		columns: { identifying: 'person_id granted_by', technical: 'id role place from to' }
	},
	mail_addresses: {
		purpose: 'where she wants her reminders as letters; she gave it and may take it back',
		kept: 'erased',
		columns: { identifying: 'person_id', contact: 'address', technical: 'set_at' }
	},
	sign_ins: {
		purpose: 'to know her again with the next request',
		kept: 'session',
		columns: {
			identifying: 'person_id',
			secret: 'secret_hash',
			technical: 'id tablet_id method awaits_code second_factor_at created_at last_seen_at expires_at'
		}
	},
	card_batches: {
		purpose: 'blank cards printed together: every number is accounted for',
		kept: 'always',
		columns: { none: 'id ward_code first last made_at', identifying: 'made_by' }
	},
	learner_cards: {
		purpose: 'a card says who she is',
		kept: 'erased',
		columns: {
			identifying: 'person_id issued_by',
			secret: 'token_hash code_hash',
			technical: 'id issued_at expires_on voided_at void_reason batch_id number'
		}
	},
	picture_secrets: {
		purpose: 'three pictures prove that it is she',
		kept: 'erased',
		columns: { identifying: 'person_id', secret: 'secret_hash', technical: 'failures locked_at last_try' }
	},
	staff_credentials: {
		purpose: 'how somebody on the staff signs in',
		kept: 'erased',
		columns: { identifying: 'person_id login_name', secret: 'password_hash' }
	},
	second_factors: {
		purpose: 'one-time codes of somebody on the staff',
		kept: 'erased',
		columns: {
			identifying: 'person_id',
			secret: 'key offered_key',
			technical: 'confirmed_at last_step offered_at'
		}
	},
	recovery_codes: {
		purpose: 'to sign in when the phone is lost',
		kept: 'erased',
		columns: { identifying: 'person_id', secret: 'code_hash', technical: 'id used_at' }
	},
	provider_accounts: {
		purpose: 'whom a provider’s account belongs to',
		kept: 'erased',
		columns: { identifying: 'issuer subject person_id', technical: 'linked_at' }
	},
	provider_trips: {
		purpose: 'somebody was sent to the provider and is expected back within minutes',
		kept: 'session',
		columns: {
			secret: 'state_hash nonce verifier',
			technical: 'sign_in_id invitation_id next expires_at'
		}
	},
	invitations: {
		purpose: 'a role offered to somebody who has no way in yet',
		kept: 'erased',
		columns: {
			identifying: 'person_id invited_by',
			secret: 'token_hash',
			technical: 'id role_id invited_at expires_at accepted_at withdrawn_at'
		}
	},
	one_time_links: {
		purpose: 'to sign in once without a password',
		kept: 'link',
		columns: { identifying: 'person_id', secret: 'token_hash', technical: 'expires_at used_at' }
	}
};
