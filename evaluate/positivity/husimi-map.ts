/** The linear map from a Hermitian matrix of one spin to its Husimi function on the nodes of a rule, and its transpose. */

import type { SphereRule } from "../../runtime/quadrature/sphere-rule.ts";
import { orderStart } from "../../spins/matrices/hermitian-tensor.ts";
import { dickeAmplitudes } from "../../spins/states/dicke.ts";

/** Matrices are the d² numbers of `hermitianTensor`; functions have a value at `row * columns + column`. */
export interface HusimiMap {
  readonly rule: SphereRule;
  /** Weights of M ∫ dΩ f ≈ Σ weight f. */
  readonly weight: Float64Array;
  /** Q(n) = ⟨n|σ|n⟩. */
  husimi(sigma: Float64Array, out: Float64Array): void;
  /** out_p = Σ_n f(n) ∂Q(n)/∂σ_p. */
  transpose(f: Float64Array, out: Float64Array): void;
}

export function husimiMap(twoJ: number, rule: SphereRule): HusimiMap {
  const d = twoJ + 1;
  const [rows, columns] = [rule.cosTheta.length, rule.phi.length];
  const factors = Array.from({ length: rows }, (_, r) => factorsOf(twoJ, rule.cosHalf[r], rule.sinHalf[r]));
  const turns = (wave: (x: number) => number) =>
    Float64Array.from({ length: d * columns }, (_, k) => wave(Math.floor(k / columns) * rule.phi[k % columns]));
  const [cos, sin] = [turns(Math.cos), turns(Math.sin)];
  const mu = d / (4 * Math.PI);
  return {
    rule,
    weight: Float64Array.from(
      { length: rows * columns },
      (_, k) => mu * rule.rowWeight[Math.floor(k / columns)] * rule.columnWeight[k % columns],
    ),
    husimi(sigma, out) {
      out.fill(0);
      for (let r = 0; r < rows; r++)
        for (let q = 0; q < d; q++) {
          const [x, y] = orderSums(sigma, factors[r], d, q);
          for (let c = 0; c < columns; c++) out[r * columns + c] += x * cos[q * columns + c] + y * sin[q * columns + c];
        }
    },
    transpose(f, out) {
      out.fill(0);
      for (let r = 0; r < rows; r++)
        for (let q = 0; q < d; q++) {
          let [x, y] = [0, 0];
          for (let c = 0; c < columns; c++) {
            x += f[r * columns + c] * cos[q * columns + c];
            y += f[r * columns + c] * sin[q * columns + c];
          }
          addOrder(out, factors[r], d, q, x, y);
        }
    },
  };
}

/** d_i² for q = 0 and 2 d_i d_{i+q}, order by order. */
function factorsOf(twoJ: number, cosHalf: number, sinHalf: number): Float64Array {
  const d = twoJ + 1;
  const amplitude = new Float64Array(d);
  dickeAmplitudes(twoJ, cosHalf, sinHalf, amplitude);
  const out = new Float64Array((d * (d + 1)) / 2);
  for (let q = 0, k = 0; q < d; q++)
    for (let i = 0; i + q < d; i++, k++) out[k] = (q === 0 ? 1 : 2) * amplitude[i] * amplitude[i + q];
  return out;
}

/** Where order q begins among the factors. */
const factorStart = (d: number, q: number): number => q * d - (q * (q - 1)) / 2;

function orderSums(sigma: Float64Array, factors: Float64Array, d: number, q: number): readonly [number, number] {
  const [from, first] = [orderStart(d, q), factorStart(d, q)];
  let [x, y] = [0, 0];
  for (let i = 0; i + q < d; i++) {
    x += factors[first + i] * sigma[from + (q === 0 ? i : 2 * i)];
    if (q > 0) y += factors[first + i] * sigma[from + 2 * i + 1];
  }
  return [x, y];
}

function addOrder(out: Float64Array, factors: Float64Array, d: number, q: number, x: number, y: number): void {
  const [from, first] = [orderStart(d, q), factorStart(d, q)];
  for (let i = 0; i + q < d; i++) {
    out[from + (q === 0 ? i : 2 * i)] += factors[first + i] * x;
    if (q > 0) out[from + 2 * i + 1] += factors[first + i] * y;
  }
}
