/** What somebody might type who takes the drawn phone for a real one. It must be found nowhere afterwards. */
export const PLANTED = ['001185076543', '4111111111111111', '736201', 'HoaSen@1958', 'loibimatcuarieng'];

/** Finds any of them, for PostgreSQL and for us; not six digits by chance in the middle of a hash, an id or a time. */
export const ANY_PLANTED = `(^|[^0-9a-f.])(${PLANTED.join('|')})([^0-9a-f]|$)`;
