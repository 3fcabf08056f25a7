import { describe, expect, it } from "vitest";
import type { Derived } from "../../symbolic/algebra/expression.ts";
import * as e from "../../symbolic/algebra/expression.ts";
import * as p from "../../symbolic/algebra/polynomial.ts";
import * as sphere from "../../symbolic/algebra/sphere.ts";
import { parameter } from "../../symbolic/algebra/symbol.ts";
import { type RuleTable, rules } from "../../symbolic/derive/correspondence.ts";
import type { Derivation, ReservoirDerivation } from "../../symbolic/derive/derivation.ts";
import type { FokkerPlanck } from "../../symbolic/derive/fokker-planck.ts";
import { integrands } from "../../symbolic/derive/integrands.ts";
import { closedQubitSphere, integrateLogMoment } from "../../symbolic/integrate/reduce.ts";
import { optimizedQubitSphere } from "../../symbolic/optimize/plan-integrands.ts";
import { planLogMoment } from "../../symbolic/optimize/plan-log-moment.ts";
import { proveFluxMatrix } from "../../symbolic/prove/flux-matrix.ts";
import { certifyLogMoment } from "../../symbolic/prove/log-moment.ts";
import { proveOnMatrixUnits } from "../../symbolic/prove/matrix-units.ts";
import { NotCertified } from "../../symbolic/prove/proof.ts";
import { proveQubitQuadrature, proveQubitSphere } from "../../symbolic/prove/qubit-sphere.ts";
import { proveAtRationalPoints } from "../../symbolic/prove/rational-evaluation.ts";
import { proveByRederivation } from "../../symbolic/prove/rederivation.ts";
import { proveBalance, proveForces, proveWellFormed } from "../../symbolic/prove/splitting.ts";
import { dampingDerivation, dephasingDerivation, deriveText } from "./declarations.ts";

/** A thousandth more. */
const slightly = (entry: p.Polynomial): p.Polynomial => p.multiply(p.fraction(1001n, 1000n), entry);

function withReservoir(
  derivation: Derivation,
  change: (known: ReservoirDerivation) => ReservoirDerivation,
): Derivation {
  const reservoirs = derivation.reservoirs.map(change);
  return { ...derivation, reservoirs, integrands: integrands(reservoirs) };
}

const withOperator = (derivation: Derivation, change: (known: FokkerPlanck) => FokkerPlanck): Derivation =>
  withReservoir(derivation, (known) => ({ ...known, operator: change(known.operator) }));

describe("a drift off by a thousandth", () => {
  const wrong = withOperator(dampingDerivation, (operator) => ({ ...operator, drift: operator.drift.map(slightly) }));

  it.each([
    ["the matrix units", () => proveOnMatrixUnits(wrong.reservoirs)],
    ["Algebrite", () => proveByRederivation(wrong)],
    ["B ω = A", () => proveForces(wrong)],
    ["the balance of Π and Φ", () => proveBalance({ ...wrong, integrands: dampingDerivation.integrands })],
    ["nerdamer", () => proveAtRationalPoints(wrong)],
    ["the sphere of a qubit", () => proveQubitSphere(wrong)],
  ])("is caught by %s", (_, proof) => {
    expect(proof).toThrow(NotCertified);
  });

  it("is named with the two sides", () => {
    expect(() => proveByRederivation(wrong)).toThrow(
      /"bath" follows from A1–A3 and eq 18, in the coefficient of Q\n {2}derived: .*\n {2}expected: /,
    );
  });
});

describe("a diffusion off by a thousandth", () => {
  const diffusion = (change: (entry: p.Polynomial, i: number, j: number) => p.Polynomial): Derivation =>
    withOperator(dephasingDerivation, (operator) => ({
      ...operator,
      diffusion: operator.diffusion.map((row, i) => row.map((entry, j) => change(entry, i, j))),
    }));

  it.each([
    ["the matrix units", (wrong: Derivation) => proveOnMatrixUnits(wrong.reservoirs)],
    ["Algebrite", (wrong: Derivation) => proveByRederivation(wrong)],
    ["nerdamer", (wrong: Derivation) => proveAtRationalPoints(wrong)],
    ["the sphere of a qubit", (wrong: Derivation) => proveQubitSphere(wrong)],
  ])("is caught by %s", (_, proof) => {
    expect(() => proof(diffusion(slightly))).toThrow(NotCertified);
  });

  it("is caught as no symmetric or no tangential matrix", () => {
    expect(() => proveWellFormed(diffusion((entry, i, j) => (i < j ? slightly(entry) : entry)).reservoirs)).toThrow(
      "symmetric",
    );
    const bent = diffusion((entry, i, j) => (i === j ? p.add(entry, p.one) : entry));
    expect(() => proveWellFormed(bent.reservoirs)).toThrow("tangential");
  });
});

describe("an integrand off by a thousandth", () => {
  const scaled = (formula: Derived | null): Derived => e.product([e.polynomial(p.fraction(1001n, 1000n)), formula!]);
  const { entropyRate, production, flux } = dampingDerivation.integrands;

  it.each([
    ["dS/dt", { entropyRate: scaled(entropyRate), production, flux }],
    ["Π", { entropyRate, production: scaled(production), flux }],
    ["Φ", { entropyRate, production, flux: scaled(flux) }],
  ])("is caught exactly and at points: %s", (_, wrong) => {
    expect(() => proveBalance({ ...dampingDerivation, integrands: wrong })).toThrow(NotCertified);
    expect(() => proveAtRationalPoints({ ...dampingDerivation, integrands: wrong })).toThrow(NotCertified);
  });

  it("is caught at points where Π and Φ err together", () => {
    const extra = e.polynomial(p.symbol(parameter("Gamma")));
    const wrong = { entropyRate, production: e.sum([production!, extra]), flux: e.sum([flux!, extra]) };
    expect(() => proveBalance({ ...dampingDerivation, integrands: wrong })).not.toThrow();
    expect(() => proveAtRationalPoints({ ...dampingDerivation, integrands: wrong })).toThrow("the integrand of Π");
  });
});

/** K(A₀, 0.99|R|²) for K(A₀, |R|²). */
const shrunk = (formula: Derived): Derived => {
  switch (formula.kind) {
    case "call": {
      const [A0, R2] = formula.operands;
      return e.call(formula.function, A0, e.product([e.polynomial(p.fraction(99n, 100n)), R2]));
    }
    case "named":
      return { ...formula, operands: [shrunk(formula.operands[0])] };
    case "product":
      return { ...formula, operands: formula.operands.map(shrunk) };
    case "sum":
      return { ...formula, operands: formula.operands.map(shrunk) };
    default:
      return formula;
  }
};

describe("a wrong reduction of the qubit's sphere", () => {
  const closedForm = closedQubitSphere(dampingDerivation)!;
  const scaled = e.product([e.polynomial(p.fraction(1000001n, 1000000n)), closedForm]);
  const small = e.product([
    e.polynomial(p.fraction(1n, 10n ** 9n)),
    closedForm.kind === "sum" ? closedForm.operands[0] : closedForm,
  ]);

  it("is caught as no identity, and by the quadrature", () => {
    expect(() => proveQubitSphere(dampingDerivation, scaled)).toThrow(NotCertified);
    expect(() => proveQubitQuadrature(dampingDerivation, optimizedQubitSphere(dampingDerivation, scaled))).toThrow(
      "|R|/A₀ = 1/1000",
    );
  });

  it("is caught by the quadrature to a billionth", () => {
    const wrong = e.sum([closedForm, small]);
    expect(() => proveQubitQuadrature(dampingDerivation, optimizedQubitSphere(dampingDerivation, wrong))).toThrow(
      NotCertified,
    );
  });

  it("is caught by the quadrature alone where K has wrong arguments", () => {
    const wrong = shrunk(closedForm);
    expect(() => proveQubitSphere(dampingDerivation, wrong)).not.toThrow();
    expect(() => proveQubitQuadrature(dampingDerivation, optimizedQubitSphere(dampingDerivation, wrong))).toThrow(
      NotCertified,
    );
  });

  it("is caught by the quadrature in the program, not in the formula", () => {
    const sphere = optimizedQubitSphere(dampingDerivation)!;
    const { result } = sphere.program;
    const program = { ...sphere.program, result: { kind: "negation", operands: [result] } as const };
    expect(() => proveQubitQuadrature(dampingDerivation, { ...sphere, program })).toThrow(NotCertified);
  });

  it("stops the certificate: an integrand that the closed form is not the integral of", () => {
    const { entropyRate } = dampingDerivation.integrands;
    const wrong = {
      ...dampingDerivation.integrands,
      entropyRate: e.sum([entropyRate, e.polynomial(p.symbol(parameter("Gamma")))]),
    };
    expect(() => proveQubitQuadrature({ ...dampingDerivation, integrands: wrong })).toThrow(NotCertified);
  });
});

describe("a wrong logarithm over the qubit's sphere", () => {
  const plan = planLogMoment();
  const slightlyMore = e.product([e.polynomial(p.fraction(1000001n, 1000000n)), plan.closedForm]);

  it("is caught by the expansion", () => {
    expect(() => certifyLogMoment({ ...plan, closedForm: slightlyMore })).toThrow(
      "the integrated logarithm of a qubit",
    );
  });

  it("is caught by the quadrature alone where K and L₀ have wrong arguments", () => {
    expect(() => certifyLogMoment({ ...plan, closedForm: shrunk(plan.closedForm) })).toThrow("at |R|/A₀ = 1/1000");
  });

  it("is caught by the quadrature in the program, not in the formula", () => {
    const { result } = plan.inner.program;
    const program = { ...plan.inner.program, result: { kind: "negation", operands: [result] } as const };
    expect(() => certifyLogMoment({ ...plan, inner: { ...plan.inner, program } })).toThrow("|R|/A₀ = 0");
  });

  it("is not given where |R|² stays below: X = xy", () => {
    const [x, y] = sphere.point("a");
    expect(integrateLogMoment(p.multiply(x, y), "a")).toBeNull();
  });
});

describe("a flux matrix with a wrong rate", () => {
  it.each(["lowering", "raising", "axis", "rise", "fall", "drift"] as const)("is caught: %s", (entry) => {
    const wrong = withReservoir(dampingDerivation, (known) => {
      const { production } = known;
      if (production.class !== "potential" || !production.flux) throw new Error("damping has a potential");
      const flux = { ...production.flux, [entry]: slightly(production.flux[entry]) };
      return { ...known, production: { ...production, flux } };
    });
    expect(() => proveFluxMatrix(wrong.reservoirs)).toThrow(NotCertified);
  });
});

describe("a table of rules that is wrong but conserves ∫Q", () => {
  const negated = (text: string): string => `-(${text})`;
  const change = (
    names: readonly (keyof RuleTable)[],
    by: (rule: RuleTable[keyof RuleTable]) => object,
  ): RuleTable => ({
    ...rules,
    ...Object.fromEntries(names.map((name) => [name, { ...rules[name], ...by(rules[name]) }])),
  });
  /** [J_z, ρ] twice what it is. */
  const wrongJz = change(["Jz rho"], ({ along: [a, b, c] }) => ({ along: [`2*(${a})`, `2*(${b})`, c] }));
  const wrongBothJz: RuleTable = {
    ...wrongJz,
    "rho Jz": { ...rules["rho Jz"], along: ["-i*y", "i*x", "1/2"] },
  };
  /** The spin's sign wrong beside J₋ρ, and so in the rules tied to it by conjugation and A1, A2. */
  const wrongLadders = change(["J+ rho", "J- rho", "rho J+", "rho J-"], ({ multiple }) => ({
    multiple: negated(multiple),
  }));

  it.each([
    ["[J_z, ρ] doubled", "g*D[Jz]", wrongBothJz],
    ["J₋ρ with the spin's sign wrong", "g*D[J-]", wrongLadders],
  ])("passes the derivation, and is caught by the matrix units and by Algebrite: %s", (_, text, table) => {
    const wrong = deriveText(text, table);
    expect(() => proveOnMatrixUnits(wrong.reservoirs)).toThrow(NotCertified);
    expect(() => proveByRederivation(wrong)).toThrow(NotCertified);
  });
});
