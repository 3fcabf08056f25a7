/** What a state comes to at rest, in many digits: the kernel of the generator by elimination, the projection on it, and whether
 *  the state comes to rest at all. */
import { type Digits, digits } from "./digits.ts";
import { nullVectors, solve, transposed, Undecided } from "./elimination.ts";
import { multiplyRows, squarings, startingPower } from "./exponential.ts";
import { components, coordinatesOf, generatorRows, matrixOf, type Rows, restricted, sizeBits } from "./generator.ts";
import { type ExactMatrix, frobenius } from "./matrix.ts";
import { exactSystem, type System } from "./system.ts";

export interface Kernel {
  readonly count: number;
  /** V (WᵀV)⁻¹ Wᵀ x. */
  project(x: readonly bigint[]): bigint[];
  /** The rows and columns of a set of coordinates that stands alone. */
  projector(d: Digits, set: readonly number[]): Rows;
  readonly digits: Digits;
  readonly rows: Rows;
  readonly start: readonly bigint[];
}

const FIRST_BITS = 900;
const MOST_BITS = 16_000;

/** @throws Undecided  where no number of digits that is tried tells what is zero */
export function kernelOf(system: System): Kernel {
  for (let bits = FIRST_BITS + 6 * rangeBits(system); ; bits *= 2) {
    try {
      return kernelWith(digits(bits), system);
    } catch (error) {
      if (!(error instanceof Undecided) || 2 * bits > MOST_BITS) throw error;
    }
  }
}

function kernelWith(d: Digits, system: System): Kernel {
  const exact = exactSystem(d, system);
  const rows = generatorRows(exact);
  const n = rows.length;
  const right: bigint[][] = [];
  const left: bigint[][] = [];
  for (const set of components(rows)) {
    const own = restricted(rows, set);
    const spread = (x: readonly bigint[]) => {
      const whole = new Array<bigint>(n).fill(0n);
      set.forEach((at, k) => {
        whole[at] = x[k];
      });
      return whole;
    };
    const [V, W] = [nullVectors(d, own), nullVectors(d, transposed(own))];
    if (V.length !== W.length) throw new Undecided("left and right kernels of different dimensions");
    right.push(...V.map(spread));
    left.push(...W.map(spread));
  }
  const dot = (a: readonly bigint[], b: readonly bigint[]) =>
    a.reduce((sum, x, k) => (x === 0n || b[k] === 0n ? sum : sum + d.times(x, b[k])), 0n);
  const overlaps = left.map((w) => right.map((v) => dot(w, v)));
  const project = (x: readonly bigint[]): bigint[] => {
    const out = new Array<bigint>(n).fill(0n);
    const b = left.map((w) => dot(w, x));
    if (b.every((value) => value === 0n)) return out;
    solve(d, overlaps, b).forEach((share, k) => {
      for (let at = 0; at < n; at++) if (right[k][at] !== 0n) out[at] += d.times(share, right[k][at]);
    });
    return out;
  };
  const projector = (other: Digits, set: readonly number[]): Rows => {
    const columns = set.map((at) => {
      const unit = new Array<bigint>(n).fill(0n);
      unit[at] = d.one;
      const image = project(unit);
      return set.map((k) => other.from(image[k], d.bits));
    });
    return transposed(columns);
  };
  return { count: right.length, project, projector, digits: d, rows, start: coordinatesOf(exact.state) };
}

/** What lies between the smallest and the largest number of a system, in bits. */
function rangeBits({ noises, hamiltonian }: System): number {
  const sizes: number[] = [1];
  const add = (x: number) => {
    if (x !== 0) sizes.push(Math.abs(x));
  };
  if (hamiltonian !== null) for (const x of [...hamiltonian.re, ...hamiltonian.im]) add(x);
  for (const noise of noises) {
    if ("jumps" in noise) {
      for (const { re, im } of noise.jumps) for (const x of [...re, ...im]) add(x);
      continue;
    }
    const { Gamma = 0, nbar = 0, lambda = 0, r = 0, polar } = noise.parameters;
    for (const x of [Gamma, lambda, Gamma * (nbar + 1), Gamma * nbar]) add(x);
    add(Math.exp(-4 * r));
    if (polar !== undefined) {
      add(Math.sin(polar) ** 2);
      add(Math.cos(polar) ** 2);
    }
  }
  return Math.ceil(Math.log2(Math.max(...sizes) / Math.min(...sizes)));
}

export interface ExactRest {
  readonly count: number;
  readonly digits: Digits;
  /** Null where the state never comes to rest. */
  readonly rho: ExactMatrix | null;
}

export function restOf(system: System): ExactRest {
  const kernel = kernelOf(system);
  const { count, digits: d, project, start } = kernel;
  const limit = project(start);
  const rests = count === 1 || comesToRest(kernel, limit, system);
  return { count, digits: d, rho: rests ? matrixOf(limit) : null };
}

/** As many doublings of time bring what decays to nothing. */
const DOUBLINGS = 700;
const DECAYED = 1e-60;

/**
 * With one steady state all come to rest (Schirmer & Wang, Phys. Rev. A 81, 062306 (2010)). Else what is left beside the limit
 * decays or turns for ever; without noise it never decays.
 */
function comesToRest(kernel: Kernel, limit: readonly bigint[], system: System): boolean {
  const { digits: d, rows, start } = kernel;
  const rest = start.map((x, k) => x - limit[k]);
  const isNothing = (x: readonly bigint[], digitsOf: Digits) => frobenius(digitsOf, matrixOf(x)) < DECAYED;
  if (isNothing(rest, d)) return true;
  if (exactSystem(d, system).jumps.flat().length === 0) return false;
  for (const set of components(rows)) {
    const own = set.map((k) => rest[k]);
    if (own.every((x) => Math.abs(d.toNumber(x)) < DECAYED)) continue;
    if (!decays(d, restricted(rows, set), own)) return false;
  }
  return true;
}

function decays(d: Digits, A: Rows, x: readonly bigint[]): boolean {
  const size = sizeBits(d, A);
  if (size === Number.NEGATIVE_INFINITY) return false;
  for (let doublings = 64; doublings <= DOUBLINGS; doublings *= 2) {
    // Time in units of 1/‖A‖: |A|·2^−size ≤ 1.
    const fine = digits(260 + doublings);
    const time = 2 ** -size;
    let power = startingPower(fine, A, d.bits, time, squarings(time, size));
    const y = x.map((value) => fine.from(value, d.bits));
    for (let k = 0; k < doublings; k++) {
      power = multiplyRows(fine, power, power);
      const left = power.map((row) => row.reduce((sum, value, c) => sum + fine.times(value, y[c]), 0n));
      if (left.every((value) => Math.abs(fine.toNumber(value)) < DECAYED)) return true;
    }
  }
  return false;
}
