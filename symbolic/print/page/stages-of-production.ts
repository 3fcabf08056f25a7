/** The stages from drift and diffusion to what is integrated. */
import type { Derivation, ReservoirDerivation } from "../../derive/derivation.ts";
import { integrands } from "../../derive/integrands.ts";
import type { EvaluatorPlan } from "../../optimize/plan.ts";
import { currentEquations, flux, forceEquations, integralEquations, production, rateOfEntropy } from "../equations.ts";
import type { Letters } from "../letters.ts";
import { formulaTree } from "../print.ts";
import * as tree from "../tree.ts";
import { leaf } from "../tree.ts";
import { type Block, formulas, prose, rows, type Section } from "./document.ts";
import { eachReservoir } from "./each-reservoir.ts";
import { classBlocks } from "./reservoir-sections.ts";

export const classStage = ({ reservoirs }: Derivation, letters: Letters): Section => ({
  id: "class",
  title: "Class",
  blocks: [
    prose("Π and Φ need an ω with Bω = A. The classes are tried in this order, and the first that holds is taken:"),
    ...eachReservoir(reservoirs, (reservoir) => [rows(...tried(reservoir)), ...classBlocks(reservoir, letters)]),
  ],
});

/** A class, what shows it, whether it holds, and whether it is tried for so many spins. */
type Attempt = readonly [name: string, how: string, holds: boolean, isTried: boolean];

function attempts({ production: found, operator: { parties } }: ReservoirDerivation): readonly Attempt[] {
  const isOne = parties.length === 1;
  const shape = found.class === "potential" ? found.potential.shape : undefined;
  const curve = "A leaves the range of B on a curve (P m = 0)";
  const point = "A leaves the range of B at a rational point of the spheres";
  return [
    ["diffusive", "A = 0", found.class === "diffusive", true],
    [
      "potential, axial",
      "A p = 2J B∇p for p = constant + axis·n with |axis| ≤ constant, a linear system",
      shape === "axial",
      isOne,
    ],
    ["potential, single", "one operator, p = tr B, A p = J B∇p", shape === "single", isOne],
    ["undefined", isOne ? curve : point, found.class === "undefined", true],
    isOne
      ? ["regular", "B > 0 on the whole sphere at the parameters of a job", found.class === "regular", true]
      : ["undecided", "nothing could be shown", found.class === "undecided", true],
  ];
}

/** What was tried for one reservoir, and how it came out, up to what holds. */
function tried(reservoir: ReservoirDerivation): readonly (readonly [string, string])[] {
  const steps = attempts(reservoir);
  const last = steps.findIndex(([, , holds]) => holds);
  return steps
    .slice(0, last + 1)
    .map(([name, how, holds, isTried]) => [
      name,
      `${how}: ${holds ? "yes" : isTried ? "no" : "not tried for several spins"}`,
    ]);
}

export const integrandsStage = ({ reservoirs }: Derivation, letters: Letters): Section => ({
  id: "integrands",
  title: "Integrands",
  blocks: [
    prose("What is integrated over the spheres, M ∫ … dΩ, with the named values of the emitted code."),
    ...eachReservoir(reservoirs, (reservoir) => integrandBlocks(reservoir, letters)),
  ],
});

function integrandBlocks(reservoir: ReservoirDerivation, letters: Letters): readonly Block[] {
  const own = integrands([reservoir]);
  const { force, current } = forceEquations(reservoir, letters);
  return [
    formulas(...currentEquations(reservoir), ...force, ...(reservoir.production.class === "diffusive" ? [] : current)),
    formulas(
      ...integralEquations(rateOfEntropy, own.entropyRate, letters),
      ...(own.production ? integralEquations(production, own.production, letters) : []),
      ...(own.flux ? integralEquations(flux, own.flux, letters) : []),
    ),
  ];
}

export const reductionStage = (plan: EvaluatorPlan, letters: Letters): Section => ({
  id: "reduction",
  title: "Reduction",
  blocks: reductionBlocks(plan, letters),
});

function reductionBlocks({ closedForm }: EvaluatorPlan, letters: Letters): readonly Block[] {
  if (!closedForm)
    return [
      prose(
        "A reservoir that joins several spins is integrated on their spheres; nothing is integrated in closed form.",
      ),
    ];
  return [
    prose(
      "For J = 1/2, Q = A₀ + R·n. The integrand of dS/dt is split into harmonics, averaged over the azimuth about R and divided by Q: what " +
        "remains is a polynomial and one function, K. The integrand of S is averaged likewise and integrated by parts, which leaves " +
        "K and L₀, twice the mean of ln Q. A qubit needs no quadrature, and a pair one sphere less.",
    ),
    formulas(tree.equation(leaf("M ∫ … dΩ", "M \\int \\cdots d\\Omega"), formulaTree(closedForm, letters))),
  ];
}
