/** J as one writes it: 3/2. */
export const spinText = (J: number): string => (Number.isInteger(J) ? `${J}` : `${2 * J}/2`);
