import { csvText } from "../../../cli/print/csv.ts";
import { printJson } from "../../../cli/print/json-print.ts";
import { resultDocument } from "../../../cli/print/result.ts";
import { tableText } from "../../../cli/print/table.ts";
import { problemOf } from "../../../cli/read/job.ts";
import { textsOf } from "../../../cli/read/job-texts.ts";
import { parseJson } from "../../../cli/read/json-text.ts";
import { evaluate } from "../../../evaluate/problem/evaluate.ts";
import type { Result, Series } from "../../../evaluate/problem/problem.ts";
import { channels } from "../../../generated/index.ts";
import { below, happens, mutated, oddText, oneOf, type Random, several } from "./chance.ts";
import { type Case, hold } from "./judge.ts";

/** What the default budget may take, in milliseconds. */
const patience = 20_000;

/** What a job may ask for: little work, or also larger spins and what the default budget allows. */
export type Reach = "quick" | "all";

const ordinary = [0, 0.1, 0.3, 0.5, 1, 1.5, 2];
const ends = [1e-300, 1e-16, 1e-8, 1e8, 1e16, 1e20, 1e150, 1e300, 1e308, 5e-324, -1, -1e-12, Math.PI / 2, Math.PI];

/** As in papers, and to the ends of what doubles hold. */
const numberOf = (random: Random): number =>
  happens(random, 0.2)
    ? happens(random, 0.7)
      ? oneOf(random, ends)
      : 10 ** (320 * random() - 160)
    : happens(random, 0.5)
      ? oneOf(random, ordinary)
      : 2 * random();

/** Σ_k p_k |k⟩⟨k| turned a little, or not quite a state. */
function matrix(random: Random, n: number, number: () => number): object {
  const weights = Array.from({ length: n }, () => (happens(random, 0.3) ? 0 : random()));
  const total = weights.reduce((a, b) => a + b, 0) || 1;
  const c = happens(random, 0.5) ? 0 : random() / (2 * n);
  const entry = (r: number, k: number) =>
    r === k ? weights[r]! / total : c * Math.sqrt((weights[r]! * weights[k]!) / total ** 2);
  const re = weights.map((_, r) => weights.map((__, k) => entry(r, k)));
  if (happens(random, 0.1)) re[below(random, n)]![below(random, n)] = number();
  return { re };
}

function state(random: Random, spins: readonly number[], number: () => number): unknown {
  const n = spins.reduce((all, J) => all * (2 * J + 1), 1);
  switch (below(random, 6)) {
    case 0:
      return { coherent: spins.map(() => ({ theta: number(), phi: number() })) };
    case 1:
      return { dicke: spins.map((J) => J - below(random, 2 * J + 1)) };
    case 2:
      return { gibbs: spins.map(number) };
    case 3:
      return { x: { populations: [0.4, 0.3, 0.2, 0.1], alpha: 0.1 * number(), beta: 0.01 * number() } };
    case 4:
      return { product: spins.map((J) => state(random, [J], number)) };
    default:
      return matrix(random, n, number);
  }
}

const jumps = ["J-", "J+", "Jz", "(1-0.3i)*Jx", "sm", "0.1 + Jy", "Jz^2 + J-"];

function use(random: Random, spins: readonly number[], number: () => number): unknown {
  const parties = spins.map((_, k) => k);
  if (happens(random, 0.1)) {
    const [on] = [below(random, spins.length)];
    const one = () =>
      happens(random, 0.5) ? matrix(random, 2 * spins[on]! + 1, number) : `${number()}*${oneOf(random, jumps)}[${on}]`;
    const rates = happens(random, 0.2) ? { rates: number() } : {};
    return { jumps: [one(), ...several(random, 2, one)], on: [on], ...rates };
  }
  const channel = oneOf(
    random,
    Object.values(channels).filter((each) => each.parties.length <= spins.length),
  );
  const first = below(random, spins.length);
  const on = channel.parties.length === 1 ? [first] : parties;
  const range = (low: number, value: number) => (low === 0 ? Math.abs(value) : value);
  return {
    channel: channel.name,
    on,
    parameters: Object.fromEntries(
      channel.parameters.map(({ name, minimum, maximum }) => [name, Math.min(maximum, range(minimum, number()))]),
    ),
  };
}

const fields = [
  "spins",
  "state",
  "channels",
  "times",
  "tolerance",
  "budget",
  "hamiltonian",
  "excess",
  "method",
  "seed",
  "samples",
];

const larger = [[1.5], [2], [1, 1], [0.5, 1.5], [0.5, 0.5, 0.5]] as const;

function job(random: Random, reach: Reach): Record<string, unknown> {
  const number = () => numberOf(random);
  const isLarge = reach === "all" && happens(random, 0.1);
  const spins = isLarge
    ? oneOf(random, larger)
    : happens(random, 0.7)
      ? [oneOf(random, [0.5, 1])]
      : happens(random, 0.9)
        ? [0.5, 0.5]
        : [0.5, 1];
  const given: Record<string, unknown> = {
    spins,
    state: state(random, spins, number),
    channels: several(random, 2, () => use(random, spins, number)),
    tolerance: oneOf(random, [1e-3, 1e-6]),
    budget: 3000,
  };
  // What is left out takes its default.
  if (reach === "all" && happens(random, 0.1)) for (const field of ["tolerance", "budget"]) delete given[field];
  if (happens(random, 0.4))
    given.times = [...new Set(several(random, 2, () => Math.abs(number())))].sort((a, b) => a - b);
  if (happens(random, 0.1)) given.times = "steady";
  if (happens(random, 0.2)) given.hamiltonian = `${number()}*Jz[0]${happens(random, 0.5) ? " + Jx[0]" : ""}`;
  if (happens(random, 0.1)) given.excess = true;
  if (happens(random, 0.1)) Object.assign(given, { method: "monte-carlo", samples: 50, seed: 1 + below(random, 9) });
  if (happens(random, 0.15))
    given[oneOf(random, fields)] = oneOf<unknown>(random, [
      null,
      1,
      -1,
      1e308,
      "",
      "steady",
      oddText(random),
      [],
      [[]],
      {},
      [1],
      { re: [[1]] },
      true,
    ]);
  if (happens(random, 0.03)) given[oddText(random)] = 1;
  return given;
}

export function jobCase(random: Random, reach: Reach): Case {
  const drawn = job(random, reach);
  const plain = JSON.stringify(drawn);
  const share = random();
  const text = share < 0.1 ? mutated(random, plain) : share < 0.12 ? oddText(random) : plain;
  return {
    text: text.slice(0, 4000),
    ...("budget" in drawn ? {} : { milliseconds: patience }),
    run: () => runJob(text),
  };
}

/** From text to text, as the command does. @throws where a law does not hold, or what is not there is printed */
export function runJob(text: string): Result {
  const given = parseJson(text, "job");
  const problem = problemOf(given, channels, textsOf);
  const result = evaluate(problem);
  const document = printJson(resultDocument(result, given));
  hold(!document.includes('"NaN"'), () => "NaN is printed");
  hold(tableText(result, problem, given, "job").length > 0 && csvText(result, given).length > 0, () => "text");
  requireLaws(result, problem.spins);
  return result;
}

/** Σ 2J/(2J+1) ≤ S ≤ Σ ln(2J+1); dS/dt = Π − Φ; Π ≥ 0 of diffusive channels; errors are bounds. */
function requireLaws(result: Result, spins: readonly number[]): void {
  const { entropy, entropyRate, production, flux, errorKind } = result;
  for (const series of [
    entropy,
    entropyRate,
    production,
    flux,
    ...result.channels.flatMap((each) => [each.entropyRate, each.production, each.flux]),
  ])
    if (series !== null) requireBounded(series, result.converged === false);
  if (errorKind !== "bound") return;
  const least = spins.reduce((sum, J) => sum + (2 * J) / (2 * J + 1), 0);
  const most = spins.reduce((sum, J) => sum + Math.log(2 * J + 1), 0);
  entropy.values.forEach((S, k) => {
    // A state may be given to ten digits.
    const room = entropy.error[k]! + 1e-8;
    hold(S >= least - room && S <= most + room, () => `S = ${S} ± ${entropy.error[k]}, not in [${least}, ${most}]`);
    if (production === null || flux === null) return;
    const gap = Math.abs(entropyRate.values[k]! - production.values[k]! + flux.values[k]!);
    const bound = entropyRate.error[k]! + production.error[k]! + flux.error[k]!;
    const size = Math.abs(production.values[k]!) + Math.abs(flux.values[k]!);
    hold(!(gap > bound + 1e-12 * size), () => `dS/dt − (Π − Φ) = ${gap}, more than ${bound}`);
  });
  for (const each of result.channels) {
    if (each.class !== "diffusive" || each.production === null) continue;
    each.production.values.forEach((value, k) => {
      hold(
        value >= -each.production!.error[k]! - 1e-12,
        () => `Π = ${value} ± ${each.production!.error[k]} of a diffusive channel`,
      );
    });
  }
}

/** A rate may be infinite; its error then is too, and where no bound was reached before the budget ended. */
function requireBounded({ values, error }: Series, isOpen: boolean): void {
  values.forEach((value, k) => {
    hold(!Number.isNaN(value) && error[k]! >= 0, () => `${value} ± ${error[k]}`);
    hold(isOpen || !Number.isFinite(value) || Number.isFinite(error[k]!), () => `${value} ± ${error[k]}`);
  });
}
