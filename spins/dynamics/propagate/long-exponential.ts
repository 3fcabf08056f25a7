/** e^{tA} and ∫₀ᵗ e^{sA} ds to thirty digits, for times over which modes of very different rates live and die. */
import {
  addLong,
  addScaled,
  LONG_EPSILON,
  type LongMatrix,
  longIdentity,
  longNorm,
  multiplyLong,
  zeroLong,
} from "../../matrices/long-matrix.ts";
import { LONG_SQUARING } from "../../numbers/safety-factors.ts";

export interface LongExponential {
  readonly power: LongMatrix;
  readonly integral: LongMatrix;
  /** What rounding leaves uncertain of the power: what that of all 8t‖A‖ first steps adds up to, not a proven bound. */
  readonly error: number;
  /** The rank of the power where that is its own square, at the time or before: then it is the limit; else null. */
  readonly limitRank: number | null;
}

/** τ‖A‖ of the first step, and the degree for it: θ²⁰/20! < 10⁻³⁶. */
const FIRST = 1 / 8;
const DEGREE = 19;
const BLOCK = 4;
/** Where squaring changes no more than this many times its rounding, nothing decays any more. */
const SETTLED = 1;

/**
 * Taylor's series for a short step by blocks of four powers (Paterson & Stockmeyer, SIAM J. Comput. 2, 60 (1973)), then
 * e^{2τA} = (e^{τA})² and ∫₀^{2τ} = ∫₀^τ + e^{τA} ∫₀^τ, until the time is reached or the power is its own square.
 * @param norm  a bound on A
 */
export function longExponential(A: LongMatrix, time: number, norm: number): LongExponential {
  const doublings = Math.max(0, Math.ceil(Math.log2(norm) + Math.log2(time) - Math.log2(FIRST)));
  const tau = time * 2 ** -doublings;
  let { power, integral } = shortStep(A, tau);
  for (let k = 0; k < doublings; k++) {
    const square = multiplyLong(power, power);
    const reached = tau * 2 ** (k + 1);
    const change = longNorm(addLong(square, -1, power));
    integral = addLong(integral, 1, multiplyLong(power, integral));
    power = square;
    const error = errorOf(A, norm * reached);
    if (change > SETTLED * error) continue;
    integral = addLong(integral, time - reached, power);
    return { power, integral, error, limitRank: Math.round(trace(power)) };
  }
  return { power, integral, error: errorOf(A, norm * time), limitRank: null };
}

function errorOf({ rows }: LongMatrix, turned: number): number {
  return LONG_SQUARING * LONG_EPSILON * rows * (1 + turned);
}

function trace({ rows: n, high }: LongMatrix): number {
  let sum = 0;
  for (let k = 0; k < n; k++) sum += high[k * (n + 1)];
  return sum;
}

function shortStep(A: LongMatrix, tau: number): { power: LongMatrix; integral: LongMatrix } {
  const n = A.rows;
  const scaled = zeroLong(n, n);
  addScaled(scaled, tau, 0, A);
  const powers = [longIdentity(n), scaled];
  while (powers.length <= BLOCK) powers.push(multiplyLong(powers[powers.length - 1], scaled));
  const first = zeroLong(n, n);
  addScaled(first, tau, 0, series(powers, 1));
  return { power: series(powers, 0), integral: first };
}

/** Σ_k X^k/(k + shift)!, X = powers[1]. */
function series(powers: readonly LongMatrix[], shift: number): LongMatrix {
  const inverse = inverseFactorials(DEGREE + shift + 1);
  let sum = zeroLong(powers[0].rows, powers[0].rows);
  for (let block = Math.floor(DEGREE / BLOCK); block >= 0; block--) {
    sum = block === Math.floor(DEGREE / BLOCK) ? sum : multiplyLong(sum, powers[BLOCK]);
    for (let k = 0; k < BLOCK; k++) {
      const [high, low] = inverse[block * BLOCK + k + shift];
      addScaled(sum, high, low, powers[k]);
    }
  }
  return sum;
}

/** 1/k! to thirty digits. */
function inverseFactorials(count: number): [number, number][] {
  let factorial = 1n;
  return Array.from({ length: count }, (_, k) => {
    factorial *= BigInt(Math.max(k, 1));
    const bits = (1n << 240n) / factorial;
    const high = Number(bits);
    const low = Number(bits - BigInt(high));
    return [high * 2 ** -240, low * 2 ** -240];
  });
}
