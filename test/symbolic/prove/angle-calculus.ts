/** Calculus on the angles of party a: functions are polynomials in cosθ, sinθ, cosφ, sinφ. */
import * as p from "../../../symbolic/algebra/polynomial.ts";
import type { Sym } from "../../../symbolic/algebra/role.ts";
import { circle } from "../../../symbolic/algebra/symbol.ts";
import { paper } from "../declarations.ts";

const [c, s] = [circle("cos", "theta", "a"), circle("sin", "theta", "a")];
const [cp, sp] = [circle("cos", "phi", "a"), circle("sin", "phi", "a")];

const chain = (f: p.Polynomial, cosine: Sym, sine: Sym): p.Polynomial =>
  p.subtract(p.multiply(p.symbol(cosine), p.derivative(f, sine)), p.multiply(p.symbol(sine), p.derivative(f, cosine)));

export const dTheta = (f: p.Polynomial): p.Polynomial => chain(f, c, s);
export const dPhi = (f: p.Polynomial): p.Polynomial => chain(f, cp, sp);

/** f/sinθ.
 *  @throws RangeError where f does not vanish at the poles term by term */
export function overSine(f: p.Polynomial): p.Polynomial {
  const [constant, ...rest] = p.coefficientsIn(f, s);
  if (!p.isZero(constant)) throw new RangeError(`not divisible by sinθ: ${p.keyOfPolynomial(f)}`);
  return p.add(...rest.map((coefficient, e) => p.multiply(coefficient, p.power(p.symbol(s), e))));
}

const times = (text: string, f: p.Polynomial): p.Polynomial => p.multiply(paper(text), f);

/** (i cosθ/sinθ) ∂φ f */
const slant = (f: p.Polynomial): p.Polynomial => times("i*c", overSine(dPhi(f)));

/** The commutators of appendix A: 𝒥± = ±e^{±iφ}(∂θ ± i cotθ ∂φ), 𝒥_z = −i∂φ. */
export const commutator = {
  "+": (f: p.Polynomial): p.Polynomial => times("wp", p.add(dTheta(f), slant(f))),
  "-": (f: p.Polynomial): p.Polynomial => times("-wm", p.subtract(dTheta(f), slant(f))),
  z: (f: p.Polynomial): p.Polynomial => times("-i", dPhi(f)),
};

const half = p.fraction(1n, 2n);

/** ρJ₊ → ½e^{iφ} sinθ (2J − 𝒥_z) + ½(cosθ − 1)𝒥₊ (eq 18 at n̄ = 0), ρJ₋ likewise, ρJ_z → J cosθ − ½ sinθ ∂θ − ½𝒥_z. */
export const right = {
  "+": (f: p.Polynomial): p.Polynomial =>
    p.multiply(
      half,
      p.add(times("wp*s", p.subtract(times("2*J", f), commutator.z(f))), times("c - 1", commutator["+"](f))),
    ),
  "-": (f: p.Polynomial): p.Polynomial =>
    p.multiply(
      half,
      p.subtract(times("wm*s", p.add(times("2*J", f), commutator.z(f))), times("c + 1", commutator["-"](f))),
    ),
  z: (f: p.Polynomial): p.Polynomial =>
    p.subtract(times("J*c", f), p.multiply(half, p.add(times("s", dTheta(f)), commutator.z(f)))),
};

export const left = {
  "+": (f: p.Polynomial): p.Polynomial => p.add(commutator["+"](f), right["+"](f)),
  "-": (f: p.Polynomial): p.Polynomial => p.add(commutator["-"](f), right["-"](f)),
  z: (f: p.Polynomial): p.Polynomial => p.add(commutator.z(f), right.z(f)),
};
