/** Every page is links and form posts; none ships a script (design.md, invariant 17). */
export const csr = false;
