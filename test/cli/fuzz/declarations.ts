import type { ChannelDeclaration } from "../../../symbolic/declare/declaration.ts";
import { validate } from "../../../symbolic/declare/declare.ts";
import { compile } from "../../support/compile.ts";
import { below, happens, mutated, oddText, oneOf, type Random, several } from "./chance.ts";
import { type Case, hold } from "./judge.ts";

// biome-ignore format: a table
const rates = ["Gamma", "Gamma*(nbar + 1)", "lambda/2", "1", "0.5*Gamma^2", "Gamma*exp(nbar)", "sqrt(Gamma)", "cosh(nbar)^2*Gamma", "(1 + Gamma)^3", "Gamma - nbar", "-1", "i"];
// biome-ignore format: a table
const operators = ["J-", "J+", "Jz", "Jx", "Jx + i*Jy", "cosh(nbar)*J- + sinh(nbar)*J+", "2*Jz + 1", "Jz*J- - J-*Jz", "Jz^2", "0*Jz", "J-[a]", "J-[a] + J-[b]", "cos(Gamma)*Jx + sin(Gamma)*Jz", "3", "Jx*Jy"];
const ranges = [
  "[0, inf)",
  "(-inf, inf)",
  "[0, 1]",
  "(-1, 1)",
  "[1, 2]",
  "[0, 1e308]",
  "[5, 1]",
  "[1e-320, inf)",
  "[NaN, 1]",
];
const names = ["Gamma", "nbar", "lambda", "constructor", "toString", "__proto__", "J", "x", "r_1", "a b", ""];

const good = {
  rates: [
    "Gamma",
    "Gamma*(nbar + 1)",
    "lambda/2",
    "0.5*Gamma^2",
    "Gamma*exp(nbar)",
    "cosh(nbar)^2*Gamma",
    "(1 + Gamma)^3",
  ],
  operators: [
    "J-",
    "J+",
    "Jz",
    "Jx",
    "Jx + i*Jy",
    "cosh(nbar)*J- + sinh(nbar)*J+",
    "J-[a]",
    "cos(Gamma)*Jx + sin(Gamma)*Jz",
  ],
};
const rate = (random: Random): string => oneOf(random, happens(random, 0.8) ? good.rates : rates);
const operator = (random: Random): string => oneOf(random, happens(random, 0.8) ? good.operators : operators);

const term = (random: Random): string =>
  happens(random, 0.8)
    ? `${rate(random)}*D[${operator(random)}]`
    : `-${rate(random)}/2*[${operator(random)}, [${operator(random)}, rho]]`;

const sum = (random: Random): string => [term(random), ...several(random, 2, () => term(random))].join(" + ");

function reservoir(random: Random): unknown {
  if (happens(random, 0.85)) return happens(random, 0.25) ? mutated(random, sum(random)) : sum(random);
  const n = 1 + below(random, 3);
  const list = (make: () => string) => Array.from({ length: n }, make);
  return {
    operators: list(() => oneOf(random, operators)),
    matrix: list(() => "").map(() => list(() => oneOf(random, rates))),
  };
}

const prose = (random: Random): unknown => (happens(random, 0.3) ? oddText(random) : "words");

function declaration(random: Random): unknown {
  const parameters = [
    ...["Gamma", "nbar", "lambda"].filter(() => happens(random, 0.97)),
    ...(happens(random, 0.2) ? [oneOf(random, names)] : []),
  ];
  const all: Record<string, unknown> = {
    name: happens(random, 0.9) ? "any-name" : oddText(random),
    cites: prose(random),
    parties: happens(random, 0.85)
      ? ["a"]
      : happens(random, 0.8)
        ? ["a", "b"]
        : several(random, 6, () => oddText(random)),
    parameters: Object.fromEntries(
      parameters.map((name) => [
        name,
        {
          range: happens(random, 0.9) ? "[0, inf)" : oneOf(random, ranges),
          unit: prose(random),
          meaning: prose(random),
        },
      ]),
    ),
    reservoirs: Object.fromEntries([
      ["bath", reservoir(random)],
      ...(happens(random, 0.2) ? [[oddText(random), reservoir(random)] as const] : []),
    ]),
  };
  if (happens(random, 0.05))
    all[oneOf(random, Object.keys(all))] = oneOf<unknown>(random, [null, 1, "", [], {}, [null], { a: 1 }, undefined]);
  if (happens(random, 0.03)) all[oddText(random)] = 1;
  return all;
}

/** @param derived  the share of valid ones that are compiled, not validated alone */
export function declarationCase(random: Random, derived: number): Case {
  const declared = declaration(random) as ChannelDeclaration;
  const isCompiled = happens(random, derived);
  return {
    text: JSON.stringify(declared).slice(0, 4000),
    // The emitter alone takes half a second.
    ...(isCompiled ? { milliseconds: 20_000 } : {}),
    run: () => {
      const { reservoirs } = validate(declared);
      hold(reservoirs.length > 0, () => "a channel has reservoirs");
      if (isCompiled) hold(compile(declared, "x.ts", "").text.includes("Evaluator"), () => "a module has an evaluator");
    },
  };
}
