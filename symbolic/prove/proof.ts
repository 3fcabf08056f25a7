/** What every proof of a certificate says, and the failure of one. */

type Means = "exact polynomial arithmetic" | "Algebrite 1.4.0" | "nerdamer 1.1.13" | "quadrature in double precision";

/** A claim about a derivation, and by what means it was proven. */
export interface Proof {
  /** One sentence that is now known to be true. */
  readonly claim: string;
  readonly by: Means;
  /** For which spins, points and parameters. */
  readonly scope: string;
}

/** A claim about a derivation that does not hold, with the two sides that differ. */
export class NotCertified extends Error {
  override readonly name = "NotCertified";
  constructor(claim: string, found: string, expected: string) {
    super(`not certified: ${claim}\n  derived:  ${found}\n  expected: ${expected}`);
  }
}
