/**
 * Whether Bω = A has a solution on the whole sphere of one party, at given parameters. With P = Σ rate (uuᵀ + vvᵀ) and
 * m = Σ rate v × u over the dissipators L = (u + iv)·J of a reservoir,
 *     ∇Q·B∇Q = ½[(n×∇Q)ᵀ P (n×∇Q) − (m·n)|∇Q|²],   A = −J m_⊥,
 * so B > 0 at n exactly where the smaller eigenvalue of P on the tangent plane exceeds m·n.
 */
import type { Jump } from "../evaluator.ts";

type Vector3 = [number, number, number];

type GuardClass = "diffusive" | "regular" | "undefined" | "undecided";

interface Noise {
  /** P by rows. */
  readonly P: readonly [Vector3, Vector3, Vector3];
  readonly m: Vector3;
  /** Σ |terms| of m. */
  readonly turning: number;
  /** How fast the margin can change over the sphere. */
  readonly lipschitz: number;
}

const cross = (a: readonly number[], b: readonly number[]): Vector3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const dot = (a: readonly number[], b: readonly number[]): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const unit = (a: readonly number[]): Vector3 => {
  const length = Math.hypot(a[0], a[1], a[2]);
  return [a[0] / length, a[1] / length, a[2] / length];
};

/** What is left of terms that cancel, relative to them: below, it may be rounding alone. */
const TOLD = 64 * Number.EPSILON;

/** Whether there is a drift and P is not axisymmetric about it, beyond what rounding could make so. */
export function isOblique(jumps: readonly Jump[]): boolean {
  const { P, m, turning } = noiseOf(jumps);
  const strength = Math.hypot(...m);
  const size = P[0][0] + P[1][1] + P[2][2];
  if (!(strength > TOLD * turning)) return false;
  const k = unit(m);
  const along = dot(k, [dot(P[0], k), dot(P[1], k), dot(P[2], k)]);
  const across = (size - along) / 2;
  const largest = Math.max(
    ...P.flatMap((row, i) =>
      row.map((entry, j) => Math.abs(entry - (i === j ? across : 0) - (along - across) * k[i] * k[j])),
    ),
  );
  return largest > TOLD * (1 + turning / strength) * size;
}

/** Whether no term of the drift is there: all rates of what turns are zero. */
export const isWithoutDrift = (jumps: readonly Jump[]): boolean => noiseOf(jumps).turning === 0;

/** Whether the reservoir is more than one operator: (tr C)² − tr C² beyond rounding, with C = P + i[m]. */
export function isMixed(jumps: readonly Jump[]): boolean {
  const { P, m } = noiseOf(jumps);
  const size = P[0][0] + P[1][1] + P[2][2];
  const squares = P.flat().reduce((sum, entry) => sum + entry * entry, 2 * dot(m, m));
  return size * size - squares > TOLD * size * size;
}

/**
 * *diffusive* where no term of m is there, and so no drift: Bω = A = 0 whatever B is. *regular* where B > 0 everywhere, shown by subdividing the sphere until the margin exceeds what it can lose within a
 * cell; *undefined* where B is indefinite somewhere and A leaves the range of B on the curve det B = 0 between;
 * *undecided* where neither is found within the smallest cells.
 */
export function guard(jumps: readonly Jump[]): GuardClass {
  const noise = noiseOf(jumps);
  if (noise.turning === 0) return "diffusive";
  const negative = findNegative(noise);
  if (negative === "none") return "regular";
  if (negative === "unknown") return "undecided";
  return leavesRange(noise, negative) ? "undefined" : "undecided";
}

function noiseOf(jumps: readonly Jump[]): Noise {
  const P: [Vector3, Vector3, Vector3] = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  const m: Vector3 = [0, 0, 0];
  let turning = 0;
  for (const { rate, re, im } of jumps) {
    const [u, v] = [re[0], im[0]];
    const turn = cross(v, u);
    turning += Math.abs(rate) * Math.hypot(...turn);
    for (let i = 0; i < 3; i++) {
      m[i] += rate * turn[i];
      for (let j = 0; j < 3; j++) P[i][j] += rate * (u[i] * u[j] + v[i] * v[j]);
    }
  }
  // |∂/∂n of the tangential part of P| ≤ 2‖P‖ ≤ 2 tr P.
  return { P, m, turning, lipschitz: 2 * (P[0][0] + P[1][1] + P[2][2]) + Math.hypot(...m) };
}

/** The smaller eigenvalue of P on the tangent plane at n, minus m·n, and its direction in the plane. */
function margin({ P, m }: Noise, n: readonly number[]): { readonly value: number; readonly direction: Vector3 } {
  const e = unit(cross(n, Math.abs(n[0]) < 0.6 ? [1, 0, 0] : [0, 1, 0]));
  const f = cross(n, e);
  const form = (a: Vector3, b: Vector3): number => dot(a, [dot(P[0], b), dot(P[1], b), dot(P[2], b)]);
  const [a, b, c] = [form(e, e), form(f, f), form(e, f)];
  const gap = Math.hypot((a - b) / 2, c);
  const angle = 0.5 * Math.atan2(2 * c, a - b) + Math.PI / 2;
  const [x, y] = [Math.cos(angle), Math.sin(angle)];
  return {
    value: (a + b) / 2 - gap - dot(m, n),
    direction: [x * e[0] + y * f[0], x * e[1] + y * f[1], x * e[2] + y * f[2]],
  };
}

const smallestCell = 1e-3;
/** Points a side of a face, in a first look. */
const FIRST = 16;

/** The least margin of a first look where it is negative beyond rounding, "none" when it is shown to be positive everywhere, else
 *  "unknown". */
function findNegative(noise: Noise): Vector3 | "none" | "unknown" {
  const least = leastOfFirst(noise);
  return least.value < -TOLD * noise.lipschitz ? least.n : isPositive(noise) ? "none" : "unknown";
}

function leastOfFirst(noise: Noise): { readonly n: Vector3; readonly value: number } {
  let least = { n: onCube(0, 0, 0), value: Number.POSITIVE_INFINITY };
  const place = (k: number): number => (2 * k + 1) / FIRST - 1;
  for (let face = 0; face < 6; face++)
    for (let i = 0; i < FIRST; i++)
      for (let j = 0; j < FIRST; j++) {
        const n = onCube(face, place(i), place(j));
        const { value } = margin(noise, n);
        if (value < least.value) least = { n, value };
      }
  return least;
}

/** The faces of a cube, each a square [−1, 1]², subdivided; a cell of half-width h spans less than √2·h in angle. */
function isPositive(noise: Noise): boolean {
  const cells: [number, number, number, number][] = [];
  for (let face = 0; face < 6; face++) cells.push([face, 0, 0, 1]);
  while (cells.length > 0) {
    const [face, x, y, h] = cells.pop()!;
    const { value } = margin(noise, onCube(face, x, y));
    if (value > noise.lipschitz * Math.SQRT2 * h) continue;
    if (h < smallestCell || value <= 0) return false;
    for (const dx of [-0.5, 0.5]) for (const dy of [-0.5, 0.5]) cells.push([face, x + dx * h, y + dy * h, h / 2]);
  }
  return true;
}

function onCube(face: number, x: number, y: number): Vector3 {
  const sign = face % 2 === 0 ? 1 : -1;
  const corner = [x, y];
  corner.splice(face >> 1, 0, sign);
  return unit(corner);
}

/** Follows great circles from ±m to the negative point and its neighbours, as far as det B = 0. */
function leavesRange(noise: Noise, negative: Vector3): boolean {
  const strength = Math.hypot(...noise.m);
  if (!(strength > 1e-6 * noise.turning)) return false;
  const axis = unit(noise.m);
  const side = unit(cross(axis, Math.abs(dot(axis, negative)) < 0.99 ? negative : [0.36, 0.48, 0.8]));
  const towards = cross(side, axis);
  const along = dot(axis, negative);
  const across = Math.sqrt(Math.max(0, 1 - along * along));
  for (const start of [axis, axis.map((component) => -component)]) {
    if (margin(noise, start).value <= 0) continue;
    for (let k = 0; k < 16; k++) {
      const angle = 0.4 * k;
      const end = axis.map((c, i) => along * c + across * (Math.cos(angle) * towards[i] + Math.sin(angle) * side[i]));
      if (margin(noise, end).value >= 0) continue;
      const at = (t: number): Vector3 => unit(start.map((s, i) => (1 - t) * s + t * end[i]));
      let [low, high] = [0, 1];
      for (let step = 0; step < 60; step++) {
        const middle = (low + high) / 2;
        if (margin(noise, at(middle)).value >= 0) low = middle;
        else high = middle;
      }
      // The null vector of B is the tangent v with n × v along the direction found: v = direction × n.
      const n = at(low);
      const nullVector = cross(margin(noise, n).direction, n);
      if (Math.abs(dot(nullVector, noise.m)) > 1e-6 * strength) return true;
    }
  }
  return false;
}
