import { describe, expect, it } from "vitest";
import { type Algebra, type Identity, leftByAlgebrite, leftByExact } from "./algebra.ts";
import { identities } from "./identities.ts";

/** The first pair of an identity, its left side enlarged by J. */
const falsified =
  (identity: Identity): Identity =>
  <Value>(algebra: Algebra<Value>) => {
    const [[left, right], ...rest] = identity(algebra);
    return [[algebra.add(left, algebra.symbol("J")), right], ...rest];
  };

describe("the identities of docs/positivity.md hold for all J, M, N", () => {
  it.each(identities)("%s, by our own exact algebra", (_, identity) => {
    expect(leftByExact(identity)).toEqual([]);
    expect(leftByExact(falsified(identity))).toHaveLength(1);
  });

  it.each(identities)("%s, by Algebrite", (_, identity) => {
    expect(leftByAlgebrite(identity)).toEqual([]);
  });

  it("and Algebrite sees where one does not", () => {
    const [, [, identity]] = identities;
    expect(leftByAlgebrite(falsified(identity))).toHaveLength(1);
  });
});
