/**
 * The sphere of a party in a pure state, exactly and for any J: with Q = c Π_k (1 − n·m_k)/2
 *     −μ ∫ dn X ln Q = −ln c Tr X − Σ_k X'(m_k),
 * X' as `point-logarithm.ts` has it and m_k the Majorana points.
 */

import { gatherColumn } from "../../runtime/husimi/conditional.ts";
import { addTerm, type Sums } from "../../runtime/quadrature/integral.ts";
import type { Functional, HandedSphere, InnerIntegrals } from "../../runtime/spheres/integrand.ts";
import { orderStart } from "../../spins/matrices/hermitian-tensor.ts";
import { MAJORANA_RESIDUAL } from "../../spins/numbers/safety-factors.ts";
import { binomialRoots } from "../../spins/states/dicke.ts";
import { majoranaSearch } from "../../spins/states/majorana.ts";
import type { Spinors } from "../../spins/states/spinors.ts";
import { pointLogarithm } from "./point-logarithm.ts";

/** By the Majorana points of conditional states, when the state of all parties is pure; logarithmic moments only. */
export const majoranaSphere: HandedSphere = { name: "pure", cost: 1, tells: false, derived: pointLogarithm, integrals };

/** @param functionals  entropies and logarithmic moments; others throw
 *  @param present  coherence orders that the party has, one list for all tensors */
function integrals(functionals: readonly Functional[], twoJ: number, present: Uint8Array): InnerIntegrals {
  const d = twoJ + 1;
  const which = functionals.map((functional) => {
    if (functional.kind === "entropy") return 0;
    if (functional.kind === "logMoment") return functional.tensor;
    throw new Error(`a pure sphere has logarithmic moments only, not ${functional.kind}`);
  });
  const majorana = majoranaSearch(twoJ);
  const state = new Float64Array(d * d);
  const re = new Float64Array(d);
  const im = new Float64Array(d);
  const points = new Float64Array(d * d);
  const amplitudes = { re: new Float64Array(d), im: new Float64Array(d) };

  return {
    visit(block, sums) {
      const half = block.states.length / 2;
      for (let column = 0; column < block.columns; column++) {
        sums.evaluations++;
        gatherColumn(block.states[0], block.columns, column, state);
        if (!readAmplitudes(state, d, re, im)) continue;
        const { scale, residual } = majorana.factorize(re, im);
        sumOfPoints(majorana.points, twoJ, present, amplitudes, points);
        const logarithm = Math.log(scale);
        for (let f = 0; f < which.length; f++) {
          gatherColumn(block.states[which[f]], block.columns, column, state);
          const own = -logarithm * traceOf(state, d);
          // Each of the logarithms has the mean −1 over the sphere.
          const size = Math.abs(own) + twoJ * Math.abs(traceOf(state, d));
          gatherColumn(block.states[which[f] + half], block.columns, column, state);
          addMoment(sums, f, block.weights[column], residual, momentOf(own, size, points, state));
        }
      }
    },
  };
}

function traceOf(state: Float64Array, d: number): number {
  let trace = 0;
  for (let i = 0; i < d; i++) trace += state[i];
  return trace;
}

interface Moment {
  readonly value: number;
  readonly size: number;
}

/** −ln c Tr X less Σ_k X'(m_k), the first and its size given. */
function momentOf(own: number, ownSize: number, points: Float64Array, derived: Float64Array): Moment {
  let [value, size] = [own, ownSize];
  for (let k = 0; k < points.length; k++) {
    const term = points[k] * derived[k];
    value -= term;
    size += Math.abs(term);
  }
  return { value, size };
}

/** @param residual  of the points */
function addMoment(sums: Sums, f: number, weight: number, residual: number, { value, size }: Moment): void {
  addTerm(sums, f, weight * value);
  sums.magnitude[f] += weight * size;
  sums.noise[f] += MAJORANA_RESIDUAL * residual * weight * size;
}

/** ψ of σ = ψψ†, a party's axis, up to a phase: the column of the largest population. @returns  whether there is any */
function readAmplitudes(state: Float64Array, d: number, re: Float64Array, im: Float64Array): boolean {
  let largest = 0;
  for (let i = 1; i < d; i++) if (state[i] > state[largest]) largest = i;
  if (!(state[largest] > 0)) return false;
  const root = Math.sqrt(state[largest]);
  for (let i = 0; i < d; i++) {
    if (i === largest) {
      re[i] = root;
      im[i] = 0;
      continue;
    }
    // The axis has Re M_ij and −Im M_ij for i < j.
    const at = orderStart(d, Math.abs(i - largest)) + 2 * Math.min(i, largest);
    re[i] = state[at] / root;
    im[i] = (i < largest ? -state[at + 1] : state[at + 1]) / root;
  }
  return true;
}

/** Σ_k |m_k⟩⟨m_k| as what a party's axis is to be multiplied with for Σ_k of its Husimi function at m_k. */
function sumOfPoints(
  points: Spinors,
  twoJ: number,
  present: Uint8Array,
  amplitudes: { re: Float64Array; im: Float64Array },
  out: Float64Array,
): void {
  const { re, im } = amplitudes;
  const d = twoJ + 1;
  out.fill(0);
  for (let k = 0; k < twoJ; k++) {
    coherentAmplitudes(twoJ, points.u[k], points.x[k], points.y[k], re, im);
    for (let i = 0; i < d; i++) out[i] += re[i] * re[i] + im[i] * im[i];
    for (let q = 1; q < d; q++) {
      if (present[q] === 0) continue;
      for (let i = 0, at = orderStart(d, q); i + q < d; i++, at += 2) {
        // 2 d_i d_{i+q} cos qφ and the same with sin: the product of conj(a_i) and a_{i+q}.
        out[at] += 2 * (re[i] * re[i + q] + im[i] * im[i + q]);
        out[at + 1] += 2 * (re[i] * im[i + q] - im[i] * re[i + q]);
      }
    }
  }
}

/** √C(2J,i) u^{2J−i} (x + iy)^i. */
function coherentAmplitudes(twoJ: number, u: number, x: number, y: number, re: Float64Array, im: Float64Array): void {
  const binomials = binomialRoots(twoJ);
  let a = 1;
  let b = 0;
  for (let i = 0; i <= twoJ; i++) {
    re[i] = binomials[i] * a;
    im[i] = binomials[i] * b;
    const next = a * x - b * y;
    b = a * y + b * x;
    a = next;
  }
  let power = 1;
  for (let i = twoJ; i >= 0; i--) {
    re[i] *= power;
    im[i] *= power;
    power *= u;
  }
}
