/** A map as an array of NumPy. */
import { arrayBytes } from "./array-bytes.ts";
import type { SpinMap } from "./spin-map.ts";

/** float64 of shape [7, rows, columns]: theta, phi, weight, Q, production and the two components of the current; NaN for what is refused. */
export function fieldsNpy(map: SpinMap): Uint8Array {
  return arrayBytes("<f8", [7, map.fields.theta.length, map.fields.phi.length], planesOf(map));
}

function planesOf({ fields, weight }: SpinMap): Float64Array {
  const { theta, phi, Q, production, current } = fields;
  const nowhere = new Float64Array(Q.length).fill(Number.NaN);
  const thetas = Q.map((_, k) => theta[Math.floor(k / phi.length)]!);
  const phis = Q.map((_, k) => phi[k % phi.length]!);
  const planes = [thetas, phis, weight, Q, production ?? nowhere, ...(current ?? [nowhere, nowhere])];
  const all = new Float64Array(planes.length * Q.length);
  planes.forEach((plane, k) => {
    all.set(plane, k * Q.length);
  });
  return all;
}
