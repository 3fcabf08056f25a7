import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { spinDimensions } from "../../spins/states/density-matrix.ts";
import type { OperatorTerm } from "../../symbolic/declare/operator-text.ts";
import type { Path } from "../../text/refusal.ts";
import { limits } from "./job-limits.ts";

export type Terms = readonly OperatorTerm[];

/** The matrix of an operator on these spins.
 *  @throws InvalidInput  where it would take too long to make */
export function matrixOfTerms(terms: Terms, spins: readonly number[], path: Path): ComplexMatrix {
  requireFewImages(terms, spins, path);
  return operatorMatrix(terms, spins);
}

/** Every product of operators takes every basis state somewhere. */
function requireFewImages({ length: products }: Terms, spins: readonly number[], path: Path): void {
  const dimension = spinDimensions(spins).reduce((all, d) => all * d, 1);
  if (products * dimension <= limits.images) return;
  const found = `${products} products of operators on ${dimension} states, each with an image`;
  throw new InvalidInput({ path, found, expected: `at most ${limits.images}`, remedy: "give the matrix instead" });
}

/** A basis state and how it is reached from another: |to⟩⟨from| with this factor. */
interface Image {
  readonly to: number;
  readonly factor: number;
}

/**
 * An operator as a matrix on all parties. A product of ladder operators takes a basis state to a multiple of one basis
 * state: J₊|m⟩ = √((J−m)(J+m+1)) |m+1⟩, J_z|m⟩ = m|m⟩.
 */
function operatorMatrix(terms: Terms, spins: readonly number[]): ComplexMatrix {
  const dimensions = spinDimensions(spins);
  const dimension = dimensions.reduce((all, d) => all * d, 1);
  const matrix = { dimension, re: new Float64Array(dimension ** 2), im: new Float64Array(dimension ** 2) };
  for (const { re, im, factors } of terms) {
    for (let from = 0; from < dimension; from++) {
      const { to, factor } = imageOf(from, factors, dimensions);
      matrix.re[to * dimension + from]! += re * factor;
      matrix.im[to * dimension + from]! += im * factor;
    }
  }
  return matrix;
}

/** The rightmost operator of a product acts first. One root of the whole product: J₊J₋ is exact. */
function imageOf(from: number, factors: OperatorTerm["factors"], dimensions: readonly number[]): Image {
  let to = from;
  let [factor, square] = [1, 1];
  for (let k = factors.length - 1; k >= 0 && factor !== 0 && square !== 0; k--) {
    const { ladder, party } = factors[k]!;
    const stride = dimensions.slice(party + 1).reduce((all, d) => all * d, 1);
    const twoJ = dimensions[party]! - 1;
    // m = J − place.
    const place = Math.floor(to / stride) % (twoJ + 1);
    if (ladder === "z") factor *= twoJ / 2 - place;
    else if (ladder === "+") {
      square *= place * (twoJ - place + 1);
      to -= stride;
    } else {
      square *= (twoJ - place) * (place + 1);
      to += stride;
    }
  }
  return factor === 0 || square === 0 ? { to: from, factor: 0 } : { to, factor: factor * Math.sqrt(square) };
}
