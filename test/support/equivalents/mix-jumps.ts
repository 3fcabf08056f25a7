/** Unitary mixing of the jumps of one reservoir: Σ_k D[Σ_j u_kj √a_j L_j] = Σ_j a_j D[L_j]. */
import { oneOf } from "../../cli/fuzz/chance.ts";
import { freshName, type Rewriting, same, withParameter, withReservoirs } from "./equivalent.ts";
import { bracketed, sumText, type Term, termsOf } from "./trees.ts";

/** (c, s e^{ia}) of ((c, s e^{ia}), (−s e^{−ia}, c)); `$` is a parameter. */
interface Mixing {
  readonly c: string;
  readonly s: string;
  readonly conjugate: string;
}

// biome-ignore format: a table
const mixings: readonly Mixing[] = [
  { c: "3/5", s: "4/5", conjugate: "4/5" },
  { c: "3/5", s: "4*i/5", conjugate: "-4*i/5" },
  { c: "cos(3/10)", s: "sin(3/10)", conjugate: "sin(3/10)" },
  { c: "cos(1/2)", s: "sin(1/2)*exp(i*2)", conjugate: "sin(1/2)*exp(-i*2)" },
  { c: "1/2", s: "sqrt(3)/2", conjugate: "sqrt(3)/2" },
  { c: "cos($)", s: "sin($)", conjugate: "sin($)" },
  { c: "cos($)", s: "i*sin($)", conjugate: "-i*sin($)" },
  { c: "cos(2*$)", s: "2*sin($)*cos($)", conjugate: "2*sin($)*cos($)" },
];

/** With the rate inside, but for a rate that both have. */
const amplitude = ({ rate, jump }: Term): string => (rate === "1" ? jump : `sqrt(${rate})*${bracketed(jump)}`);

function mixed(first: Term, second: Term, { c, s, conjugate }: Mixing): readonly [Term, Term] {
  const shared = first.rate === second.rate;
  const [L, K] = shared ? [first.jump, second.jump] : [amplitude(first), amplitude(second)];
  const sum = (a: string, b: string, sign: string) =>
    `${bracketed(a)}*${bracketed(L)} ${sign} ${bracketed(b)}*${bracketed(K)}`;
  const rate = shared ? first.rate : "1";
  return [
    { rate, jump: sum(c, s, "+") },
    { rate, jump: sum(`-${bracketed(conjugate)}`, c, "+") },
  ];
}

/** Every two neighbours mixed; of one jump alone, the jump and nothing, which is an isometry. */
export const mixedJumps: Rewriting = (given, random) => {
  const mixing = oneOf(random, mixings);
  const needs = Object.values(mixing).some((text) => text.includes("$"));
  const name = freshName(given, "mix", "eta", "kappa");
  const named = Object.fromEntries(
    Object.entries(mixing).map(([key, text]) => [key, (text as string).replaceAll("$", name)]),
  ) as unknown as Mixing;
  const next = withReservoirs(needs ? withParameter(given, name, "(-inf, inf)") : given, (reservoir) => {
    if (typeof reservoir !== "string") return undefined;
    const terms = [...termsOf(reservoir)];
    if (terms.length === 1) return sumText([alone(terms[0], named.c), alone(terms[0], named.s)]);
    for (let k = 0; k + 1 < terms.length; k++) [terms[k], terms[k + 1]] = mixed(terms[k], terms[k + 1], named);
    return sumText(terms);
  });
  const value = Math.round(100 * random()) / 40;
  const values = (all: Readonly<Record<string, number>>) => (needs ? { ...all, [name]: value } : all);
  return next && { ...same(next, `jumps mixed by ${named.c}, ${named.s}`), values };
};

const alone = ({ rate, jump }: Term, factor: string): Term => ({
  rate,
  jump: `${bracketed(factor)}*${bracketed(jump)}`,
});
