/** Parameters of a channel as baths are spoken of: a temperature in place of n̄, a probability in a time in place of a rate. */
import type { Evaluator, Parameters } from "../../runtime/evaluator.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { oneOf } from "../../text/nearest.ts";
import type { Path } from "../../text/refusal.ts";
import { parameterHint } from "./hints.ts";
import type { JobTexts } from "./job-texts.ts";
import { objectAt } from "./json-fields.ts";

/** Parameters that a channel has, and a line for each that was converted. */
export interface SpokenParameters {
  readonly parameters: Parameters;
  readonly converted: readonly string[];
}

/** What was written, each a number. */
export type Spoken = ReadonlyMap<string, number>;

/** Rates by what happens with probability p in a time: the smallest p that never is one, and the formula. */
const probabilities = {
  dephasing: {
    rate: "lambda",
    least: 0.5,
    formula: "−2 ln(1 − 2p)/time",
    exponent: (p: number) => -2 * Math.log1p(-2 * p),
  },
  "amplitude-damping": {
    rate: "Gamma",
    least: 1,
    formula: "−ln(1 − p)/time",
    exponent: (p: number) => -Math.log1p(-p),
  },
  pumping: { rate: "Gamma", least: 1, formula: "−ln(1 − p)/time", exponent: (p: number) => -Math.log1p(-p) },
} as const;

/** @param known  names that may stand there, for the refusal of another */
export function spokenAt(value: unknown, path: Path, known: readonly string[], what: string, texts: JobTexts): Spoken {
  const given = objectAt(value, path, `an object with ${known.join(", ")}`);
  return new Map(
    Object.entries(given).map(([name, entry]) => {
      if (known.includes(name)) return [name, texts.real(entry, [...path, name])];
      const { expected, remedy } = oneOf(name, known);
      throw new InvalidInput({
        path: [...path, name],
        found: `no parameter of ${what}`,
        expected,
        remedy: parameterHint(name) ?? remedy,
      });
    }),
  );
}

/** Names of parameters that a channel may be given by.
 *  @param spins  J of those that it acts on */
export function spokenNames({ name, parameters }: Evaluator): readonly string[] {
  const own = parameters.map((parameter) => parameter.name);
  const more = [
    ...(own.includes("nbar") ? ["T", "beta", "omega"] : []),
    ...(Object.hasOwn(probabilities, name) ? ["p", "time"] : []),
  ];
  return [...own, ...more.filter((each) => !own.includes(each))];
}

/** @throws InvalidInput  where one thing is said twice, or half, or in values that no bath has */
export function convertedParameters(
  { name, parameters }: Evaluator,
  spoken: Spoken,
  path: Path,
  spins: readonly number[],
): SpokenParameters {
  const own = parameters.map((parameter) => parameter.name);
  const said = (one: string) => spoken.has(one) && !own.includes(one);
  const isByProbability = said("p") || said("time");
  const rate = isByProbability ? rateOf(name as keyof typeof probabilities, spoken, path, spins) : NOTHING;
  const isByTemperature = own.includes("nbar") && ["T", "beta", "omega"].some(said);
  const bath = isByTemperature ? occupationOf(spoken, path) : isByProbability ? emptyBath(own, spoken) : NOTHING;
  const kept = [...spoken].filter(([one]) => own.includes(one));
  return {
    parameters: { ...Object.fromEntries(kept), ...rate.parameters, ...bath.parameters },
    converted: [...rate.converted, ...bath.converted],
  };
}

const NOTHING: SpokenParameters = { parameters: {}, converted: [] };

/** Excitations that no number here tells from none, and whose rates may be out of range. */
const EMPTY = 1e-100;

/** n̄ = 1/(e^{ω/T} − 1) of "T" or "beta" with "omega". */
export function occupationOf(spoken: Spoken, path: Path): SpokenParameters {
  refuseTwice(spoken, path, "nbar", ["T", "beta", "omega"]);
  refuseTwice(spoken, path, "T", ["beta"]);
  const omega = positive(
    spoken,
    path,
    "omega",
    "the frequency of the bath's excitations, > 0, with T or beta: nbar = 1/(e^(omega/T) − 1)",
  );
  const by = spoken.has("beta") ? "beta" : "T";
  const value = spoken.get(by);
  if (value === undefined || !(value >= 0) || (by === "beta" && value === 0))
    throw new InvalidInput({
      path: [...path, by],
      found: value === undefined ? "nothing" : `${value}`,
      expected:
        by === "beta" ? "an inverse temperature > 0" : "a temperature ≥ 0, with omega: nbar = 1/(e^(omega/T) − 1)",
    });
  const occupation = 1 / Math.expm1(by === "beta" ? value * omega : omega / value);
  const nbar = occupation < EMPTY ? 0 : occupation;
  const formula = by === "beta" ? "1/(e^(beta*omega) − 1)" : "1/(e^(omega/T) − 1)";
  const taken = nbar === 0 && value !== 0 ? ` (less than ${EMPTY}: an empty bath)` : "";
  return {
    parameters: { nbar },
    converted: [`nbar = ${formula} = ${nbar}${taken} of ${by} = ${value}, omega = ${omega}`],
  };
}

/** What is said of a probability alone is said of an empty bath. */
function emptyBath(own: readonly string[], spoken: Spoken): SpokenParameters {
  if (!own.includes("nbar") || spoken.has("nbar")) return NOTHING;
  return { parameters: { nbar: 0 }, converted: ["nbar = 0, an empty bath, as none was given with p"] };
}

function rateOf(
  name: keyof typeof probabilities,
  spoken: Spoken,
  path: Path,
  spins: readonly number[],
): SpokenParameters {
  const { rate, least, formula, exponent } = probabilities[name];
  refuseTwice(spoken, path, rate, ["p", "time"]);
  if (spins.some((J) => J !== 0.5))
    throw new InvalidInput({
      path: [...path, "p"],
      found: `a probability, for spins J = ${spins.join(", ")}`,
      expected: `qubits, which it is of, or ${rate}`,
    });
  const time = positive(spoken, path, "time", `a time > 0, in which p is reached: ${rate} = ${formula}`);
  const p = spoken.get("p");
  if (p === undefined || !(p >= 0 && p < least))
    throw new InvalidInput({
      path: [...path, "p"],
      found: p === undefined ? "nothing" : `${p}`,
      expected: `a probability in [0, ${least}), with time: ${rate} = ${formula}`,
    });
  // Minus zero is none.
  const value = exponent(p) / time + 0;
  return { parameters: { [rate]: value }, converted: [`${rate} = ${formula} = ${value} of p = ${p}, time = ${time}`] };
}

function positive(spoken: Spoken, path: Path, name: string, expected: string): number {
  const value = spoken.get(name);
  if (value !== undefined && value > 0) return value;
  throw new InvalidInput({ path: [...path, name], found: value === undefined ? "nothing" : `${value}`, expected });
}

function refuseTwice(spoken: Spoken, path: Path, name: string, others: readonly string[]): void {
  const other = others.find((each) => spoken.has(each));
  if (!spoken.has(name) || other === undefined) return;
  throw new InvalidInput({ path: [...path, other], found: `${other} beside ${name}`, expected: "one of the two" });
}
