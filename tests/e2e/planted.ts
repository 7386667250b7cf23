/** What somebody might type who takes the drawn phone for a real one. It must be found nowhere afterwards. */
export const PLANTED = ['001185076543', '4111111111111111', '736201', 'HoaSen@1958', 'loibimatcuarieng'];
