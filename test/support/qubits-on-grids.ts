/** Qubits in Pauli coefficients, ρ = Σ r_{αβ…} σ_α ⊗ σ_β ⊗ …, so that Q = Σ r_{αβ…} n_α n′_β … with n₀ = 1, on products of plain grids. Takes
 *  nothing from runtime/ or evaluate/. */
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { gaussLegendre } from "./gauss-legendre.ts";

/** r, 4ⁿ long, the first qubit slowest; of ρ, or of what changes it. */
export type Coefficients = Float64Array;

/** Tr[X σ_α ⊗ σ_β ⊗ …]/2ⁿ of a Hermitian X. */
export function coefficientsOf({ dimension, re, im }: ComplexMatrix): Coefficients {
  const qubits = Math.log2(dimension);
  return Float64Array.from({ length: dimension ** 2 }, (_, word) => {
    let sum = 0;
    for (let i = 0; i < dimension; i++) {
      // The entry of the word in column i stands in row j and is iᵗ.
      let [j, t] = [i, 0];
      for (let q = 0; q < qubits; q++) {
        const [letter, bit] = [(word >> (2 * (qubits - 1 - q))) & 3, (i >> (qubits - 1 - q)) & 1];
        if (letter === 1 || letter === 2) j ^= 1 << (qubits - 1 - q);
        if (letter === 2) t += bit === 0 ? 1 : 3;
        if (letter === 3) t += 2 * bit;
      }
      const at = i * dimension + j;
      sum += [re[at], -im[at], -re[at], im[at]][t & 3];
    }
    return sum / dimension;
  });
}

/** Of D(ρ), D = Γ(n̄+1)D[J₋] + Γn̄D[J₊] on one qubit: with N = 2n̄ + 1 the Bloch vector changes by −Γ(Nx/2, Ny/2, Nz + 1). */
export function damped(r: Coefficients, on: number, Gamma: number, nbar: number): Coefficients {
  const qubits = Math.log2(r.length) / 2;
  const [stride, N] = [4 ** (qubits - 1 - on), 2 * nbar + 1];
  return r.map((value, word) => {
    const letter = Math.floor(word / stride) % 4;
    if (letter === 0) return 0;
    return letter === 3 ? -Gamma * (N * value + r[word - 3 * stride]) : (-Gamma * N * value) / 2;
  });
}

/** The last sphere on a grid like the others, or by the logarithms of the two eigenvalues that the others' points leave of the last qubit. */
export type LastSphere = "grid" | "closed";

/** −2ⁿ times the mean of X ln Q over all spheres, of ρ itself and of each change, on side × 2 side nodes a sphere, Gauss–Legendre in cosθ. */
export function momentsOnGrids(
  r: Coefficients,
  changes: readonly Coefficients[],
  last: number,
  sphere: LastSphere,
  side: number,
): number[] {
  const qubits = Math.log2(r.length) / 2;
  const fields = [r, ...changes].map((one) => withLast(one, last, qubits));
  const average = sphere === "grid" ? onNodes : onEigenvalues;
  const nodes = nodesOf(side);
  const sums = new Float64Array(fields.length);
  averageOver(fields, qubits - 1, nodes, (ends, into, weight) => average(ends, nodes, into, weight), sums, 1);
  return Array.from(sums, (sum) => -(2 ** qubits) * sum);
}

/** The qubits in order, but one of them last. */
function withLast(r: Coefficients, last: number, qubits: number): Coefficients {
  const order = Array.from({ length: qubits }, (_, q) => q).filter((q) => q !== last);
  order.push(last);
  return r.map((_, word) => {
    let from = 0;
    order.forEach((q, place) => {
      from += ((word >> (2 * (qubits - 1 - place))) & 3) * 4 ** (qubits - 1 - q);
    });
    return r[from];
  });
}

/** x, y, z and weight of each node; weights add up to 1. */
type Nodes = Float64Array;

const known = new Map<number, Nodes>();

function nodesOf(side: number): Nodes {
  const found = known.get(side);
  if (found !== undefined) return found;
  const { x: cosines, w } = gaussLegendre(side);
  const points = new Float64Array(8 * side * side);
  for (let row = 0, at = 0; row < side; row++) {
    const s = Math.sqrt(1 - cosines[row] ** 2);
    for (let k = 0; k < 2 * side; k++, at += 4) {
      const phi = (Math.PI * (k + 0.5)) / side;
      points.set([s * Math.cos(phi), s * Math.sin(phi), cosines[row], w[row] / (4 * side)], at);
    }
  }
  known.set(side, points);
  return points;
}

/** Adds weight times the mean over the last sphere, of fields that are linear in its n. */
type Ending = (ends: readonly Float64Array[], into: Float64Array, weight: number) => void;

/** Adds to `into` the mean over `levels` spheres and the last one. */
function averageOver(
  fields: readonly Float64Array[],
  levels: number,
  points: Nodes,
  end: Ending,
  into: Float64Array,
  weight: number,
): void {
  if (levels === 0) {
    end(fields, into, weight);
    return;
  }
  const rest = fields.map((field) => new Float64Array(field.length / 4));
  // Sums of a sphere each, that many small numbers keep their digits.
  const own = new Float64Array(into.length);
  for (let at = 0; at < points.length; at += 4) {
    fields.forEach((field, k) => {
      contract(field, points[at], points[at + 1], points[at + 2], rest[k]);
    });
    averageOver(rest, levels - 1, points, end, own, points[at + 3]);
  }
  for (let k = 0; k < into.length; k++) into[k] += weight * own[k];
}

function contract(field: Float64Array, x: number, y: number, z: number, rest: Float64Array): void {
  const n = rest.length;
  for (let k = 0; k < n; k++) rest[k] = field[k] + x * field[n + k] + y * field[2 * n + k] + z * field[3 * n + k];
}

function onNodes(ends: readonly Float64Array[], points: Nodes, into: Float64Array, weight: number): void {
  const own = new Float64Array(into.length);
  const Q = ends[0];
  for (let at = 0; at < points.length; at += 4) {
    const [x, y, z] = [points[at], points[at + 1], points[at + 2]];
    const value = Q[0] + x * Q[1] + y * Q[2] + z * Q[3];
    // Where rounding leaves nothing of Q there is a zero of it.
    if (!(value > 0)) continue;
    const log = points[at + 3] * Math.log(value);
    for (let k = 0; k < ends.length; k++) {
      const X = ends[k];
      own[k] += (X[0] + x * X[1] + y * X[2] + z * X[3]) * log;
    }
  }
  for (let k = 0; k < into.length; k++) into[k] += weight * own[k];
}

/** Below this R/a the logarithm is a short series. */
const NEARLY_ROUND = 0.1;

/** ½∫(x₀ + X u) ln(a + Ru) du, u from −1 to 1, X the share of the change along R: with p = a + R, q = a − R, twice the eigenvalues,
 *  ½∫ ln = (p ln p − q ln q)/2R − 1 and ½∫ u ln = ½(a/R − pq ln(p/q)/2R²). */
function onEigenvalues(ends: readonly Float64Array[], _: Nodes, into: Float64Array, weight: number): void {
  const [a, b, c, d] = ends[0];
  if (!(a > 0)) return;
  const R = Math.sqrt(b * b + c * c + d * d);
  const t = R / a;
  let [even, odd] = [Math.log(a), 0];
  if (t < NEARLY_ROUND) {
    for (let k = 1, power = t; k < 16; k += 2, power *= t * t) {
      odd += power / (k * (k + 2));
      even -= (power * t) / ((k + 1) * (k + 2));
    }
  } else {
    const [p, q] = [a + R, Math.max(a - R, 0)];
    const [logP, logQ] = [Math.log(p), q > 0 ? Math.log(q) : 0];
    even = (p * logP - q * logQ) / (2 * R) - 1;
    odd = (a / R - (p * q * (logP - logQ)) / (2 * R * R)) / 2;
  }
  const along = R > 0 ? odd / R : 0;
  for (let k = 0; k < into.length; k++) {
    const X = ends[k];
    into[k] += weight * (X[0] * even + (X[1] * b + X[2] * c + X[3] * d) * along);
  }
}
