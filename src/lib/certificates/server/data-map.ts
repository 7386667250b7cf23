import type { DataMap } from '#lib/server/data-map.ts';

export const certificatesData: DataMap = {
	certificates: {
		purpose: 'papers that were issued, so that everybody who is shown one can check it',
		kept: 'log',
		columns: {
			identifying: 'person_id issued_by revoked_by',
			'learning record': 'kind subject basis results evidence paper title score version learned_on',
			technical: 'id ward_code serial code issued_on issued_at valid_until revoked_at revoked_for'
		}
	},
	certificate_numbers: {
		purpose: 'the last serial given in a ward and a year',
		kept: 'always',
		columns: { none: 'ward_code year last' }
	}
};
