/** The Husimi function of several spins and its gradient at arbitrary points, one at a time. */

import type { SphereGrid } from "../../runtime/evaluator.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { hermitianTensor, orderStart } from "../../spins/matrices/hermitian-tensor.ts";
import { dickeAmplitudes, dickeDerivatives } from "../../spins/states/dicke.ts";

export interface PhasePoint {
  readonly dimensions: readonly number[];
  readonly tensor: Float64Array;
  /** One point a party. */
  readonly spheres: readonly SphereGrid[];
  readonly Q: Float64Array;
  /** ∂θ and (1/sin θ)∂φ of each party, one value each. */
  readonly gradient: readonly Float64Array[];
  /** Per party the weights of its axis in Q, ∂θQ and (1/sin θ)∂φQ. */
  readonly weights: readonly (readonly [Float64Array, Float64Array, Float64Array])[];
  readonly amplitudes: readonly Float64Array[];
  readonly derivatives: readonly Float64Array[];
  /** Partial contractions, one buffer a party. */
  readonly buffers: readonly Float64Array[];
}

export function phasePoint(rho: ComplexMatrix, spins: readonly number[]): PhasePoint {
  const dimensions = spins.map((J) => Math.round(2 * J) + 1);
  const tensor = hermitianTensor(
    rho,
    dimensions,
    dimensions.map((_, party) => party),
  );
  let rest = tensor.length;
  return {
    dimensions,
    tensor,
    spheres: dimensions.map(() => ({
      cosTheta: new Float64Array(1),
      sinTheta: new Float64Array(1),
      cosPhi: new Float64Array(1),
      sinPhi: new Float64Array(1),
    })),
    Q: new Float64Array(1),
    gradient: dimensions.flatMap(() => [new Float64Array(1), new Float64Array(1)]),
    weights: dimensions.map((d) => [new Float64Array(d * d), new Float64Array(d * d), new Float64Array(d * d)]),
    amplitudes: dimensions.map((d) => new Float64Array(d)),
    derivatives: dimensions.map((d) => new Float64Array(d)),
    buffers: dimensions.map((d) => {
      rest /= d * d;
      return new Float64Array(rest);
    }),
  };
}

/** Moves to directions uniform on every sphere, drawn from `uniform` in [0, 1). */
export function movePoint(point: PhasePoint, uniform: () => number): void {
  point.dimensions.forEach((_, party) => {
    placeParty(point, party, 2 * uniform() - 1, 2 * Math.PI * uniform());
  });
}

/** Moves there and evaluates Q and its gradient. */
export function placePoint(point: PhasePoint, uniform: () => number): void {
  movePoint(point, uniform);
  point.Q[0] = contract(point, point.tensor, -1, 0);
  point.dimensions.forEach((_, party) => {
    point.gradient[2 * party][0] = contract(point, point.tensor, party, 1);
    point.gradient[2 * party + 1][0] = contract(point, point.tensor, party, 2);
  });
}

/** Another matrix on the same spins, for `valueAt`. */
export function tensorAt({ dimensions }: PhasePoint, matrix: ComplexMatrix): Float64Array {
  return hermitianTensor(
    matrix,
    dimensions,
    dimensions.map((_, party) => party),
  );
}

/** Its Husimi function at the point. */
export function valueAt(point: PhasePoint, tensor: Float64Array): number {
  return contract(point, tensor, -1, 0);
}

function placeParty(point: PhasePoint, party: number, cosTheta: number, phi: number): void {
  const sphere = point.spheres[party];
  const cosHalf = Math.sqrt(0.5 * (1 + cosTheta));
  const sinHalf = Math.sqrt(0.5 * (1 - cosTheta));
  sphere.cosTheta[0] = cosTheta;
  sphere.sinTheta[0] = 2 * sinHalf * cosHalf;
  sphere.cosPhi[0] = Math.cos(phi);
  sphere.sinPhi[0] = Math.sin(phi);
  const d = point.dimensions[party];
  const a = point.amplitudes[party];
  const b = point.derivatives[party];
  dickeAmplitudes(d - 1, cosHalf, sinHalf, a);
  dickeDerivatives(d - 1, a, b);
  const [value, dTheta, dPhi] = point.weights[party];
  for (let i = 0; i < d; i++) {
    value[i] = a[i] * a[i];
    dTheta[i] = 2 * a[i] * b[i];
    dPhi[i] = 0;
  }
  for (let q = 1; q < d; q++) {
    const cos = Math.cos(q * phi);
    const sin = Math.sin(q * phi);
    const turn = q / sphere.sinTheta[0];
    let at = orderStart(d, q);
    for (let i = 0; i + q < d; i++) {
      const size = 2 * a[i] * a[i + q];
      const slope = 2 * (a[i] * b[i + q] + b[i] * a[i + q]);
      value[at] = size * cos;
      value[at + 1] = size * sin;
      dTheta[at] = slope * cos;
      dTheta[at + 1] = slope * sin;
      dPhi[at] = -turn * size * sin;
      dPhi[at + 1] = turn * size * cos;
      at += 2;
    }
  }
}

/** The tensor contracted with the weights of Q on every axis, but those of kind `kind` on `party`'s. */
function contract(point: PhasePoint, whole: Float64Array, party: number, kind: 0 | 1 | 2): number {
  let tensor = whole;
  for (let p = 0; p < point.dimensions.length; p++) {
    const weights = point.weights[p][p === party ? kind : 0];
    const out = point.buffers[p];
    const rest = out.length;
    out.fill(0);
    for (let k = 0; k < weights.length; k++) {
      const weight = weights[k];
      for (let r = 0; r < rest; r++) out[r] += weight * tensor[k * rest + r];
    }
    tensor = out;
  }
  return tensor[0];
}
