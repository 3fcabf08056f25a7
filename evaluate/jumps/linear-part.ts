/** What of a matrix is linear in the spin operators: L = Σ_j l_j·J_j + α + rest, orthogonal parts by Tr A†B. */
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { basisOffsets, otherParties } from "../../spins/matrices/complex-matrix.ts";

/** L = Σ_j l_j·J_j + α, l_j = re[j] + i im[j] in Cartesian components, one a party. */
export interface LinearJump {
  readonly re: readonly (readonly [number, number, number])[];
  readonly im: readonly (readonly [number, number, number])[];
  /** α; zero where left out. */
  readonly constant?: { readonly re: number; readonly im: number };
}

/** @returns  the linear part, and the share of |L| in the Frobenius norm that it leaves
 *  @param spins  J of the parties that L acts on */
export function linearPart(
  L: ComplexMatrix,
  spins: readonly number[],
): { readonly part: LinearJump; readonly rest: number } {
  const size = Math.hypot(...norms(L));
  // Of numbers whose squares are none.
  const unit = size > 0 && Number.isFinite(size) ? size : 1;
  const scaled = { ...L, re: L.re.map((x) => x / unit), im: L.im.map((x) => x / unit) };
  const found = projections(scaled, spins);
  const rest = { dimension: L.dimension, re: scaled.re.slice(), im: scaled.im.slice() };
  subtract(rest, found, spins);
  return { part: times(found, unit), rest: Math.hypot(...norms(rest)) };
}

function norms({ re, im }: ComplexMatrix): readonly [number, number] {
  const norm = (entries: Float64Array): number => {
    const largest = entries.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    return largest === 0 ? 0 : largest * Math.sqrt(entries.reduce((sum, x) => sum + (x / largest) ** 2, 0));
  };
  return [norm(re), norm(im)];
}

type Components = [x: number, y: number, z: number];

/** l_k = Tr(J_k L)/Tr J_k², with Tr J_k² = J(J+1)d/3; α = Tr L/d. */
function projections(L: ComplexMatrix, spins: readonly number[]): LinearJump {
  const { dimension: d } = L;
  const re = spins.map((): Components => [0, 0, 0]);
  const im = spins.map((): Components => [0, 0, 0]);
  spins.forEach((J, party) => {
    const scale = 3 / (J * (J + 1) * d);
    for (const { place, coefficients } of entriesOf(spins, party)) {
      // Tr(J_k L) = Σ (J_k)*_{rc} L_{rc}
      coefficients.forEach(([a, b], k) => {
        re[party][k] += scale * (a * L.re[place] + b * L.im[place]);
        im[party][k] += scale * (a * L.im[place] - b * L.re[place]);
      });
    }
  });
  const trace = { re: 0, im: 0 };
  for (let i = 0; i < d; i++) {
    trace.re += L.re[i * (d + 1)];
    trace.im += L.im[i * (d + 1)];
  }
  return { re, im, constant: { re: trace.re / d, im: trace.im / d } };
}

/** A place in the matrix and what J_x, J_y, J_z of a party have there, re and im. */
interface Entry {
  readonly place: number;
  readonly coefficients: readonly (readonly [number, number])[];
}

function* entriesOf(spins: readonly number[], party: number): Generator<Entry> {
  const dimensions = spins.map((J) => Math.round(2 * J) + 1);
  const d = dimensions.reduce((all, one) => all * one, 1);
  const own = basisOffsets(dimensions, [party]);
  const twoJ = own.length - 1;
  for (const other of basisOffsets(dimensions, otherParties(dimensions, [party])))
    for (let i = 0; i <= twoJ; i++) {
      const here = own[i] + other;
      const m = 0.5 * twoJ - i;
      yield {
        place: here * (d + 1),
        coefficients: [
          [0, 0],
          [0, 0],
          [m, 0],
        ],
      };
      if (i === twoJ) continue;
      const half = 0.5 * Math.sqrt((twoJ - i) * (i + 1));
      const below = own[i + 1] + other;
      yield {
        place: here * d + below,
        coefficients: [
          [half, 0],
          [0, -half],
          [0, 0],
        ],
      };
      yield {
        place: below * d + here,
        coefficients: [
          [half, 0],
          [0, half],
          [0, 0],
        ],
      };
    }
}

/** rest −= Σ_j l_j·J_j + α */
function subtract(
  rest: ComplexMatrix,
  { re, im, constant = { re: 0, im: 0 } }: LinearJump,
  spins: readonly number[],
): void {
  spins.forEach((_, party) => {
    for (const { place, coefficients } of entriesOf(spins, party))
      coefficients.forEach(([a, b], k) => {
        rest.re[place] -= a * re[party][k] - b * im[party][k];
        rest.im[place] -= a * im[party][k] + b * re[party][k];
      });
  });
  for (let i = 0; i < rest.dimension; i++) {
    rest.re[i * (rest.dimension + 1)] -= constant.re;
    rest.im[i * (rest.dimension + 1)] -= constant.im;
  }
}

function times({ re, im, constant = { re: 0, im: 0 } }: LinearJump, factor: number): LinearJump {
  const scaled = (rows: LinearJump["re"]) => rows.map(([x, y, z]): Components => [factor * x, factor * y, factor * z]);
  return { re: scaled(re), im: scaled(im), constant: { re: factor * constant.re, im: factor * constant.im } };
}
