import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { totalDimension } from "../../spins/matrices/complex-matrix.ts";
import { type DoubleDouble, zeroDoubleDouble } from "../../spins/matrices/double-double.ts";
import { addMultiple, longProduct, longRoot } from "../../spins/numbers/long-number.ts";
import { spinDimensions } from "../../spins/states/density-matrix.ts";
import type { OperatorTerm } from "../../symbolic/declare/operator-text.ts";
import type { Path } from "../../text/refusal.ts";
import { limits } from "./job-limits.ts";

export type Terms = readonly OperatorTerm[];

/** The matrix of an operator on these spins.
 *  @throws InvalidInput  where it would take too long to make */
export function matrixOfTerms(terms: Terms, spins: readonly number[], path: Path): DoubleDouble {
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

/** A basis state and how it is reached from another: |to⟩⟨from| with factor·√square, both exact. */
interface Image {
  readonly to: number;
  readonly factor: number;
  readonly square: number;
}

/**
 * An operator as a matrix on all parties, to thirty digits. A product of ladder operators takes a basis state to a multiple of one
 * basis state: J₊|m⟩ = √((J−m)(J+m+1)) |m+1⟩, J_z|m⟩ = m|m⟩.
 */
function operatorMatrix(terms: Terms, spins: readonly number[]): DoubleDouble {
  const dimensions = spinDimensions(spins);
  const dimension = totalDimension(dimensions);
  const matrix = zeroDoubleDouble(dimension);
  for (const { re, im, factors } of terms) {
    for (let from = 0; from < dimension; from++) {
      const image = imageOf(from, factors, dimensions);
      if (image === null) continue;
      addImage(matrix, "re", re, image, from);
      addImage(matrix, "im", im, image, from);
    }
  }
  return matrix;
}

function addImage(
  { high, low }: DoubleDouble,
  part: "re" | "im",
  coefficient: number,
  { to, factor, square }: Image,
  from: number,
): void {
  if (coefficient === 0) return;
  const root = longRoot(square);
  const product = longProduct(coefficient, factor, 0);
  const at = to * high.dimension + from;
  addMultiple(high[part], low[part], at, product[0], ...root);
  addMultiple(high[part], low[part], at, product[1], root[0], 0);
}

/** The rightmost operator of a product acts first. One root of the whole product: J₊J₋ is exact. */
function imageOf(from: number, factors: OperatorTerm["factors"], dimensions: readonly number[]): Image | null {
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
  return factor === 0 || square === 0 ? null : { to, factor, square };
}
