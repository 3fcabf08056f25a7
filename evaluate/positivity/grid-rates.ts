/**
 * Π of one spin on a fixed grid, with its gradient in ρ. With dS/dt = −M ∫ D(Q) ln Q,
 *     Π = dS/dt + Tr[ρF],   ∂Π/∂ρ = F − D†(M ∫ |Ω⟩⟨Ω| ln Q) − M ∫ |Ω⟩⟨Ω| D(Q)/Q.
 * Matrices and functionals of them are the d² numbers of `hermitianTensor`.
 */

import type { ChannelUse } from "../../runtime/evaluator.ts";
import { dissipate } from "../../spins/dynamics/liouvillian.ts";
import { type Noise, noiseOf, trace } from "../../spins/dynamics/noise-matrix.ts";
import { type ComplexMatrix, zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { hermitianTensor } from "../../spins/matrices/hermitian-tensor.ts";
import { norm } from "../../spins/numbers/vector.ts";
import { isSplit, type PreparedChannel, prepareChannel } from "../prepare/prepared-channel.ts";
import type { HusimiMap } from "./husimi-map.ts";
import { traceOfDiffusion } from "./least-noise.ts";

/** A channel at its parameters. */
export interface Dynamics {
  readonly generator: Superoperator;
  /** F on this grid. */
  readonly flux: Float64Array;
  /** Γ = Σ rate |l|². */
  readonly strength: number;
}

/** D as entries [row, column, value] of a real matrix. */
interface Superoperator {
  readonly row: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

export interface GridRates {
  readonly production: number;
  /** |D(ρ)|² in the Frobenius norm. */
  readonly change: number;
}

/** A grid with its scratch. */
interface Fields {
  readonly map: HusimiMap;
  readonly Q: Float64Array;
  readonly DQ: Float64Array;
  readonly integrand: Float64Array;
}

export const fieldsOn = (map: HusimiMap): Fields => ({
  map,
  Q: new Float64Array(map.weight.length),
  DQ: new Float64Array(map.weight.length),
  integrand: new Float64Array(map.weight.length),
});

/** Null where Π is not given. */
export function dynamicsAt(use: ChannelUse, J: number, fields: Fields): Dynamics | null {
  const prepared = prepareChannel(use, [J]);
  if (!isSplit(prepared)) return null;
  const generator = generatorOf(prepared, Math.round(2 * J) + 1);
  const strength = trace(noiseOf(use.channel.jumps(use.parameters, [J])).P);
  return { generator, flux: fluxOnGrid(prepared, J, generator, fields), strength };
}

function generatorOf({ dissipator }: PreparedChannel, d: number): Superoperator {
  const [row, column, value]: [number[], number[], number[]] = [[], [], []];
  for (let p = 0; p < d * d; p++) {
    const unit = new Float64Array(d * d);
    unit[p] = 1;
    hermitianTensor(dissipate(dissipator, matrixOf(unit, d), [d]), [d], [0]).forEach((entry, q) => {
      if (entry === 0) return;
      row.push(q);
      column.push(p);
      value.push(entry);
    });
  }
  return { row: Int32Array.from(row), column: Int32Array.from(column), value: Float64Array.from(value) };
}

/** The Hermitian matrix whose tensor this is. */
export function matrixOf(tensor: Float64Array, d: number): ComplexMatrix {
  const out = zeroMatrix(d);
  const { re, im } = out;
  for (let i = 0; i < d; i++) re[i * d + i] = tensor[i];
  for (let q = 1, k = d; q < d; q++)
    for (let i = 0; i + q < d; i++, k += 2) {
      re[i * d + i + q] = tensor[k];
      re[(i + q) * d + i] = tensor[k];
      im[i * d + i + q] = -tensor[k + 1];
      im[(i + q) * d + i] = tensor[k + 1];
    }
  return out;
}

/** How far, as a share, the grid's F may be from the exact one and still be its like. */
const ALIKE = 0.05;

/**
 * F from ln Q* on the grid, D†(M ∫ |Ω⟩⟨Ω| ln Q*): with it Π vanishes at the steady state in second order, as it does without a
 * grid. Q* is the steady state's Husimi function or (tr B)^J; where neither gives F, or there are several Q*, the exact F.
 */
function fluxOnGrid(
  { flux, use, steadyState }: PreparedChannel,
  J: number,
  generator: Superoperator,
  { map, integrand }: Fields,
): Float64Array {
  const d = Math.round(2 * J) + 1;
  if (flux === null) return new Float64Array(d * d);
  const exact = functionalOf(hermitianTensor(flux.matrix, [d], [0]), d);
  const potentials = [
    () => traceToTheJ(noiseOf(use!.channel.jumps(use!.parameters, [J])), J, map, integrand),
    ...(steadyState === null ? [] : [() => map.husimi(hermitianTensor(steadyState, [d], [0]), integrand)]),
  ];
  const mean = new Float64Array(d * d);
  for (const potential of potentials.reverse()) {
    potential();
    for (let k = 0; k < integrand.length; k++)
      integrand[k] = map.weight[k] * Math.log(Math.max(integrand[k], Number.MIN_VALUE));
    map.transpose(integrand, mean);
    const found = applied(generator, mean, "transposed");
    if (distance(found, exact) < ALIKE * norm(exact)) return found;
  }
  return exact;
}

function traceToTheJ(noise: Noise, J: number, { rule }: HusimiMap, out: Float64Array): void {
  const { cosTheta, sinTheta, cosPhi, sinPhi } = rule;
  for (let r = 0, k = 0; r < cosTheta.length; r++)
    for (let c = 0; c < cosPhi.length; c++, k++) {
      const trace = traceOfDiffusion(noise, sinTheta[r] * cosPhi[c], sinTheta[r] * sinPhi[c], cosTheta[r]);
      out[k] = Math.max(trace, 0) ** J;
    }
}

/** The functional Tr[F·] of a tensor's matrix. */
function functionalOf(F: Float64Array, d: number): Float64Array {
  return F.map((entry, p) => (p < d ? entry : 2 * entry));
}

/** The matrix G with Tr[Gρ] = Σ_p functional_p ρ_p. */
export function gradientMatrix(functional: Float64Array, d: number): ComplexMatrix {
  return matrixOf(
    functional.map((entry, p) => (p < d ? entry : entry / 2)),
    d,
  );
}

function applied({ row, column, value }: Superoperator, x: Float64Array, way: "straight" | "transposed"): Float64Array {
  const out = new Float64Array(x.length);
  const [to, from] = way === "straight" ? [row, column] : [column, row];
  for (let e = 0; e < value.length; e++) out[to[e]] += value[e] * x[from[e]];
  return out;
}

/** Π and |D(ρ)|² at ρ, and their gradients as functionals where these are asked for. */
export function ratesOnGrid(
  { generator, flux }: Dynamics,
  rho: Float64Array,
  { map, Q, DQ, integrand }: Fields,
  slopes: { readonly production: Float64Array; readonly change: Float64Array } | null,
): GridRates {
  const d = Math.round(Math.sqrt(rho.length));
  const D = applied(generator, rho, "straight");
  map.husimi(rho, Q);
  map.husimi(D, DQ);
  let production = 0;
  for (let p = 0; p < rho.length; p++) production += flux[p] * rho[p];
  for (let k = 0; k < Q.length; k++) {
    integrand[k] = map.weight[k] * Math.log(Q[k]);
    production -= DQ[k] * integrand[k];
  }
  const weighted = functionalOf(D, d);
  const change = D.reduce((sum, entry, p) => sum + entry * weighted[p], 0);
  if (slopes === null) return { production, change };
  const mean = new Float64Array(rho.length);
  map.transpose(integrand, mean);
  const byLogarithm = applied(generator, mean, "transposed");
  for (let k = 0; k < Q.length; k++) integrand[k] = (map.weight[k] * DQ[k]) / Q[k];
  map.transpose(integrand, mean);
  const byChange = applied(generator, weighted, "transposed");
  for (let p = 0; p < rho.length; p++) {
    slopes.production[p] = flux[p] - byLogarithm[p] - mean[p];
    slopes.change[p] = 2 * byChange[p];
  }
  return { production, change };
}

const distance = (a: Float64Array, b: Float64Array): number => norm(a.map((entry, p) => entry - b[p]));
