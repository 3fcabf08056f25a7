/** Random two-qubit states from a seed: as the paper draws them (Zicari 2023, section 4), and Ginibre's. */

import { fieldsOf, numbersOf, refuseShape } from "../../spins/input/given.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { randomStream } from "../../spins/states/random-stream.ts";

/** Draws states one after the other; the same seed gives the same states on every machine. */
export interface StateSampler {
  next(): ComplexMatrix;
  /** States returned and candidates drawn so far: their ratio is the acceptance rate. */
  readonly accepted: number;
  readonly drawn: number;
}

/** A state of eq 27 (γ = 0) or eq 30, by its numbers. */
export interface ClassDraw {
  readonly populations: readonly number[];
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
}

/** An interval that a coherence is uniform on; [0, 0] for one that is left out. */
export type Interval = readonly [low: number, high: number];

export interface PaperClass {
  /** "x": eq 27, α on the antidiagonal and β elsewhere. "classes": eq 30, α = ρ₁₂ = ρ₁₃, β = ρ₂₄ = ρ₃₄, γ = ρ₁₄ = ρ₂₃. */
  readonly form: "x" | "classes";
  /** Default [0, 0.25] each, as in figures 4 and 5; γ is not used by "x". */
  readonly alpha?: Interval;
  readonly beta?: Interval;
  readonly gamma?: Interval;
  /** Default 1. */
  readonly seed?: number;
}

export interface PaperSampler extends StateSampler {
  /** The numbers of the next state. */
  draw(): ClassDraw;
}

const DEFAULT: Interval = [0, 0.25];

/** After this many candidates in a row without a state the intervals hold none worth waiting for. */
const MOST_CANDIDATES = 1_000_000;

/**
 * States as section 4 constructs them: ρ_ii = ξ_i/Σξ with ξ_i uniform on [0, 1], coherences uniform on their intervals, and
 * the candidate drawn again, populations and all, unless its eigenvalues are ≥ 0.
 * @throws InvalidInput  when there is no such class, or an interval is not one
 */
export function paperStates(states: PaperClass): PaperSampler {
  const expected = 'an object with form, "x" or "classes"';
  const given = fieldsOf(["states"], states, expected, ["form", "alpha", "beta", "gamma", "seed"], []);
  const { form, seed = 1 } = given;
  if (form !== "x" && form !== "classes") refuseShape(["form"], form, '"x" (eq 27) or "classes" (eq 30)');
  const intervals = {
    alpha: intervalOf("alpha", given.alpha),
    beta: intervalOf("beta", given.beta),
    gamma: intervalOf("gamma", given.gamma),
  };
  const uniform = randomStream(seed, "states as the paper draws them");
  const counts = { accepted: 0, drawn: 0 };
  const draw = (): ClassDraw => {
    for (let tries = 0; tries < MOST_CANDIDATES; tries++) {
      counts.drawn++;
      const found = candidateOf(form, intervals, uniform);
      if (!isState(matrixOf(form, found))) continue;
      counts.accepted++;
      return found;
    }
    throw new InvalidInput({
      path: ["states"],
      found: `intervals with no state among ${MOST_CANDIDATES} candidates`,
      expected: "smaller ones",
    });
  };
  return {
    draw,
    next: () => ({ dimension: 4, re: matrixOf(form, draw()), im: new Float64Array(16) }),
    get accepted() {
      return counts.accepted;
    },
    get drawn() {
      return counts.drawn;
    },
  };
}

function candidateOf(
  form: PaperClass["form"],
  { alpha, beta, gamma }: Readonly<Record<"alpha" | "beta" | "gamma", Interval>>,
  uniform: () => number,
): ClassDraw {
  const within = ([low, high]: Interval): number => low + (high - low) * uniform();
  const xi = [uniform(), uniform(), uniform(), uniform()];
  const sum = xi[0] + xi[1] + xi[2] + xi[3];
  return {
    populations: xi.map((weight) => weight / sum),
    alpha: within(alpha),
    beta: within(beta),
    gamma: form === "x" ? 0 : within(gamma),
  };
}

/** ρ = GG†/Tr GG† with G a 4 × 4 matrix of independent complex normal entries: the Hilbert–Schmidt measure on two-qubit
 *  states (Życzkowski and Sommers, J. Phys. A 34, 7111 (2001)). Every draw is a state. */
export function ginibreStates(seed = 1): StateSampler {
  const uniform = randomStream(seed, "Ginibre states");
  let accepted = 0;
  const next = (): ComplexMatrix => {
    accepted++;
    const g = new Float64Array(32);
    for (let k = 0; k < 32; k += 2) {
      // Box and Muller's pairs.
      const size = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      g[k] = size * Math.cos(angle);
      g[k + 1] = size * Math.sin(angle);
    }
    let trace = 0;
    for (const entry of g) trace += entry * entry;
    const rho = { dimension: 4, re: new Float64Array(16), im: new Float64Array(16) };
    for (let r = 0; r < 4; r++) {
      for (let c = 0; c < 4; c++) {
        for (let k = 0; k < 8; k += 2) {
          const [a, b, x, y] = [g[8 * r + k], g[8 * r + k + 1], g[8 * c + k], g[8 * c + k + 1]];
          rho.re[4 * r + c] += (a * x + b * y) / trace;
          rho.im[4 * r + c] += (b * x - a * y) / trace;
        }
      }
    }
    return rho;
  };
  return {
    next,
    get accepted() {
      return accepted;
    },
    get drawn() {
      return accepted;
    },
  };
}

function intervalOf(name: string, given: unknown): Interval {
  const interval = given === undefined ? DEFAULT : numbersOf([name], given, "an interval such as [0, 0.25]");
  const [low, high] = interval;
  if (interval.length !== 2 || !(low <= high) || !Number.isFinite(low) || !Number.isFinite(high))
    throw new InvalidInput({
      path: [name],
      found: `[${interval.join(", ")}]`,
      expected: "an interval [low, high], such as [0, 0.25]",
    });
  return [low, high];
}

function matrixOf(form: PaperClass["form"], { populations: p, alpha, beta, gamma }: ClassDraw): Float64Array {
  const [a, b, c] = form === "x" ? [beta, beta, alpha] : [alpha, beta, gamma];
  return Float64Array.of(p[0], a, a, c, a, p[1], c, b, a, c, p[2], b, c, b, b, p[3]);
}

/** Whether no eigenvalue of a real symmetric 4 × 4 matrix is negative: the pivots of LDLᵀ have the eigenvalues' signs
 *  (Sylvester's law of inertia). */
function isState(matrix: Float64Array): boolean {
  const m = matrix.slice();
  for (let j = 0; j < 4; j++) {
    const pivot = m[5 * j];
    if (!(pivot >= 0)) return false;
    if (pivot === 0) {
      for (let i = j + 1; i < 4; i++) if (m[4 * i + j] !== 0) return false;
      continue;
    }
    for (let i = j + 1; i < 4; i++) {
      const factor = m[4 * i + j] / pivot;
      for (let k = j + 1; k < 4; k++) m[4 * i + k] -= factor * m[4 * j + k];
    }
  }
  return true;
}
