/** Random values for the symbols of the algebra and, the same, for what is printed. */
import type { Channel, Parameter } from "../../../../symbolic/declare/declaration.ts";
import type { Conditions } from "../../../../symbolic/derive/strata.ts";

export interface Point {
  /** By the symbols of the algebra. */
  readonly symbols: ReadonlyMap<string, number>;
  /** By the keys of readers. */
  readonly printed: ReadonlyMap<string, number>;
}

/** Functions that formulas call; any will do for those of the runtime, if both sides have the same. */
export const kernels = {
  sphereKernel: (A0: number, R2: number): number => 1 / (1 + A0 * A0 + R2),
  logMean: (A0: number, R2: number): number => Math.atan(A0 - 2 * R2),
};

/** @param fixed  what parameters are equal to */
export function randomPoint({ parties, parameters }: Channel, random: () => number, fixed: Conditions): Point {
  const symbols = new Map<string, number>();
  const printed = new Map<string, number>();
  const both = (symbol: string, key: string, value: number): void => {
    symbols.set(symbol, value);
    printed.set(key, value);
  };
  const drawn = new Map(parameters.map((parameter) => [parameter.name, valueIn(parameter, random())]));
  for (const { name } of parameters) {
    const at = fixed.get(name);
    both(name, `parameter ${name}`, at === 0 ? 0 : drawn.get(at ?? name)!);
  }
  both("Q", "Q", 0.3 + random());
  symbols.set("P", symbols.get("Q")!);
  const R = [random(), random(), random()];
  ["x", "y", "z"].forEach((axis, k) => {
    both(`R${axis}`, `R${axis}`, R[k]);
  });
  both("A0", "A₀", 2 + random());
  both("pi", "π", Math.PI);
  symbols.set("R2", Math.hypot(...R) ** 2);
  printed.set("|R|", Math.hypot(...R)).set("e", Math.E);
  for (const party of parties) addParty(party, parties.length === 1, both, symbols, printed, random);
  return { symbols, printed };
}

function valueIn({ range: { minimum, maximum } }: Parameter, t: number): number {
  if (Number.isFinite(minimum) && Number.isFinite(maximum)) return minimum + t * (maximum - minimum);
  return Number.isFinite(minimum) ? minimum + 0.2 + t : 1.5 - 3 * t;
}

function addParty(
  party: string,
  isLone: boolean,
  both: (symbol: string, key: string, value: number) => void,
  symbols: Map<string, number>,
  printed: Map<string, number>,
  random: () => number,
): void {
  const [below, beside] = isLone ? ["", ""] : [`_${party}`, party];
  const [theta, phi] = [0.3 + 2 * random(), 6 * random()];
  printed.set(`θ${below}`, theta).set(`φ${below}`, phi);
  both(`J[${party}]`, `J${below}`, 1 + random());
  const [slope, turn] = [random() - 0.5, random() - 0.5];
  for (const field of ["Q", "P"])
    symbols.set(`d${field}Theta[${party}]`, slope).set(`d${field}Phi[${party}]`, turn / Math.sin(theta));
  printed.set(`∂θ${beside}Q`, slope).set(`∂φ${beside}Q`, turn);
  const [c, s, cp, sp] = [Math.cos(theta), Math.sin(theta), Math.cos(phi), Math.sin(phi)];
  [s * cp, s * sp, c].forEach((value, k) => {
    both(`${"xyz"[k]}[${party}]`, `${"xyz"[k]}${below}`, value);
  });
  for (const [names, value] of [
    ["c cosTheta", c],
    ["s sinTheta", s],
    ["cp cosPhi", cp],
    ["sp sinPhi", sp],
  ] as const)
    for (const name of names.split(" ")) symbols.set(`${name}[${party}]`, value);
}
