/**
 * The steady state that a state evolves to, lim e^{Gt}ρ, and how many there are. A Lindblad generator has no eigenvalue with
 * positive real part and no Jordan block on the imaginary axis, so the limit is the projection on the kernel along the range,
 * V (W†V)⁻¹ W†, V and W the right and left null vectors, wherever no imaginary eigenvalue is excited (Albert & Jiang, Phys.
 * Rev. A 89, 022118 (2014)). Part by part, as for the evolution itself.
 */
import { EigenvalueDecomposition, inverse, Matrix, SingularValueDecomposition } from "ml-matrix";
import type { ComplexMatrix } from "../evaluator.ts";
import { InvalidInput } from "../invalid-input.ts";
import { ROUNDING } from "../quadrature/quadrature.ts";
import { allParts, type Cluster, type Evolution, eachPart, fromBlocks, hermitianBlocks, rescaled } from "./evolve.ts";
import type { Parts } from "./generator.ts";
import { denseMatrix, largestColumn, type Part, partOf } from "./propagate.ts";

export interface SteadyState {
  readonly state: ComplexMatrix;
  /** Dimension of the kernel of the full generator. */
  readonly count: number;
  /** What the state is off by in the Frobenius norm: 4ε of the conditions of the parts that were projected. */
  readonly error: number;
}

/** The largest part that is decomposed. */
const LARGEST = 400;
/** Rates and frequencies below this share of the generator's size are zero. */
const NEGLIGIBLE = 1e-11;
/** Eigenvalues of matrices that are not normal are less well known. */
const NEAR_AXIS = 1e-8;
/** What of a state on an oscillating mode is rounding. */
const EXCITED = 1e-9;

/** Real spectrum on the imaginary axis, by frequency. */
type Multiplicities = ReadonlyMap<number, number>;

/** @throws InvalidInput  when the state does not come to rest, or a part of the generator is too large to decompose */
export function steadyState(system: Evolution, rho: ComplexMatrix): SteadyState {
  let state = rho;
  let axis: Multiplicities = new Map([[0, 1]]);
  let condition = 1;
  for (const cluster of system.clusters) {
    const parts = allParts(cluster);
    const blocks = hermitianBlocks(state, system.dimensions, cluster.parties);
    const { spectrum, limits, worst } = decompose(cluster, parts);
    condition += worst;
    eachPart(parts, blocks, (p) => limits(p));
    state = fromBlocks(blocks, system.dimensions, cluster.parties);
    axis = sums(axis, spectrum);
  }
  const moved = system.clusters.flatMap(({ parties }) => parties);
  let idle = 1;
  system.dimensions.forEach((d, party) => {
    if (!moved.includes(party)) idle *= d * d;
  });
  let count = 0;
  for (const [frequency, multiplicity] of axis) if (frequency === 0) count += multiplicity;
  return { state: rescaled(state, 1), count: count * idle, error: ROUNDING * condition };
}

interface Decomposition {
  readonly spectrum: Multiplicities;
  /** The largest over the smallest singular value that is not zero, of the worst part. */
  readonly worst: number;
  /** The projection of a part. */
  readonly limits: (part: number) => (x: Float64Array) => Float64Array;
}

function decompose(cluster: Cluster, parts: Parts): Decomposition {
  const count = parts.starts.length - 1;
  let size = 0;
  for (let p = 0; p < count; p++) size = Math.max(size, largestColumn(partOf(parts, p)));
  const spectrum = new Map<number, number>();
  let worst = 0;
  const add = (frequency: number, multiplicity: number) => {
    spectrum.set(frequency, (spectrum.get(frequency) ?? 0) + multiplicity);
  };
  const actions: ((x: Float64Array) => Float64Array)[] = [];
  for (let p = 0; p < count; p++) {
    const part = partOf(parts, p);
    if (part.size === 1) {
      const rests = Math.abs(part.value[part.columnStart[0]] ?? 0) <= NEGLIGIBLE * size || isEmpty(part);
      if (rests) add(0, 1);
      actions.push((x) => (rests ? x.slice() : new Float64Array(1)));
    } else if (isDominated(part)) {
      actions.push((x) => new Float64Array(x.length));
    } else {
      if (part.size > LARGEST) refuseSize(part.size, cluster);
      const { action, condition } = project(part, size, add);
      worst = Math.max(worst, condition);
      actions.push(action);
    }
  }
  return { spectrum, limits: (part) => actions[part], worst };
}

function isEmpty({ columnStart }: Part): boolean {
  return columnStart[0] === columnStart[1];
}

function refuseSize(size: number, { parties }: Cluster): never {
  throw new InvalidInput(
    `times: the steady state of parties [${parties.join(", ")}] needs the kernel of a ${size} × ${size} part of the generator; ` +
      `up to ${LARGEST} × ${LARGEST} is offered. Give a long time instead`,
  );
}

/**
 * Whether every column is dominated by a negative diagonal entry, one of each connected set strictly: then no eigenvalue is
 * on the imaginary axis (weakly chained diagonal dominance: Azimzadeh & Forsyth, SIAM J. Numer. Anal. 54, 1341 (2016)).
 */
function isDominated({ size, columnStart, row, value }: Part): boolean {
  const strict: number[] = [];
  const users: number[][] = Array.from({ length: size }, () => []);
  for (let c = 0; c < size; c++) {
    let diagonal = 0;
    let others = 0;
    for (let e = columnStart[c]; e < columnStart[c + 1]; e++) {
      if (row[e] === c) diagonal = value[e];
      else {
        others += Math.abs(value[e]);
        users[row[e]].push(c);
      }
    }
    const slack = 1e-12 * Math.abs(diagonal);
    if (!(diagonal < 0) || others > -diagonal + slack) return false;
    if (others < -diagonal * (1 - 1e-6)) strict.push(c);
  }
  // A column is chained to one that is strict when one of the rows it feeds is.
  const chained = new Uint8Array(size);
  for (const c of strict) chained[c] = 1;
  const open = strict;
  while (open.length > 0) {
    for (const c of users[open.pop()!]) {
      if (chained[c] === 1) continue;
      chained[c] = 1;
      open.push(c);
    }
  }
  return chained.every((mark) => mark === 1);
}

/** The projection on the kernel, refusing what has a share of an oscillating mode. */
function project(
  part: Part,
  scale: number,
  add: (frequency: number, multiplicity: number) => void,
): { action: (x: Float64Array) => Float64Array; condition: number } {
  const A = denseMatrix(part);
  const { right, left, condition } = nullVectors(A, NEGLIGIBLE * scale);
  if (right.columns > 0) add(0, right.columns);
  const projection =
    right.columns === 0 ? null : right.mmul(inverse(left.transpose().mmul(right))).mmul(left.transpose());
  const oscillations = frequencies(A, scale).map((frequency) => {
    // (A² + ω²)W = 0 for both of ±iω.
    const square = A.mmul(A).add(Matrix.eye(part.size).mul(frequency * frequency));
    const modes = nullVectors(square, NEAR_AXIS * scale * scale);
    add(frequency, modes.left.columns / 2);
    add(-frequency, modes.left.columns / 2);
    return { frequency, modes: modes.left };
  });
  const action = (x: Float64Array) => {
    const column = Matrix.columnVector(Array.from(x));
    const whole = column.norm("frobenius");
    for (const { frequency, modes } of oscillations) {
      if (modes.columns > 0 && modes.transpose().mmul(column).norm("frobenius") > EXCITED * whole) {
        throw new InvalidInput(
          `times: "steady", but the state never comes to rest: the generator has the eigenvalues ±${Number(frequency.toPrecision(10))}i ` +
            "without decay, and the state has a share of their modes",
        );
      }
    }
    if (projection === null) return new Float64Array(x.length);
    return Float64Array.from(projection.mmul(column).getColumn(0));
  };
  return { action, condition };
}

/** Orthonormal right and left null vectors as columns: singular values below `negligible`; and the largest over the smallest of
 *  the others. */
function nullVectors(A: Matrix, negligible: number): { right: Matrix; left: Matrix; condition: number } {
  const { diagonal, leftSingularVectors: U, rightSingularVectors: V } = new SingularValueDecomposition(A);
  const small = diagonal.flatMap((value, k) => (value <= negligible ? [k] : []));
  const large = diagonal.filter((value) => value > negligible);
  return {
    condition: large.length === 0 ? 0 : Math.max(...large) / Math.min(...large),
    right: small.length === 0 ? Matrix.zeros(A.rows, 0) : V.subMatrixColumn(small),
    left: small.length === 0 ? Matrix.zeros(A.rows, 0) : U.subMatrixColumn(small),
  };
}

/** ω > 0 of the eigenvalues ±iω, each once. */
function frequencies(A: Matrix, scale: number): number[] {
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(A);
  const found: number[] = [];
  realEigenvalues.forEach((re, k) => {
    const frequency = imaginaryEigenvalues[k];
    if (Math.abs(re) > NEAR_AXIS * scale || frequency <= NEAR_AXIS * scale) return;
    if (!found.some((other) => Math.abs(other - frequency) <= NEAR_AXIS * scale)) found.push(frequency);
  });
  return found;
}

/** Of A ⊗ 1 + 1 ⊗ B: all sums of one eigenvalue each. */
function sums(a: Multiplicities, b: Multiplicities): Multiplicities {
  const all = new Map<number, number>();
  for (const [x, m] of a) {
    for (const [y, n] of b) {
      let sum = x + y;
      for (const known of [0, ...all.keys()])
        if (Math.abs(sum - known) <= NEAR_AXIS * (Math.abs(x) + Math.abs(y))) sum = known;
      all.set(sum, (all.get(sum) ?? 0) + m * n);
    }
  }
  return all;
}
