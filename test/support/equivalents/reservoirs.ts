/** Random reservoirs of every class, as someone might declare them, and parameters at which they are of that class and others. */
import type { Parameters, ReservoirClass } from "../../../runtime/evaluator.ts";
import type { ChannelDeclaration } from "../../../symbolic/declare/declaration.ts";
import { channel } from "../../../symbolic/declare/declare.ts";
import { below, happens, oneOf, type Random } from "../../cli/fuzz/chance.ts";

export interface Sample {
  readonly declaration: ChannelDeclaration;
  /** That of its generic parameters, where there is no doubt. */
  readonly class: ReservoirClass | null;
  /** Generic first, then values at which rates vanish or are equal. */
  readonly points: readonly Parameters[];
}

/** A text with `$rate` for numbers and the like filled in, ranges by name, and the class. */
interface Sketch {
  readonly text: string | { readonly operators: readonly string[]; readonly matrix: readonly (readonly string[])[] };
  readonly class: ReservoirClass | null;
  readonly ranges: Readonly<Record<string, string>>;
  readonly points: readonly Parameters[];
  readonly parties?: readonly string[];
}

const rate = "[0, inf)";
const real = "(-inf, inf)";

/** A value with two digits. */
const value = (random: Random, least: number, most: number): number =>
  Math.round(100 * (least + (most - least) * random())) / 100;

/** A small number that is not 0, as text. */
const number = (random: Random): string => oneOf(random, ["1", "2", "1/2", "0.3", "3/5", "-1", "-2/3", "1.5", "-0.4"]);

/** Two or three of Jx, Jy, Jz with real coefficients. */
const direction = (random: Random, label = ""): string => {
  const axes = oneOf(random, ["xy", "yz", "xz", "xyz", "x", "y", "z"]);
  return [...axes].map((k) => `${number(random)}*J${k}${label}`).join(" + ");
};

/** A sum of Jx, Jy, Jz or of J-, J+, Jz with complex coefficients. */
const vector = (random: Random, label = ""): string => {
  const axes = oneOf(random, ["xyz", "-+z", "-z", "-+", "+x", "xz"]);
  const phase = () => oneOf(random, ["", "", "i*", "(1 + i)*", "(2 - i)/3*"]);
  return [...axes].map((k) => `${phase()}${number(random)}*J${k}${label}`).join(" + ");
};

const two = (random: Random): Parameters => ({ a: value(random, 0.2, 2), b: value(random, 0.2, 2) });

const bath = (random: Random): Sketch => {
  const g = value(random, 0.2, 2);
  const n = value(random, 0.1, 2);
  // biome-ignore format: a table
  return oneOf<Sketch>(random, [
    { text: "g*(n + 1)*D[J-] + g*n*D[J+]", class: "potential", ranges: { g: rate, n: rate }, points: [{ g, n }, { g, n: 0 }, { g: 0, n }] },
    { text: "g*D[J-] + g*n*D[J-] + g*n*D[J+]", class: "potential", ranges: { g: rate, n: rate }, points: [{ g, n }, { g, n: 0 }] },
    { text: "a*D[J-] + b*D[J+]", class: "potential", ranges: { a: rate, b: rate }, points: [{ a: g, b: n }, { a: g, b: 0 }, { a: 0, b: g }, { a: g, b: g }] },
    { text: "g*exp(w/2)*D[J-] + g*exp(-w/2)*D[J+]", class: "potential", ranges: { g: rate, w: real }, points: [{ g, w: n }, { g, w: -n }, { g, w: 0 }] },
    { text: `g*D[${number(random)}*J-]`, class: "potential", ranges: { g: rate }, points: [{ g }] },
    { text: "g*D[J+]", class: "potential", ranges: { g: rate }, points: [{ g }] },
    { text: "g*cosh(r)^2*D[J-] + g*sinh(r)^2*D[J+]", class: "potential", ranges: { g: rate, r: rate }, points: [{ g, r: n / 2 }, { g, r: 0 }] },
    { text: "3/2*D[J-] + 0.4*D[J+]", class: "potential", ranges: {}, points: [{}] },
  ]);
};

const bathWithNoise = (random: Random): Sketch => {
  const { a, b } = two(random);
  const c = value(random, 0.1, 1);
  // biome-ignore format: a table
  return oneOf<Sketch>(random, [
    { text: "a*D[J-] + b*D[J+] + c*D[Jz]", class: "potential", ranges: { a: rate, b: rate, c: rate }, points: [{ a, b, c }, { a, b: 0, c }, { a, b, c: 0 }, { a: 0, b: 0, c }, { a, b: a, c }] },
    { text: "a*D[J-] - c/2*[Jz, [Jz, rho]]", class: "potential", ranges: { a: rate, c: rate }, points: [{ a, c }, { a, c: 0 }, { a: 0, c }] },
    { text: "a*(2*D[J-] + D[J+]) + c*(D[Jx] + D[Jy])", class: "potential", ranges: { a: rate, c: rate }, points: [{ a, c }, { a: 0, c }] },
  ]);
};

const squeezed = (random: Random): Sketch => {
  const g = value(random, 0.3, 1.5);
  const r = value(random, 0.1, 1);
  const p = value(random, -3, 3);
  // biome-ignore format: a table
  return oneOf<Sketch>(random, [
    { text: "g*D[cosh(r)*J- + exp(i*p)*sinh(r)*J+]", class: "potential", ranges: { g: rate, r: rate, p: real }, points: [{ g, r, p }, { g, r: 0, p }, { g, r, p: 0 }] },
    { text: "g*D[cosh(r)*J- + sinh(r)*J+]", class: "potential", ranges: { g: rate, r: real }, points: [{ g, r }, { g, r: -r }, { g, r: 0 }] },
    { text: "g*D[5/4*J- + 3/4*J+]", class: "potential", ranges: { g: rate }, points: [{ g }] },
    { text: "g*D[cosh(1/2)*J- + i*sinh(1/2)*J+]", class: "potential", ranges: { g: rate }, points: [{ g }] },
    { text: "g*D[exp(r)*Jx - i*exp(-r)*Jy]", class: "potential", ranges: { g: rate, r: real }, points: [{ g, r }, { g, r: 0 }] },
    { text: "D[k*J- + h*J+]", class: "potential", ranges: { k: "[1, 2]", h: "[0, 1]" }, points: [{ k: 1 + r / 2, h: r }, { k: 1, h: 0 }, { k: 1, h: 1 }] },
  ]);
};

/** l = u + iv with v × u ≠ 0, or Hermitian up to a phase. */
const rankOne = (random: Random): Sketch => {
  const g = value(random, 0.3, 1.5);
  const c = value(random, -1, 1);
  // biome-ignore format: a table
  return oneOf<Sketch>(random, [
    { text: `g*D[${vector(random)}]`, class: null, ranges: { g: rate }, points: [{ g }] },
    { text: `g*D[${direction(random)} + i*(${direction(random)})]`, class: null, ranges: { g: rate }, points: [{ g }] },
    { text: "g*D[Jx + i*c*Jy]", class: "potential", ranges: { g: rate, c: "[-1, 1]" }, points: [{ g, c }, { g, c: 0 }, { g, c: 1 }, { g, c: -1 }] },
    { text: "g*D[J- + c*Jz]", class: "potential", ranges: { g: rate, c: real }, points: [{ g, c }, { g, c: 0 }] },
    { text: `D[${vector(random)}]`, class: null, ranges: {}, points: [{}] },
  ]);
};

const diffusive = (random: Random): Sketch => {
  const { a, b } = two(random);
  // biome-ignore format: a table
  return oneOf<Sketch>(random, [
    { text: `a*D[${direction(random)}]`, class: "diffusive", ranges: { a: rate }, points: [{ a }] },
    { text: `a*D[${direction(random)}] + b*D[${direction(random)}]`, class: "diffusive", ranges: { a: rate, b: rate }, points: [{ a, b }, { a: 0, b }, { a, b: a }] },
    { text: `a*D[${direction(random)}] + b*D[Jx] + D[Jz]/3`, class: "diffusive", ranges: { a: rate, b: rate }, points: [{ a, b }, { a: 0, b: 0 }] },
    { text: "-a/2*[Jx, [Jx, rho]] - b/2*[Jz, [Jz, rho]]", class: "diffusive", ranges: { a: rate, b: rate }, points: [{ a, b }, { a, b: 0 }] },
    { text: "a*D[J-] + a*D[J+]", class: "diffusive", ranges: { a: rate }, points: [{ a }, { a: 0 }] },
    { text: { operators: ["Jx", "Jz"], matrix: [["a", "a*c"], ["a*c", "a"]] }, class: "diffusive", ranges: { a: rate, c: "[-1, 1]" }, points: [{ a, c: 0.4 }, { a, c: -1 }, { a, c: 0 }] },
  ]);
};

/** B > 0 on the whole sphere by strong noise, or refused where the noise is weak. */
const regular = (random: Random): Sketch => {
  const a = value(random, 0.3, 0.6);
  const b = value(random, 0.8, 2);
  const c = value(random, 0.6, 1.5);
  // biome-ignore format: a table
  return oneOf<Sketch>(random, [
    { text: "a*D[J-] + b*D[Jx] + c*D[Jz]", class: "regular", ranges: { a: rate, b: rate, c: rate }, points: [{ a, b, c }, { a, b, c: 0 }, { a, b: 0, c }, { a: 0, b, c }, { a, b: 0, c: 0 }, { a, b, c: b }] },
    { text: "a*D[J-] + 3/2*D[Jx] + 2*D[Jz]", class: "regular", ranges: { a: "[0, 1]" }, points: [{ a }, { a: 0 }] },
    { text: "a*(9/5*D[J-] + 4/5*D[J+]) + b*D[Jx] + c*D[Jz]", class: "regular", ranges: { a: rate, b: rate, c: rate }, points: [{ a, b, c }, { a, b, c: 0.01 }, { a, b: 0, c: 0 }] },
    { text: `a*D[J-] + b*D[J+] + c*D[${oneOf(random, ["Jx + 0.3*Jz", "Jx + Jz", "Jy + Jz/2"])}]`, class: "regular", ranges: { a: rate, b: rate, c: rate }, points: [{ a, b, c }, { a: 0, b: 0, c }, { a, b, c: 0 }, { a, b: a, c }, { a: 0, b, c: 0 }] },
    { text: "a*D[J-] + b*D[Jx] + b*D[Jy] + c*D[Jx + Jz]", class: "regular", ranges: { a: rate, b: rate, c: rate }, points: [{ a, b, c }, { a, b, c: 0 }, { a: 0, b, c }] },
  ]);
};

const undefinedOnes = (random: Random): Sketch => {
  const { a, b } = two(random);
  const r = value(random, 0.1, 0.8);
  // biome-ignore format: a table
  return oneOf<Sketch>(random, [
    { text: "a*D[J-] + b*D[Jx]", class: "undefined", ranges: { a: rate, b: rate }, points: [{ a, b }, { a, b: 0 }, { a: 0, b }] },
    { text: "a*D[J-] + b*D[J+] + c*D[Jx]", class: "undefined", ranges: { a: rate, b: rate, c: rate }, points: [{ a, b, c: r }, { a, b, c: 0 }, { a: 0, b: 0, c: r }, { a, b: a, c: r }, { a, b: 0, c: 0 }] },
    { text: "a*(n + 1)*D[cosh(r)*J- + sinh(r)*J+] + a*n*D[cosh(r)*J+ + sinh(r)*J-]", class: "undefined", ranges: { a: rate, n: rate, r: rate }, points: [{ a, n: b, r }, { a, n: 0, r }, { a, n: b, r: 0 }, { a, n: 0, r: 0 }] },
    { text: "a*D[J- + 1/2*J+] + b*D[J+]", class: "undefined", ranges: { a: rate, b: rate }, points: [{ a, b }, { a, b: 0 }, { a: 0, b }] },
  ]);
};

const joint = (random: Random): Sketch => {
  const { a, b } = two(random);
  const parties = ["a", "b"];
  // biome-ignore format: a table
  return oneOf<Sketch>(random, [
    { text: "g*D[Jz[a] + Jz[b]]", class: "diffusive", ranges: { g: rate }, points: [{ g: a }] },
    { text: `g*D[${direction(random, "[a]")} + ${direction(random, "[b]")}] + h*D[Jx[a] - Jx[b]]`, class: "diffusive", ranges: { g: rate, h: rate }, points: [{ g: a, h: b }, { g: a, h: 0 }] },
    { text: "g*(n + 1)*D[J-[a] + J-[b]] + g*n*D[J+[a] + J+[b]]", class: "undefined", ranges: { g: rate, n: rate }, points: [{ g: a, n: b }, { g: a, n: 0 }] },
    { text: "g*D[J-[a] + J-[b]]", class: "undefined", ranges: { g: rate }, points: [{ g: a }] },
    { text: "g*D[J-[a] + h*Jz[b]]", class: null, ranges: { g: rate, h: rate }, points: [{ g: a, h: b }, { g: a, h: 0 }] },
    { text: { operators: ["Jz[a]", "Jx[b]"], matrix: [["g", "g*c"], ["g*c", "g"]] }, class: "diffusive", ranges: { g: rate, c: "[-1, 1]" }, points: [{ g: a, c: 0.3 }, { g: a, c: 1 }, { g: a, c: 0 }] },
    { text: "g*D[J-[a]] + h*D[J-[b]]", class: null, ranges: { g: rate, h: rate }, points: [{ g: a, h: b }, { g: a, h: 0 }] },
  ].map((sketch) => ({ ...sketch, parties }) as Sketch));
};

// biome-ignore format: a table
const kinds = { bath, "bath with noise": bathWithNoise, squeezed, "rank one": rankOne, diffusive, regular, undefined: undefinedOnes, joint };
const shares = [
  "bath",
  "bath",
  "bath with noise",
  "squeezed",
  "squeezed",
  "rank one",
  "rank one",
  "diffusive",
  "regular",
  "undefined",
  "joint",
] as const;

export function randomReservoir(random: Random, index: number): Sample {
  const kind = shares[index % shares.length];
  const sketch = kinds[kind](random);
  const parties = sketch.parties ?? ["a"];
  const parameters = Object.fromEntries(
    Object.entries(sketch.ranges).map(([name, range]) => [name, { range, unit: "1", meaning: "a number" }]),
  );
  const declaration = channel({
    name: "a-reservoir",
    cites: "a test",
    parties,
    parameters,
    reservoirs: { bath: sketch.text },
  });
  const points =
    sketch.points.length < 3 || happens(random, 0.2)
      ? sketch.points
      : [sketch.points[0], ...special(random, sketch.points)];
  return { declaration, class: sketch.class, points };
}

/** Two of the special ones. */
function special(random: Random, points: readonly Parameters[]): readonly Parameters[] {
  const first = 1 + below(random, points.length - 1);
  const second = 1 + below(random, points.length - 1);
  return first === second ? [points[first]] : [points[first], points[second]];
}
