/** Rewritings of the summands rate·D[L] of a reservoir, one by one. */
import type { ChannelDeclaration } from "../../../symbolic/declare/declaration.ts";
import { oneOf, type Random } from "../../cli/fuzz/chance.ts";
import { type Equivalent, freshName, type Rewriting, same, withParameter, withReservoirs } from "./equivalent.ts";
import { bracketed, sumText, type Term, termsOf, times } from "./trees.ts";

/** One summand as several. */
export type TermRule = (term: Term) => readonly Term[];

function eachTerm(how: string, given: ChannelDeclaration, rule: TermRule): Equivalent | undefined {
  const next = withReservoirs(given, (reservoir) =>
    typeof reservoir === "string" ? sumText(termsOf(reservoir).flatMap(rule)) : undefined,
  );
  return next && same(next, how);
}

const scaled = (factor: string, jump: string): string => `${bracketed(factor)}*${bracketed(jump)}`;

/** D[L] = D[0.6 L] + D[0.8 L], ⅓ D[L] + ⅔ D[L], and so on. */
// biome-ignore format: a table
const partings: Readonly<Record<string, TermRule>> = {
  "in two halves": ({ rate, jump }) => [{ rate: `${bracketed(rate)}/2`, jump }, { rate: `${bracketed(rate)}/2`, jump }],
  "in a third and two": ({ rate, jump }) => [{ rate: `${bracketed(rate)}/3`, jump }, { rate: times("2", rate) + "/3", jump }],
  "in parts 0.6 and 0.8": ({ rate, jump }) => [{ rate, jump: scaled("0.6", jump) }, { rate, jump: scaled("0.8", jump) }],
  "in parts with phases": ({ rate, jump }) => [{ rate, jump: scaled("3*i/5", jump) }, { rate, jump: scaled("-4/5", jump) }],
  "in parts cos(1) and sin(1)": ({ rate, jump }) => [{ rate, jump: scaled("cos(1)", jump) }, { rate, jump: scaled("sin(1)", jump) }],
  "in parts of roots": ({ rate, jump }) => [{ rate, jump: scaled("sqrt(1/3)", jump) }, { rate, jump: scaled("sqrt(2/3)", jump) }],
  "in three parts": ({ rate, jump }) => ["2/3", "2/3", "1/3"].map((part) => ({ rate, jump: scaled(part, jump) })),
  "with a rate of four": ({ rate, jump }) => [{ rate: times("4", rate), jump: `${bracketed(jump)}/2` }],
  "with a part that is taken off": ({ rate, jump }) => [{ rate: `2*${bracketed(rate)} - ${bracketed(rate)}`, jump }],
};

export const parted: Rewriting = (given, random) => {
  const how = oneOf(random, Object.keys(partings));
  return eachTerm(how, given, partings[how]);
};

/** Every parting by its name. */
export const partingsByName: Readonly<Record<string, Rewriting>> = Object.fromEntries(
  Object.entries(partings).map(([how, rule]) => [how, (given) => eachTerm(how, given, rule)]),
);

/** D[e^{ia}L] = D[L]. */
const phases = [
  "i",
  "-1",
  "exp(i*7/10)",
  "3/5 + 4*i/5",
  "exp(-i*2)",
  "cos(2) + i*sin(2)",
  "sqrt(1/2)*(1 - i)",
] as const;

/** A phase on every jump, each its own. */
export const phased: Rewriting = (given, random) =>
  eachTerm("with phases", given, ({ rate, jump }) => [{ rate, jump: scaled(oneOf(random, phases), jump) }]);

/** One more parameter that nothing depends on. */
export const phasedByParameter: Rewriting = (given, random) => {
  const name = freshName(given, "phi0", "psi", "gauge");
  const value = Math.round(100 * random()) / 30;
  const phase = oneOf(random, [`exp(i*${name})`, `exp(2*i*${name})`, `(cos(${name}) - i*sin(${name}))`]);
  const next = eachTerm(`with the phase ${phase}`, withParameter(given, name, "(-inf, inf)"), ({ rate, jump }) => [
    { rate, jump: scaled(phase, jump) },
  ]);
  return next && { ...next, values: (values) => ({ ...values, [name]: value }) };
};

/** a D[L] = D[√a L]. */
export const rateInside: Rewriting = (given) =>
  eachTerm("rates inside jumps", given, ({ rate, jump }) => [
    rate === "1" ? { rate, jump } : { rate: "1", jump: scaled(`sqrt(${rate})`, jump) },
  ]);

/** Summands in another order, and a sum in brackets behind the factor that its summands share. */
export const reordered: Rewriting = (given, random) => {
  const next = withReservoirs(given, (reservoir) => {
    if (typeof reservoir === "string") return sumText(shuffled(termsOf(reservoir), random));
    const order = shuffled(
      reservoir.operators.map((_, k) => k),
      random,
    );
    return {
      operators: order.map((k) => reservoir.operators[k]),
      matrix: order.map((row) => order.map((column) => reservoir.matrix[row][column])),
    };
  });
  return next && same(next, "in another order");
};

function shuffled<T>(list: readonly T[], random: Random): readonly T[] {
  return list
    .map((one) => ({ one, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one);
}

/** Summands that are zero by an identity. */
// biome-ignore format: a table
const nothings = ["0*D[Jx]", "(1 - cos(1)^2 - sin(1)^2)*D[J+]", "(cosh(2)^2 - sinh(2)^2 - 1)*D[Jz]", "(cos(2) + 2*sin(1)^2 - 1)*D[Jx]", "(sqrt(2)^2 - 2)*D[Jy]"] as const;

export const withNothing: Rewriting = (given, random) => {
  const [party] = given.parties;
  const label = given.parties.length === 1 ? "" : `[${party}]`;
  const nothing = oneOf(random, nothings).replace(/J[-+xyz]/, (J) => J + label);
  const next = withReservoirs(given, (reservoir) =>
    typeof reservoir === "string" ? `${reservoir} + ${nothing}` : undefined,
  );
  return next && same(next, `with ${nothing}`);
};
