/**
 * Whether Bω = A has a solution on the whole sphere of one party, at given parameters: B > 0 at n exactly where the smaller eigenvalue
 * of P on the tangent plane exceeds m·n (noise-matrix.ts).
 */
import { Matrix } from "ml-matrix";
import { cross, dot, type Noise, times, trace, unit, type Vector3 } from "../../spins/dynamics/noise-matrix.ts";
import { symmetricSpectrum } from "../../spins/matrices/spectrum-of.ts";
import { isMixed, isOblique, lacksDriftAxis, TOLD } from "./drift-axis.ts";

type GuardClass = "diffusive" | "regular" | "undefined" | "undecided";

/**
 * *diffusive* where no term of m is there, and so no drift: Bω = A = 0 whatever B is. *regular* where B > 0 everywhere. *undefined* where B is indefinite somewhere and A leaves the range
 * of B on the curve det B = 0 between; so it is wherever P m = 0, P is not axisymmetric about m and there is more than one operator, since
 * det B changes sign (symbolic/range-of-diffusion.ts). *undecided* where neither is found.
 */
export function guard(noise: Noise): GuardClass {
  if (noise.drifts === 0) return "diffusive";
  if (lacksDriftAxis(noise)) return isOblique(noise) && isMixed(noise) ? "undefined" : "undecided";
  const least = leastOfFirst(noise);
  if (least.value < -TOLD * lipschitz(noise)) return leavesRange(noise, least.n) ? "undefined" : "undecided";
  return isPositive(noise) ? "regular" : "undecided";
}

/** How fast the margin can change over the sphere: |∂/∂n of the tangential part of P| ≤ 2‖P‖ ≤ 2 tr P. */
const lipschitz = ({ P, m }: Noise): number => 2 * trace(P) + Math.hypot(...m);

/** The smaller eigenvalue of P on the tangent plane at n, minus m·n, and its direction in the plane. */
function margin({ P, m }: Noise, n: Vector3): { readonly value: number; readonly direction: Vector3 } {
  const e = unit(cross(n, Math.abs(n[0]) < 0.6 ? [1, 0, 0] : [0, 1, 0]));
  const f = cross(n, e);
  const form = (a: Vector3, b: Vector3): number => dot(a, times(P, b));
  const [a, b, c] = [form(e, e), form(f, f), form(e, f)];
  const gap = Math.hypot((a - b) / 2, c);
  const angle = 0.5 * Math.atan2(2 * c, a - b) + Math.PI / 2;
  const [x, y] = [Math.cos(angle), Math.sin(angle)];
  return {
    value: (a + b) / 2 - gap - dot(m, n),
    direction: [x * e[0] + y * f[0], x * e[1] + y * f[1], x * e[2] + y * f[2]],
  };
}

/** Points a side of a face, in a first look. */
const FIRST = 16;

function leastOfFirst(noise: Noise): { readonly n: Vector3; readonly value: number } {
  let least = { n: onCube(0, 0, 0), value: Number.POSITIVE_INFINITY };
  for (const n of pointsOfFirst(FIRST)) {
    const { value } = margin(noise, n);
    if (value < least.value) least = { n, value };
  }
  return least;
}

/** So many points a side of each face. */
function* pointsOfFirst(side: number): Generator<Vector3> {
  const place = (k: number): number => (2 * k + 1) / side - 1;
  for (let face = 0; face < 6; face++)
    for (let i = 0; i < side; i++) for (let j = 0; j < side; j++) yield onCube(face, place(i), place(j));
}

/**
 * Whether the margin exceeds what counts as zero on the whole sphere. Of all n orthogonal to a direction v of the tangent plane the one nearest
 * to m is the worst, so the least margin is that of vᵀPv − |m × v| over unit vectors v. In three dimensions the pairs (vᵀPv, |m × v|²) are a
 * convex set (Brickman, Proc. Amer. Math. Soc. 12, 61 (1961)), √ is concave, and a line σ/2 + y/2σ ≥ √y parts the two where they do not meet:
 *     min_n margin = max_{0<σ≤1} λ_min(P − |m|(σ/2 + (1 − kkᵀ)/2σ)),   k = m/|m|,
 * of a concave function of σ, each value of which is a lower bound.
 */
function isPositive(noise: Noise): boolean {
  const least = COUNTS * lipschitz(noise);
  let [low, high] = [0, 1];
  let [left, right] = [1 - GOLDEN, GOLDEN];
  let [atLeft, atRight] = [boundAt(noise, left), boundAt(noise, right)];
  while (high - low > NARROW) {
    if (Math.max(atLeft, atRight) > least) return true;
    if (atLeft > atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = boundAt(noise, left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = boundAt(noise, right);
    }
  }
  return false;
}

/** A margin below this share of its slope: a grid that resolved 1/det B would need a thousand points a side. */
const COUNTS = Math.SQRT2 * 2 ** -10;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Of σ; what the maximum is missed by is less than the share of the slope that counts. */
const NARROW = 1e-9;

function boundAt({ P, m }: Noise, sigma: number): number {
  const strength = Math.hypot(...m);
  const k = unit(m);
  const entry = (i: number, j: number): number =>
    P[i][j] - strength * ((i === j ? (sigma + 1 / sigma) / 2 : 0) - (k[i] * k[j]) / (2 * sigma));
  const matrix = new Matrix(P.map((row, i) => row.map((_, j) => entry(i, j))));
  return Math.min(...symmetricSpectrum(matrix).values);
}

function onCube(face: number, x: number, y: number): Vector3 {
  const sign = face % 2 === 0 ? 1 : -1;
  const corner: readonly Vector3[] = [
    [sign, x, y],
    [x, sign, y],
    [x, y, sign],
  ];
  return unit(corner[face >> 1]);
}

/** Whether, on the way from points where B > 0 to one where it is indefinite, there is one with det B = 0 whose null vector is not
 *  orthogonal to A. The starts are many: at the end of m, and on other curves, the null vector may be orthogonal, or B be zero. */
function leavesRange(noise: Noise, negative: Vector3): boolean {
  const strength = Math.hypot(...noise.m);
  if (!(strength > 1e-6 * noise.drifts)) return false;
  const starts = [...pointsOfFirst(4)].filter((n) => margin(noise, n).value > 1e-6 * lipschitz(noise));
  return starts.some((start) => {
    if (dot(start, negative) < -0.99) return false;
    const at = (t: number): Vector3 => {
      const along = (i: number): number => (1 - t) * start[i] + t * negative[i];
      return unit([along(0), along(1), along(2)]);
    };
    let [low, high] = [0, 1];
    for (let step = 0; step < 60; step++) {
      const middle = (low + high) / 2;
      if (margin(noise, at(middle)).value >= 0) low = middle;
      else high = middle;
    }
    // The null vector of B is the tangent v with n × v along the direction found: v = direction × n.
    const n = at(low);
    return Math.abs(dot(cross(margin(noise, n).direction, n), noise.m)) > 1e-6 * strength;
  });
}
