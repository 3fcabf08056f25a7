/** Everything that an evaluator computes, as straight-line programs. */

import type { Polynomial } from "./algebra/polynomial.ts";
import * as p from "./algebra/polynomial.ts";
import * as spin from "./algebra/spin-operator.ts";
import type { Derivation, ReservoirDerivation } from "./derive.ts";
import { equations } from "./equations.ts";
import type { AxialFlux } from "./flux.ts";
import type { FokkerPlanck } from "./fokker-planck.ts";
import type { Formula } from "./formula.ts";
import * as f from "./formula.ts";
import { optimize, type Program, type Tier } from "./optimize.ts";
import { integrateQubitSphere } from "./reduce.ts";

/** A formula and the program that computes it. */
export interface Kernel {
  readonly formula: Formula;
  readonly program: Program;
}

/** One rate · D[L], L in Cartesian components of each party. */
export interface PlannedJump {
  readonly rate: Program;
  readonly re: readonly (readonly Program[])[];
  readonly im: readonly (readonly Program[])[];
}

export interface EvaluatorPlan {
  readonly derivation: Derivation;
  readonly equations: Readonly<Record<string, string>>;
  readonly entropyRate: Kernel;
  readonly production: Kernel | null;
  readonly flux: Kernel | null;
  readonly inner: Kernel | null;
  readonly jumps: readonly PlannedJump[];
  /** F reservoir by reservoir, empty for a diffusive channel; null where Φ is refused. */
  readonly fluxMatrix: readonly { readonly [name in keyof AxialFlux]: Program }[] | null;
  /** Weights of up and down in Q* = (up cos²(θ/2) + down sin²(θ/2))^{2J}, where one potential serves all reservoirs. */
  readonly steadyState: { readonly up: Program; readonly down: Program } | null;
}

/** Angles of a row stand outside those of a column; fields change at every node. */
export function tierOf(symbol: string): Tier {
  if (/^(cos|sin)Theta\b/.test(symbol)) return "rows";
  return /^(cosPhi|sinPhi|d[QP](Theta|Phi))\b|^(Q|P|A0|Rx|Ry|Rz|R2)$/.test(symbol) ? "nodes" : "parameters";
}

export function plan(derivation: Derivation): EvaluatorPlan {
  const { reservoirs, integrands } = derivation;
  const closedForm = integrateQubitSphere(total(reservoirs.map(({ operator }) => operator)));
  const kernel = (formula: Formula | null): Kernel | null => formula && { formula, program: optimize(formula, tierOf) };
  return {
    derivation,
    equations: equations(derivation, closedForm),
    entropyRate: kernel(integrands.entropyRate)!,
    production: kernel(integrands.production),
    flux: kernel(integrands.flux),
    inner: kernel(closedForm && f.product([twoPi, closedForm])),
    jumps: reservoirs.flatMap((reservoir) => plannedJumps(reservoir, derivation.channel.parties)),
    fluxMatrix:
      integrands.flux &&
      reservoirs.flatMap(({ production }) => (production.class === "potential" ? [programs(production.flux)] : [])),
    steadyState: plannedSteadyState(reservoirs),
  };
}

const twoPi = f.polynomial(p.multiply(p.constant(2n), p.symbol("pi")));

const programOf = (polynomial: Polynomial): Program => optimize(f.polynomial(polynomial), tierOf);

const programs = ({
  constant,
  axis,
  lowering,
  raising,
}: AxialFlux): { readonly [name in keyof AxialFlux]: Program } => ({
  constant: programOf(constant),
  axis: programOf(axis),
  lowering: programOf(lowering),
  raising: programOf(raising),
});

/** dS/dt is linear in A and B: reservoirs add. */
const total = (operators: readonly FokkerPlanck[]): FokkerPlanck => ({
  parties: operators[0].parties,
  drift: operators[0].drift.map((_, i) => p.add(...operators.map(({ drift }) => drift[i]))),
  diffusion: operators[0].diffusion.map((row, i) =>
    row.map((_, j) => p.add(...operators.map(({ diffusion }) => diffusion[i][j]))),
  ),
});

const plannedJumps = ({ reservoir }: ReservoirDerivation, parties: readonly string[]): readonly PlannedJump[] =>
  reservoir.dissipators.map(({ rate, operator }) => {
    const l = parties.map((party) => spin.cartesian(operator, party));
    return {
      rate: programOf(rate),
      re: l.map((vector) => vector.map((entry) => programOf(p.realPart(entry)))),
      im: l.map((vector) => vector.map((entry) => programOf(p.imaginaryPart(entry)))),
    };
  });

function plannedSteadyState(reservoirs: readonly ReservoirDerivation[]): EvaluatorPlan["steadyState"] {
  const [{ production }] = reservoirs;
  if (reservoirs.length > 1 || production.class !== "potential") return null;
  const { constant, axis } = production.flux;
  return { up: programOf(p.add(constant, axis)), down: programOf(p.subtract(constant, axis)) };
}
