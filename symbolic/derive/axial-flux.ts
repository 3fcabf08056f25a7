/**
 * The flux as an expectation value, Φ = Tr[ρF] with F = D†(X), X = M ∫ |Ω⟩⟨Ω| ln Q*. For Q* = (constant + axis·cosθ)^{2J}
 * X is diagonal in |J,m⟩, and for operators proportional to J₊, J₋ or J_z so is F: with k = J + m,
 *
 *   r·D[J₋] → r·k(2J+1−k)·(X_{k−1} − X_k)        r·D[J₊] → r·(2J−k)(k+1)·(X_{k+1} − X_k)        r·D[J_z] → 0
 *
 * The differences of X are what the runtime's `axialGaps` returns, without cancellation. Sums and differences are taken here,
 * exactly: at n̄ = 1e20 Γ(n̄ + 1) and Γn̄ are one number, and at n̄ = 1e-20 the smaller of 2n̄ + 1 ± 1 is none.
 */
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type * as sphere from "../algebra/sphere.ts";
import type { Ladder } from "../algebra/spin-operator.ts";
import type { Dissipator } from "../declare/declare.ts";

/** F of one reservoir: its potential's coefficients, with constant ± axis, the total rates of J₋ and J₊, and their difference. */
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
