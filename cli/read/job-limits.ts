/**
 * How large what a job brings may be. All limits of this room; each is checked before the work that it bounds, and exceeding one
 * is a line that names it.
 */
export const limits = {
  /** Bytes of a job: a dense matrix of some 900 states. */
  job: 32 * 2 ** 20,
  /** Of a state in a file of its own: complex numbers of 16 bytes, and a header. */
  file: 16 * 4096 ** 2 + 4096,
  /** Lists and objects of a job within each other; the deepest field is five down. */
  nesting: 32,
  /** Entries of a matrix a row: 268 MB of complex numbers. */
  dimension: 4096,
  spins: 12,
  channels: 1000,
  constants: 1000,
  observables: 100,
  /** Characters of a text of numbers or operators: 20,000 summands of 50 each. */
  text: 1_000_000,
  /** Of its expansion: products of operators, factors and digits of one of them, and the work of adding them exactly. */
  expansion: { terms: 100_000, factors: 40, digits: 700, work: 4_000_000 },
  /** Products of operators, like ones together, times the dimension. */
  images: 2e7,
} as const;
