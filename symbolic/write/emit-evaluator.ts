/** The evaluator of a channel, or of one of its strata, as an object of a generated module. */

import { literal } from "../../text/visible.ts";
import type { Interval } from "../algebra/interval.ts";
import type { Parameter } from "../declare/declaration.ts";
import { formatInterval } from "../declare/read-text.ts";
import type { ReservoirDerivation } from "../derive/derivation.ts";
import type { EvaluatorPlan, Stratum } from "../optimize/plan.ts";
import { equations } from "../print/equation-lines.ts";
import { comment } from "../print/harmless.ts";
import { nameInCode } from "./identifier.ts";

/** A plan with its derived equations, one a line, by the name of the quantity. */
export interface WrittenPlan extends EvaluatorPlan {
  readonly equations: Readonly<Record<string, string>>;
}

const written = (plan: EvaluatorPlan): WrittenPlan => ({
  ...plan,
  equations: equations(plan.derivation, plan.closedForm),
});

/** What is emitted of one plan: the channel itself, with an empty suffix, or a stratum. */
export interface Variant {
  readonly plan: WrittenPlan;
  /** What the names of its functions end in: `AtZeroR`. */
  readonly suffix: string;
  /** ` at r = 0` */
  readonly where: string;
}

/** The strata, then the channel that names them. */
export const variantsOf = (plan: EvaluatorPlan): readonly Variant[] => [
  ...plan.strata.map((stratum) => ({
    plan: written(stratum.plan),
    suffix: suffixOf(stratum, plan.strata),
    where: whereOf(stratum),
  })),
  { plan: written(plan), suffix: "", where: "" },
];

/** AtZeroR, AtBIsAAndZeroR; numbered where parameters differ by a capital alone. */
export function suffixOf(stratum: Stratum, all: readonly Stratum[]): string {
  const alike = all.filter((other) => conditionsName(other) === conditionsName(stratum));
  const place = alike.indexOf(stratum);
  return `At${conditionsName(stratum)}${place === 0 ? "" : `_${place + 1}`}`;
}

const conditionsName = ({ conditions }: Stratum): string =>
  [...conditions]
    .map(([name, value]) => (value === 0 ? `Zero${capitalised(name)}` : `${capitalised(name)}Is${capitalised(value)}`))
    .join("And");

const capitalised = (name: string): string => name[0].toUpperCase() + name.slice(1);

/** ` at a = b, r = 0` */
export const whereOf = ({ conditions }: Stratum): string =>
  ` at ${[...conditions].map(([name, value]) => (value === 0 ? `${name} = 0` : `${value} = ${name}`)).join(", ")}`;

export const evaluatorName = ({ plan, suffix }: Variant): string => nameInCode(plan.derivation.channel.name) + suffix;

/** Where the channel comes from, as the beginning of a sentence. */
const sourceOf = ({ derivation: { channel } }: WrittenPlan): string =>
  channel.cites.slice(0, 1).toUpperCase() + channel.cites.slice(1);

export const evaluatorDocs = ({ plan, where }: Variant): string =>
  comment(`${sourceOf(plan)}${where === "" ? "" : `,${where}`}. ${plan.equations.dissipator ?? ""}`.trimEnd());

/** The object that the runtime reads; its functions stand before it in the module. */
export function evaluatorText(variant: Variant): string {
  const { plan } = variant;
  const { channel, reservoirs } = plan.derivation;
  const member = (name: string, isThere: unknown): string =>
    isThere ? (variant.suffix === "" ? name : `${name}: ${name}${variant.suffix}`) : `${name}: null`;
  const pointwise = [
    member("entropyRate", true),
    member("production", plan.production),
    member("flux", plan.flux),
    member("coefficients", true),
  ];
  return [
    "{",
    `name: ${quote(channel.name)},`,
    `cites: ${quote(channel.cites)},`,
    `parties: [${channel.parties.map(quote).join(", ")}],`,
    ...(channel.more ? ["more: true,"] : []),
    "parameters: [",
    ...channel.parameters.map(parameterText),
    "],",
    "reservoirs: [",
    ...reservoirs.map(verdictText),
    "],",
    "equations: {",
    ...Object.entries(plan.equations).map(([name, text]) => `${quote(name)}: ${quote(text)},`),
    "},",
    `${member("jumps", true)},`,
    `${member("cancelling", plan.cancelling.length > 0)},`,
    `${member("remainder", plan.remainder)},`,
    `pointwise: { ${pointwise.join(", ")} },`,
    `${member("inner", plan.inner)},`,
    `${member("fluxMatrix", plan.fluxMatrix)},`,
    `${member("steadyState", plan.steadyState)},`,
    ...strataLines(plan),
    "}",
  ].join("\n");
}

const quote = (text: string | null): string => (text === null ? "null" : literal(text));

const parameterText = ({ name, range, unit, meaning }: Parameter): string =>
  `// ${formatInterval(range)}\n{ name: ${quote(name)}, ${rangeText(range)}, unit: ${quote(unit)}, meaning: ${quote(meaning)} },`;

const rangeText = ({ minimum, maximum, openMinimum, openMaximum }: Interval): string =>
  `minimum: ${boundText(minimum)}, maximum: ${boundText(maximum)}, openMinimum: ${openMinimum}, openMaximum: ${openMaximum}`;

const boundText = (value: number): string =>
  Number.isFinite(value) ? String(value) : `Number.${value > 0 ? "POSITIVE" : "NEGATIVE"}_INFINITY`;

function verdictText({ reservoir, production, verdict: { positivity, evidence } }: ReservoirDerivation): string {
  const bySpin = Object.entries(positivity ?? {}).map(([spins, value]) => `${spins}: ${quote(value)}`);
  return [
    "{",
    `name: ${quote(reservoir.name)},`,
    `class: ${quote(production.class)},`,
    `positivity: ${positivity ? `{ ${bySpin.join(", ")} }` : "null"},`,
    `evidence: ${quote(evidence)},`,
    `refusal: ${quote("refusal" in production ? production.refusal : null)},`,
    "},",
  ].join("\n");
}

function strataLines({ strata, derivation: { channel } }: EvaluatorPlan): readonly string[] {
  if (strata.length === 0) return ["strata: [],"];
  const evaluator = nameInCode(channel.name);
  const entries = strata.map(
    (stratum) => `{ where: { ${conditionsText(stratum)} }, evaluator: ${evaluator}${suffixOf(stratum, strata)} },`,
  );
  return ["strata: [", ...entries, "],"];
}

const conditionsText = ({ conditions }: Stratum): string =>
  [...conditions].map(([name, value]) => `${name}: ${value === 0 ? "0" : quote(value)}`).join(", ");
