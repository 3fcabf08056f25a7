import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { spinDimensions } from "../../spins/states/state.ts";
import { interpret } from "../../symbolic/algebra/expression.ts";
import { imaginaryPart, isZero, type Polynomial, realPart } from "../../symbolic/algebra/polynomial.ts";
import type { SpinOperator, Word } from "../../symbolic/algebra/spin-operator.ts";

/** A basis state and how it is reached from another: |to⟩⟨from| with this factor. */
interface Image {
  readonly to: number;
  readonly factor: number;
}

/**
 * An operator without parameters, its parties labelled by their index, as a matrix on all parties. A product of ladder
 * operators takes a basis state to a multiple of one basis state: J₊|m⟩ = √((J−m)(J+m+1)) |m+1⟩, J_z|m⟩ = m|m⟩.
 */
export function operatorMatrix(operator: SpinOperator, spins: readonly number[]): ComplexMatrix {
  const dimensions = spinDimensions(spins);
  const dimension = dimensions.reduce((all, d) => all * d, 1);
  const matrix = { dimension, re: new Float64Array(dimension ** 2), im: new Float64Array(dimension ** 2) };
  for (const { coefficient, word } of operator) {
    const [re, im] = [realPart(coefficient), imaginaryPart(coefficient)].map(value) as [number, number];
    for (let from = 0; from < dimension; from++) {
      const { to, factor } = imageOf(from, word, dimensions);
      matrix.re[to * dimension + from]! += re * factor;
      matrix.im[to * dimension + from]! += im * factor;
    }
  }
  return matrix;
}

/** Below it doubles lose their digits. */
const least = 2 ** -1022;

function value(of: Polynomial): number {
  const double = interpret({ kind: "polynomial", of }, new Map());
  if (Number.isFinite(double) && (Math.abs(double) >= least || isZero(of))) return double;
  const found = Math.abs(double) < least ? "below 1e-307" : "that no double holds";
  throw new InvalidInput(
    `hamiltonian: a coefficient ${found}; expected 0 or one within 1e-307 to 1e308. Use another unit of energy, or 0 for what is negligible`,
  );
}

/** The rightmost operator of a word acts first. One root of the whole product: J₊J₋ is exact. */
function imageOf(from: number, word: Word, dimensions: readonly number[]): Image {
  let to = from;
  let [factor, square] = [1, 1];
  for (let k = word.length - 1; k >= 0 && factor !== 0 && square !== 0; k--) {
    const { ladder, party } = word[k]!;
    const stride = dimensions.slice(Number(party) + 1).reduce((all, d) => all * d, 1);
    const twoJ = dimensions[Number(party)]! - 1;
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
