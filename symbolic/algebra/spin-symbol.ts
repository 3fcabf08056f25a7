/** J[a] is the symbol of party a's spin. */
export const spinSymbol = (party: string): string => `J[${party}]`;

export const isSpinSymbol = (name: string): boolean => name.startsWith("J[");
