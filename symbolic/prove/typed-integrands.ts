/**
 * The integrands a second time, typed in from formulas that the derivation does not use and worked out at a point. In the
 * frame of r̂ = n, θ̂, φ̂ an operator L = (u + iv)·J has u = (uR, uT, uP) and v = (vR, vT, vP).
 *
 * One party, with P = Σ rate (uuᵀ + vvᵀ) and m = Σ rate (v × u):
 *
 *   A = −J m_⊥        ∇Q·B∇Q = ½[(n × ∇Q)ᵀP(n × ∇Q) − (m·n)|∇Q|²]
 *
 * Several, with L = Σ_j l_j·J_j:
 *
 *   A_i = −Σ_j (J_j + ½(1 − δ_ij)) Im[(l_i × n_i)(l_j*·n_j)]
 *   B_ij = sym{½ Re[(l_i × n_i)(l_j × n_j)†] + ½ Im[(l_i × n_i)(l_j*)_⊥ᵀ]}
 *
 * Then with I = A P − B∇P: Π = I·B⁻¹I/Q and Φ = A·B⁻¹(A Q − B∇Q), or Π = ∇P·B∇P/Q and Φ = 0 where A = 0; dS/dt is
 * ∇Q·B∇Q/Q − A·∇Q.
 */

import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import { cartesian } from "../algebra/spin-operator.ts";
import type { Dissipator } from "../declare/read-text.ts";
import { define, evaluate, type Values } from "./calculator.ts";
import type { PaperForm } from "./paper-form.ts";
import { type Naming, polynomialText } from "./text.ts";

/** The values of the three integrands at a point; Π and Φ null where a drift of several parties leaves them without a second form. */
interface IntegrandValues {
  readonly entropyRate: string;
  readonly production: string | null;
  readonly flux: string | null;
}

const frame = ["R", "T", "P"] as const;

/** rate{d} and the components u{R,T,P}{d}{j}, v{R,T,P}{d}{j} of every dissipator d and party j. */
function operatorsInFrame(dissipators: readonly Dissipator[], parties: readonly string[], naming: Naming): string {
  return dissipators
    .flatMap(({ rate, operator }, d) => [
      `rate${d} = ${polynomialText(rate, naming)}`,
      ...parties.flatMap((party, j) => {
        const l = cartesian(operator, party);
        const [c, s, cosPhi, sinPhi] = [`c${j}`, `s${j}`, `cosPhi${j}`, `sinPhi${j}`];
        return (
          [
            ["u", p.realPart],
            ["v", p.imaginaryPart],
          ] as const
        ).flatMap(([letter, part]) => {
          const [x, y, z] = l.map((entry) => `(${polynomialText(part(entry), naming)})`);
          return [
            `${letter}R${d}${j} = ${s}*${cosPhi}*${x} + ${s}*${sinPhi}*${y} + ${c}*${z}`,
            `${letter}T${d}${j} = ${c}*${cosPhi}*${x} + ${c}*${sinPhi}*${y} - ${s}*${z}`,
            `${letter}P${d}${j} = ${cosPhi}*${y} - ${sinPhi}*${x}`,
          ];
        });
      }),
    ])
    .join("\n");
}

/** A{slot} and B{slot}{slot} of one party, slot 0 for θ̂ and 1 for φ̂; n × θ̂ = φ̂ and n × φ̂ = −θ̂. */
function ofOneParty(dissipators: readonly Dissipator[]): string {
  const total = (term: (d: number) => string): string => dissipators.map((_, d) => `rate${d}*(${term(d)})`).join(" + ");
  const P = (a: string, b: string): string => total((d) => `u${a}${d}0*u${b}${d}0 + v${a}${d}0*v${b}${d}0`);
  const m = (a: string, b: string): string => total((d) => `v${a}${d}0*u${b}${d}0 - v${b}${d}0*u${a}${d}0`);
  return `
    mR = ${m("T", "P")}
    mT = ${m("P", "R")}
    mP = ${m("R", "T")}
    A0 = -J0*mT
    A1 = -J0*mP
    B00 = (${P("P", "P")} - mR)/2
    B11 = (${P("T", "T")} - mR)/2
    B01 = -(${P("T", "P")})/2
    B10 = B01`;
}

/** The same of several parties, slots 2j and 2j + 1 for party j; (l × n)_θ = l_φ and (l × n)_φ = −l_θ. */
function ofSeveralParties(dissipators: readonly Dissipator[], parties: number): string {
  const slots = Array.from({ length: 2 * parties }, (_, slot) => slot);
  const party = (slot: number): number => slot >> 1;
  /** The real or imaginary part of (l × n) and of l_⊥ in a slot. */
  const turned = (letter: string, d: number, slot: number): string =>
    slot % 2 === 0 ? `${letter}P${d}${party(slot)}` : `(-${letter}T${d}${party(slot)})`;
  const plain = (letter: string, d: number, slot: number): string =>
    `${letter}${frame[1 + (slot % 2)]}${d}${party(slot)}`;
  const each = (term: (d: number) => string): string => dissipators.map((_, d) => `rate${d}*(${term(d)})`).join(" + ");
  const A = slots.map((i) => {
    const sum = Array.from({ length: parties }, (_, j) => {
      const weight = j === party(i) ? `J${j}` : `(J${j} + 1/2)`;
      return `${weight}*(${each((d) => `${turned("v", d, i)}*uR${d}${j} - ${turned("u", d, i)}*vR${d}${j}`)})`;
    });
    return `A${i} = -(${sum.join(" + ")})`;
  });
  const halves = slots.flatMap((i) =>
    slots.map((j) => {
      const real = each((d) => `${turned("u", d, i)}*${turned("u", d, j)} + ${turned("v", d, i)}*${turned("v", d, j)}`);
      const imaginary = each(
        (d) => `${turned("v", d, i)}*${plain("u", d, j)} - ${turned("u", d, i)}*${plain("v", d, j)}`,
      );
      return `H${i}${j} = (${real} + ${imaginary})/2`;
    }),
  );
  const B = slots.flatMap((i) => slots.map((j) => `B${i}${j} = (H${i}${j} + H${j}${i})/2`));
  return [...A, ...halves, ...B].join("\n");
}

/** v·Bw over chosen slots, v and w lists of names. */
const bilinear = (slots: readonly number[], v: (slot: number) => string, w: (slot: number) => string): string =>
  slots.flatMap((i) => slots.map((j) => `${v(i)}*B${i}${j}*${w(j)}`)).join(" + ");

/** Symbols of dQ, dP in a slot. */
const slope =
  (field: "dQ" | "dP") =>
  (slot: number): string =>
    `${field}${slot % 2 === 0 ? "Theta" : "Phi"}${slot >> 1}`;

/** A reservoir's integrands at a point.
 *  @throws SingularPoint where B is singular */
export function typedIntegrands(
  dissipators: readonly Dissipator[],
  parties: readonly string[],
  point: Values,
  naming: Naming,
): IntegrandValues {
  const several = parties.length > 1;
  const coefficients = several ? ofSeveralParties(dissipators, parties.length) : ofOneParty(dissipators);
  const values = define(`${operatorsInFrame(dissipators, parties, naming)}\n${coefficients}`, point);
  const slots = Array.from({ length: 2 * parties.length }, (_, slot) => slot);
  const [dQ, dP] = [slope("dQ"), slope("dP")];
  const along = slots.map((i) => `A${i}*${dQ(i)}`).join(" + ");
  const entropyRate = evaluate(`(${bilinear(slots, dQ, dQ)})/Q - (${along})`, values);
  if (slots.every((i) => values[`A${i}`] === "0"))
    return { entropyRate, production: evaluate(`(${bilinear(slots, dP, dP)})/Q`, values), flux: "0" };
  const acting = parties.flatMap((party, j) =>
    dissipators.some(({ operator }) => operator.some(({ word }) => word.some((factor) => factor.party === party)))
      ? [j]
      : [],
  );
  if (acting.length > 1) return { entropyRate, production: null, flux: null };
  const { production, flux } = define(withInverse(2 * acting[0], 2 * acting[0] + 1), values);
  return { entropyRate, production, flux };
}

/** Π = I·B⁻¹I/Q and Φ = A·B⁻¹(A Q − B∇Q) in the slots of one party. */
function withInverse(a: number, b: number): string {
  const current = (field: "P" | "Q", i: number): string => {
    const gradient = slope(field === "P" ? "dP" : "dQ");
    return `A${i}*${field} - B${i}${a}*${gradient(a)} - B${i}${b}*${gradient(b)}`;
  };
  const inverse = (x: string, y: string, v: string, w: string): string =>
    `(${x}*${v}*B${b}${b} - (${x}*${w} + ${y}*${v})*B${a}${b} + ${y}*${w}*B${a}${a})/det`;
  return `
    det = B${a}${a}*B${b}${b} - B${a}${b}^2
    IP0 = ${current("P", a)}
    IP1 = ${current("P", b)}
    IQ0 = ${current("Q", a)}
    IQ1 = ${current("Q", b)}
    production = ${inverse("IP0", "IP1", "IP0", "IP1")}/Q
    flux = ${inverse(`A${a}`, `A${b}`, "IQ0", "IQ1")}`;
}

/**
 * Eq 11, and eq 21 with Φ_j, as they stand in the paper but for the measure; P = Q. In eq 21 every Γ(2n̄ + 1) is the sum
 * γ = Γ(n̄ + 1) + Γn̄ of the rates and Γ their difference, so that they hold for equal rates too.
 */
export function paperIntegrands(form: PaperForm, parties: readonly string[], point: Values, naming: Naming) {
  const k = parties.indexOf(form.party);
  const text = (rate: Polynomial): string => polynomialText(rate, naming);
  if (form.kind === "dephasing") {
    const values = define(`lambda = ${text(form.rate)}\n dPhi = s${k}*dQPhi${k}`, point); // ∂φQ
    return { production: evaluate("lambda/2*dPhi^2/Q", values), flux: "0" };
  }
  const values = define(
    `
    Gamma = ${text(p.subtract(form.loss, form.gain))}
    gamma = ${text(p.add(form.loss, form.gain))}
    c = c${k}
    s = s${k}
    J = J${k}
    dTheta = dQTheta${k}
    Jz2 = (s*dQPhi${k})^2
    production = ((2*J*Q*s*Gamma + (c*Gamma - gamma)*dTheta)^2/(gamma - c*Gamma) + Jz2*(gamma*c - Gamma)*c/s^2)/2/Q
    flux = J*Gamma*(2*J*Q*s^2*Gamma/(gamma - c*Gamma) - s*dTheta)`,
    point,
  );
  return { production: values.production, flux: values.flux };
}
