/** Phase-space integrals straight from the definitions, at every node of a product of Gauss–trapezoid grids: no closed
 *  spheres, no conditional states, no refinement. The plain way against which the runtime's is judged. */

import { stratumAt } from "../evaluate/prepare/prepared-channel.ts";
import type { ChannelUse, Geometry, SphereGrid } from "../runtime/evaluator.ts";
import { gaussLegendre } from "../runtime/quadrature/sphere-rule.ts";
import type { ComplexMatrix } from "../spins/matrices/complex-matrix.ts";
import { dimensionsOf } from "./matrices.ts";

/** All polar angles together make a row, all azimuths a column; a node is (row, column). Entry k of a table belongs to the
 *  k-th pair (i, j), i ≤ j, of basis states. */
export interface PhaseSpace {
  readonly spins: readonly number[];
  readonly spheres: readonly SphereGrid[];
  readonly rows: number;
  readonly columns: number;
  /** M × quadrature weight of a node is rowWeight[r] · columnWeight. */
  readonly rowWeight: Float64Array;
  readonly columnWeight: number;
  readonly pairs: readonly (readonly [number, number])[];
  /** (2 −δ_ij) A_i A_j with A_i = |⟨i|Ω⟩|, [row][k]; and its derivative by θ of each party, [party][row][k]. */
  readonly moduli: readonly Float64Array[];
  readonly slopes: readonly (readonly Float64Array[])[];
  /** cos and sin of δ = arg ⟨Ω|i⟩⟨j|Ω⟩ [column][k], and the derivative of δ by φ of each party [party][k]. */
  readonly cos: readonly Float64Array[];
  readonly sin: readonly Float64Array[];
  readonly turns: readonly Float64Array[];
}

/** Q and its tangential gradient (see `Gradient`) at every node, [row * columns + column]. */
export interface Fields {
  readonly Q: Float64Array;
  readonly gradient: readonly Float64Array[];
}

/** ⟨J,m|e^{−iθJy}|J,J⟩ = √C(2J, i) cos^{2J−i}(θ/2) sin^i(θ/2), i = J − m, and the derivatives by θ. */
function amplitudes(twoJ: number, theta: number): { value: number[]; slope: number[] } {
  const c = Math.cos(theta / 2);
  const s = Math.sin(theta / 2);
  let binomial = 1;
  const value: number[] = [];
  const slope: number[] = [];
  for (let i = 0; i <= twoJ; i++) {
    const root = Math.sqrt(binomial);
    value.push(root * c ** (twoJ - i) * s ** i);
    const down = i === 0 ? 0 : i * c ** (twoJ - i + 1) * s ** (i - 1);
    const up = i === twoJ ? 0 : (twoJ - i) * c ** (twoJ - i - 1) * s ** (i + 1);
    slope.push(0.5 * root * (down - up));
    binomial *= (twoJ - i) / (i + 1);
  }
  return { value, slope };
}

/** Every way to pick one index below each of `counts`, the first slowest. */
function tuples(counts: readonly number[]): number[][] {
  return counts.reduce<number[][]>(
    (list, count) => list.flatMap((tuple) => Array.from({ length: count }, (_, k) => [...tuple, k])),
    [[]],
  );
}

const known = new Map<string, PhaseSpace>();

/** @param polar  Gauss nodes in cosθ on every sphere; there are three more in φ */
export function phaseSpace(spins: readonly number[], polar: number): PhaseSpace {
  const key = `${spins.join(" ")}: ${polar}`;
  const made = known.get(key) ?? buildPhaseSpace(spins, polar);
  known.set(key, made);
  return made;
}

function buildPhaseSpace(spins: readonly number[], polar: number): PhaseSpace {
  const azimuthal = polar + 3;
  const dimensions = dimensionsOf(spins);
  const basis = tuples(dimensions);
  const pairs = basis.flatMap((_, i) => basis.slice(i).map((_, k): [number, number] => [i, i + k]));
  const { theta, weight } = gaussLegendre(polar);
  const phi = Array.from({ length: azimuthal }, (_, c) => (2 * Math.PI * (c + 0.3)) / azimuthal);
  const tables = dimensions.map((d) => Array.from(theta, (angle) => amplitudes(d - 1, angle)));
  const rows = tuples(spins.map(() => polar));
  const columns = tuples(spins.map(() => azimuthal));
  const modulus = (row: number[], state: number[], derived: number): number =>
    state.reduce((a, i, p) => a * tables[p][row[p]][p === derived ? "slope" : "value"][i], 1);
  const products = (derived: number) =>
    rows.map((row) =>
      Float64Array.from(pairs, ([i, j]) => {
        if (derived < 0) return (i === j ? 1 : 2) * modulus(row, basis[i], -1) * modulus(row, basis[j], -1);
        const left = modulus(row, basis[i], derived) * modulus(row, basis[j], -1);
        return (i === j ? 1 : 2) * (left + modulus(row, basis[i], -1) * modulus(row, basis[j], derived));
      }),
    );
  const turns = spins.map((_, p) => Float64Array.from(pairs, ([i, j]) => basis[j][p] - basis[i][p]));
  const phases = columns.map((column) =>
    Float64Array.from(pairs, (_, k) => turns.reduce((sum, turn, p) => sum + turn[k] * phi[column[p]], 0)),
  );
  return {
    spins,
    spheres: spins.map((_, p) => ({
      cosTheta: Float64Array.from(rows, (row) => Math.cos(theta[row[p]])),
      sinTheta: Float64Array.from(rows, (row) => Math.sin(theta[row[p]])),
      cosPhi: Float64Array.from(columns, (column) => Math.cos(phi[column[p]])),
      sinPhi: Float64Array.from(columns, (column) => Math.sin(phi[column[p]])),
    })),
    rows: rows.length,
    columns: columns.length,
    rowWeight: Float64Array.from(rows, (row) => row.reduce((w, r, p) => w * weight[r] * (dimensions[p] / 2), 1)),
    columnWeight: azimuthal ** -spins.length,
    pairs,
    moduli: products(-1),
    slopes: spins.map((_, p) => products(p)),
    cos: phases.map((column) => column.map(Math.cos)),
    sin: phases.map((column) => column.map(Math.sin)),
    turns,
  };
}

/** Q = Σ ⟨Ω|i⟩ ρ_ij ⟨j|Ω⟩ of a Hermitian matrix and its gradient with respect to the parties `on`. */
export function fieldsOf(space: PhaseSpace, rho: ComplexMatrix, on: readonly number[]): Fields {
  const { rows, columns, pairs, moduli, slopes, turns, spheres } = space;
  const Q = new Float64Array(rows * columns);
  const gradient = on.flatMap(() => [new Float64Array(rows * columns), new Float64Array(rows * columns)]);
  const count = pairs.length;
  const x = Float64Array.from(pairs, ([i, j]) => rho.re[i * rho.dimension + j]);
  const y = Float64Array.from(pairs, ([i, j]) => rho.im[i * rho.dimension + j]);
  const value = new Float64Array(count);
  const turned = new Float64Array(count);
  for (let c = 0; c < columns; c++) {
    for (let k = 0; k < count; k++) {
      const cos = space.cos[c][k];
      const sin = space.sin[c][k];
      value[k] = x[k] * cos - y[k] * sin;
      turned[k] = -x[k] * sin - y[k] * cos;
    }
    for (let r = 0; r < rows; r++) {
      const node = r * columns + c;
      for (let k = 0; k < count; k++) Q[node] += moduli[r][k] * value[k];
      on.forEach((party, which) => {
        let byTheta = 0;
        let byPhi = 0;
        for (let k = 0; k < count; k++) {
          byTheta += slopes[party][r][k] * value[k];
          byPhi += moduli[r][k] * turns[party][k] * turned[k];
        }
        gradient[2 * which][node] = byTheta;
        gradient[2 * which + 1][node] = byPhi / spheres[party].sinTheta[r];
      });
    }
  }
  return { Q, gradient };
}

/** M ∫ f. */
export function integral({ rows, columns, rowWeight, columnWeight }: PhaseSpace, f: Float64Array): number {
  let sum = 0;
  for (let r = 0; r < rows; r++) {
    let row = 0;
    for (let c = 0; c < columns; c++) row += f[r * columns + c];
    sum += rowWeight[r] * row;
  }
  return sum * columnWeight;
}

export function geometryOf(space: PhaseSpace, on: readonly number[]): Geometry {
  return { rows: space.rows, columns: space.columns, spheres: on.map((party) => space.spheres[party]) };
}

/** A value by quadrature on three grids, and its error, taken to be twenty times the last change, or the one before; null where they do not
 *  converge, as where the diffusion has zeros. */
export function byThreeGrids(
  spins: readonly number[],
  integral: (space: PhaseSpace) => number,
): { readonly value: number; readonly error: number } | null {
  const start = spins.length === 1 ? 14 + 4 * spins[0] : 5;
  // Even and odd in turn: what is narrow at the equator has a node on it or not, and errs to either side.
  const sizes = [1, 1.5, 2.25].map((factor, k) => 2 * Math.round((factor * start) / 2) + (k % 2));
  const [a, b, c] = sizes.map((polar) => integral(phaseSpace(spins, polar)));
  const change = Math.abs(c - b);
  if (change > 1e-12 * Math.abs(c) && change > 0.3 * Math.abs(b - a)) return null;
  return { value: c, error: Math.max(20 * change, Math.abs(b - a)) };
}

/** Π of a channel in the state ρ, from its emitted integrand with P the Husimi function of `deviation`. */
export function productionByDefinition(
  space: PhaseSpace,
  use: ChannelUse,
  rho: ComplexMatrix,
  deviation: ComplexMatrix = rho,
): number {
  const { on, parameters } = use;
  const channel = stratumAt(use.channel, parameters);
  const { Q, gradient } = fieldsOf(space, rho, on);
  const P = deviation === rho ? { Q, gradient } : fieldsOf(space, deviation, on);
  const out = new Float64Array(Q.length);
  const J = on.map((party) => space.spins[party]);
  channel.pointwise.production!(parameters, J, geometryOf(space, on), Q, P.Q, P.gradient, out);
  return integral(space, out);
}

/** dS/dt|diss or Φ of a channel, from its emitted integrand. */
export function rateByDefinition(
  space: PhaseSpace,
  kind: "entropyRate" | "flux",
  use: ChannelUse,
  rho: ComplexMatrix,
): number {
  const { on, parameters } = use;
  const channel = stratumAt(use.channel, parameters);
  const { Q, gradient } = fieldsOf(space, rho, on);
  const out = new Float64Array(Q.length);
  const J = on.map((party) => space.spins[party]);
  channel.pointwise[kind]!(parameters, J, geometryOf(space, on), Q, gradient, out);
  return integral(space, out);
}

/** S = −M ∫ Q ln Q (eq 5). */
export function entropyByDefinition(space: PhaseSpace, rho: ComplexMatrix): number {
  const { Q } = fieldsOf(space, rho, []);
  return integral(
    space,
    Q.map((q) => -q * Math.log(q)),
  );
}
