/**
 * The potential of a drift: Q* with A Q* = B∇Q*, so that the current vanishes there and ω = ∇ ln Q*. Which reservoirs of one
 * party have one is read off C = P + iM (fokker-planck.ts), so that it does not depend on how they are written:
 *
 *   P axisymmetric about m, P = α on the plane across m:   Q* = (α − m·n)^{2J}; C ≥ 0 makes |m| ≤ α
 *   C of rank one, L = l·J alone:                          Q* = (tr B)^J; tr B = ½(tr P − n·Pn) − m·n ≥ 0
 */

import { commonDivisor, exactQuotient } from "../algebra/division.ts";
import { rationalContent } from "../algebra/factors.ts";
import * as g from "../algebra/gaussian.ts";
import type { Ranges } from "../algebra/interval.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import * as sphere from "../algebra/sphere.ts";
import { cartesian, type Ladder } from "../algebra/spin-operator.ts";
import { auxiliary, spin } from "../algebra/symbol.ts";
import type { Dissipator } from "../declare/read-text.ts";
import { isNonNegative } from "../declare/sign.ts";
import { type FokkerPlanck, minors, type Noise, type Rows, times, trace, turning } from "./fokker-planck.ts";

/** Q* = base^{exponent·J} on one party, ω = exponent·J ∇base/base. */
export type Potential = { readonly base: Polynomial; readonly exponent: bigint } & (
  | {
      /** base = constant + axis·n with |axis| ≤ constant: Q* is the Husimi function of a state. */
      readonly shape: "axial";
      readonly constant: Polynomial;
      readonly axis: sphere.Vector;
    }
  | {
      /** base ∝ tr B of a single operator L = l·J; it vanishes at two points of the sphere. */
      readonly shape: "single";
      /** Null where it is not written as one: then it is that of every jump, up to a factor. */
      readonly l: sphere.Vector | null;
    }
);

/** The families of potentials, in the order in which they are tried. */
export function findPotential(
  noise: Noise,
  dissipators: readonly Dissipator[],
  party: string,
  ranges: Ranges,
): Potential | undefined {
  const jumps = dissipators.map(({ operator }) => cartesian(operator, party));
  return axialPotential(noise, party, ranges) ?? singlePotential(noise, jumps, party, ranges);
}

/** 2 s² P − t s 1 − (2 m·Pm − t) m mᵀ with s = |m|², t = s tr P − m·Pm = 2αs: zero exactly where P is axisymmetric about m. */
export function asymmetry(noise: Noise): Rows {
  const { P } = noise;
  const m = withoutContent(turning(noise));
  const [s, along] = [sphere.dot(m, m), sphere.dot(m, times(P, m))];
  const t = across(s, along, P);
  const rest = p.subtract(p.add(along, along), t);
  return P.map((row, i) =>
    row.map((entry, j) =>
      p.add(
        p.multiply(two, s, s, entry),
        i === j ? p.negate(p.multiply(t, s)) : p.zero,
        p.negate(p.multiply(rest, m[i], m[j])),
      ),
    ),
  );
}

const two = p.constant(2n);

/** s tr P − m·Pm. */
const across = (s: Polynomial, along: Polynomial, P: Rows): Polynomial => p.subtract(p.multiply(s, trace(P)), along);

function axialPotential(noise: Noise, party: string, ranges: Ranges): Potential | undefined {
  if (!asymmetry(noise).every((row) => row.every(p.isZero))) return undefined;
  const full = turning(noise);
  const m = withoutContent(full);
  const s = sphere.dot(m, m);
  const t = across(s, sphere.dot(m, times(noise.P, m)), noise.P);
  const all = [t, ...full.map((entry) => p.multiply(p.constant(-2n), s, entry))];
  const [constant, ...axis] = ofPositiveScale(all, ranges);
  const basis = [p.one, ...sphere.point(party)];
  const base = p.add(...[constant, ...axis].map((entry, k) => p.multiply(entry, basis[k])));
  return { base, exponent: 2n, shape: "axial", constant, axis };
}

/** The same up to a factor, with what all have in common divided out where the first, which is not negative, shows no sign change then. */
function ofPositiveScale(all: readonly Polynomial[], ranges: Ranges): readonly Polynomial[] {
  const divided = withoutContent(all);
  return [divided, divided.map(p.negate)].find(([constant]) => isNonNegative(constant, ranges)) ?? withoutNumber(all);
}

/** tr B = ½(tr P − n·Pn) − m·n up to a factor that does not depend on the point: Q* has a scale of its own. */
function singlePotential(
  noise: Noise,
  jumps: readonly sphere.Vector[],
  party: string,
  ranges: Ranges,
): Potential | undefined {
  if (!p.isZero(minors(noise))) return undefined;
  const n = sphere.point(party);
  const onPlane = p.subtract(trace(noise.P), sphere.dot(n, times(noise.P, n)));
  const traceOfB = p.subtract(p.multiply(p.fraction(1n, 2n), onPlane), sphere.dot(turning(noise), n));
  const content = commonDivisor(p.collect(traceOfB, sphere.isCoordinate).map(([, coefficient]) => coefficient));
  const divisor = [content, p.negate(content)].find((one) => isNonNegative(one, ranges)) ?? p.one;
  return {
    base: exactQuotient(traceOfB, divisor)!,
    exponent: 1n,
    shape: "single",
    l: jumps.length === 1 ? jumps[0] : null,
  };
}

/** Whether the current vanishes at Q*: A p = k J B∇p, exactly. */
export function isStationary({ parties, drift, diffusion }: FokkerPlanck, { base, exponent }: Potential): boolean {
  const [party] = parties;
  const gradient = sphere.gradient(base, party);
  const power = p.multiply(p.constant(exponent), p.symbol(spin(party)));
  return drift.every((entry, i) =>
    p.equals(p.multiply(entry, base), p.multiply(power, sphere.dot(diffusion[i], gradient))),
  );
}

/** Without the factors that all entries have in common. */
export function withoutContent(v: readonly Polynomial[]): readonly Polynomial[] {
  const common = commonDivisor(v);
  return p.isZero(common) ? v : withoutNumber(v.map((entry) => exactQuotient(entry, common)!));
}

/** Divided by a positive number that makes all coefficients coprime integers. */
function withoutNumber(v: readonly Polynomial[]): readonly Polynomial[] {
  const mark = auxiliary("~entry");
  const together = p.add(...v.map((entry, k) => p.multiply(entry, p.power(p.symbol(mark), k))));
  const { re, im, den } = rationalContent(together);
  const size = re === 0n ? im : re;
  return v.map((entry) => p.scale(entry, g.inverse(g.gaussian(size < 0n ? -size : size, 0n, den))));
}

/**
 * The flux as an expectation value, Φ = Tr[ρF] with F = D†(X), X = M ∫ |Ω⟩⟨Ω| ln Q*. For Q* = (constant + axis·cosθ)^{2J}
 * X is diagonal in |J,m⟩, and for operators proportional to J₊, J₋ or J_z so is F: with k = J + m,
 *
 *   r·D[J₋] → r·k(2J+1−k)·(X_{k−1} − X_k)        r·D[J₊] → r·(2J−k)(k+1)·(X_{k+1} − X_k)        r·D[J_z] → 0
 *
 * The differences of X are what the runtime's `axialGaps` returns, without cancellation. Sums and differences are taken here,
 * exactly: at n̄ = 1e20 Γ(n̄ + 1) and Γn̄ are one number, and at n̄ = 1e-20 the smaller of 2n̄ + 1 ± 1 is none.
 *
 * Of one reservoir: its potential's coefficients, with constant ± axis, the total rates of J₋ and J₊, and their difference.
 */
export interface AxialFlux {
  readonly axis: Polynomial;
  readonly rise: Polynomial;
  readonly fall: Polynomial;
  readonly lowering: Polynomial;
  readonly raising: Polynomial;
  readonly drift: Polynomial;
}

/** Undefined where the potential is not axisymmetric about z, or where the reservoir is not covariant about z. */
export function axialFlux(
  { constant, axis }: { readonly constant: Polynomial; readonly axis: sphere.Vector },
  dissipators: readonly Dissipator[],
): AxialFlux | undefined {
  if (!p.isZero(axis[0]) || !p.isZero(axis[1])) return undefined;
  const weight = (left: Ladder, right: Ladder): Polynomial =>
    p.add(
      ...dissipators.map(({ rate, operator }) => {
        const of = (ladder: Ladder): Polynomial =>
          operator.find(({ word }) => word.length === 1 && word[0].ladder === ladder)?.coefficient ?? p.zero;
        return p.multiply(rate, of(left), p.conjugate(of(right)));
      }),
    );
  const mixed = [weight("+", "-"), weight("+", "z"), weight("-", "z")];
  if (!mixed.every(p.isZero)) return undefined;
  const [lowering, raising] = [weight("-", "-"), weight("+", "+")];
  return {
    axis: axis[2],
    rise: p.add(constant, axis[2]),
    fall: p.subtract(constant, axis[2]),
    lowering,
    raising,
    drift: p.subtract(lowering, raising),
  };
}
