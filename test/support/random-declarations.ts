/** Random declarations that a stranger may well write: all of them valid. */
import { randomStream } from "../../spins/states/random-stream.ts";
import type { ChannelDeclaration, KossakowskiDeclaration } from "../../symbolic/declare/declaration.ts";

type Draw = () => number;

const below = (draw: Draw, n: number): number => Math.floor(draw() * n);
const oneOf = <T>(draw: Draw, list: readonly T[]): T => list[below(draw, list.length)];

// biome-ignore-start format: tables
const ranges = {
  k: "[1, 4]",
  c: "[0, inf)",
  g: "(-inf, inf)",
  r: "[0, 2]",
  Gamma: "[0, inf)",
  nbar: "[0, inf)",
  phase: "(-inf, inf)",
  q: "[0, 1]",
} as const;
const names = Object.keys(ranges) as readonly (keyof typeof ranges)[];
const functions: Readonly<Record<keyof typeof ranges, readonly string[]>> = {
  k: ["sqrt(k)", "exp(k)", "k^2"],
  c: ["sqrt(c)", "cosh(c)", "(1 + c)"],
  g: ["cos(g)", "sin(g)", "exp(i*g)", "g"],
  r: ["cosh(r)", "sinh(r)", "cosh(2*r)", "exp(-r)"],
  Gamma: ["sqrt(Gamma)", "(Gamma + 1)"],
  nbar: ["sqrt(nbar + 1)", "(nbar + 1)"],
  phase: ["exp(i*phase)", "cos(phase)", "sin(2*phase)"],
  q: ["sqrt(1 - q^2)", "(1 - q)", "sqrt(q)"],
};
const rates: Readonly<Record<keyof typeof ranges, readonly string[]>> = {
  k: ["k", "(k - 1)", "k/3"],
  c: ["c", "(c + 1)"],
  g: ["g^2", "(1 + cos(g))", "cosh(g)"],
  r: ["r", "(2 - r)", "exp(r)"],
  Gamma: ["Gamma", "2*Gamma"],
  nbar: ["nbar", "(nbar + 1)"],
  phase: ["(1 - cos(phase))", "cos(phase)^2"],
  q: ["q", "(1 - q)", "q^2"],
};
const numbers = ["1", "2", "1/2", "0.3", "3/5", "i", "i/2", "(1 + i)", "(0.6 - 0.8*i)", "-1", "-2/3"];
const letters = ["Jx", "Jy", "Jz", "J+", "J-"];
// biome-ignore-end format: tables

/** The declaration of a seed: up to three jumps or a Kossakowski matrix of two or three operators, two parties, four parameters. */
export function randomDeclaration(seed: number): ChannelDeclaration {
  const draw = randomStream(seed, "declarations");
  const parties = draw() < 0.75 ? ["a"] : ["a", "b"];
  const chosen = [...names].sort(() => draw() - 0.5).slice(0, below(draw, 5));
  const parameters = Object.fromEntries(
    chosen.map((name) => [name, { range: ranges[name], unit: "1", meaning: "a parameter" }]),
  );
  const given = { draw, parties, chosen };
  const reservoir = draw() < 0.8 ? sum(given) : kossakowski(given);
  return { name: `random-${seed}`, cites: "a test", parties, parameters, reservoirs: { r: reservoir } };
}

interface Given {
  readonly draw: Draw;
  readonly parties: readonly string[];
  readonly chosen: readonly (keyof typeof ranges)[];
}

function coefficient({ draw, chosen }: Given): string {
  const number = oneOf(draw, numbers);
  if (chosen.length === 0 || draw() < 0.4) return number;
  const name = oneOf(draw, chosen);
  const factor = draw() < 0.4 ? name : oneOf(draw, functions[name]);
  return draw() < 0.5 ? factor : `${number}*${factor}`;
}

function operator(given: Given): string {
  const { draw, parties } = given;
  const letter = () => oneOf(draw, letters) + (parties.length > 1 ? `[${oneOf(draw, parties)}]` : "");
  const terms = Array.from({ length: 1 + below(draw, 3) }, () =>
    draw() < 0.3 ? letter() : `${coefficient(given)}*${letter()}`,
  );
  return [...terms, ...(draw() < 0.1 ? [oneOf(draw, numbers)] : [])].join(" + ");
}

function rate({ draw, chosen }: Given): string {
  const factors = Array.from({ length: below(draw, 3) }, () =>
    chosen.length === 0 ? oneOf(draw, ["2", "1/2", "0.7"]) : oneOf(draw, rates[oneOf(draw, chosen)]),
  );
  return factors.map((factor) => `${factor}*`).join("");
}

function sum(given: Given): string {
  const { draw } = given;
  const jumps = Array.from({ length: 1 + below(draw, 3) }, () => {
    if (draw() > 0.1) return `${rate(given)}D[${operator(given)}]`;
    const own = oneOf(draw, given.parties);
    const axis = `${oneOf(draw, ["Jx", "Jy", "Jz"])}${given.parties.length > 1 ? `[${own}]` : ""}`;
    return `${rate(given)}(-1/2)*[${axis}, [${axis}, rho]]`;
  });
  return jumps.join(" + ");
}

/** rate·(1 and off-diagonal entries within it): every principal minor is ≥ 0. */
function kossakowski(given: Given): KossakowskiDeclaration {
  const { draw } = given;
  const size = 2 + below(draw, 2);
  const own = `${rate(given)}1`;
  const [entry, conjugate] = oneOf(draw, [
    ["1/2", "1/2"],
    ["i/3", "-i/3"],
    ["(1 + i)/4", "(1 - i)/4"],
  ] as const);
  const at = (i: number, j: number) =>
    i === j ? own : i > 1 || j > 1 ? "0" : `${rateless(own)}${i < j ? entry : conjugate}`;
  return {
    operators: Array.from({ length: size }, () => operator(given)),
    matrix: Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => at(i, j))),
  };
}

const rateless = (own: string): string => own.slice(0, -1);
