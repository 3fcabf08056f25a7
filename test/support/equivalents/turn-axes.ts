/** Operators and state turned together: Jk → U Jk U† = Σ_i R_ik J_i, ρ → UρU†, U = e^{−iχJ_axis}. */

import type { Parameters } from "../../../runtime/evaluator.ts";
import type { ComplexMatrix } from "../../../spins/matrices/complex-matrix.ts";
import { rotate } from "../../../spins/matrices/rotation.ts";
import type { ChannelDeclaration } from "../../../symbolic/declare/declaration.ts";
import { oneOf, type Random } from "../../cli/fuzz/chance.ts";
import {
  type Equivalent,
  freshName,
  type Rewriting,
  rewritten,
  same,
  type Turn,
  withParameter,
  withReservoirs,
} from "./equivalent.ts";
import { bracketed, replaced } from "./trees.ts";

/** Texts of cos χ and sin χ, the parameters that they need (`$`, `%` stand for their names), and χ. */
interface Angle {
  readonly what: string;
  readonly cos: string;
  readonly sin: string;
  readonly ranges: readonly string[];
  readonly chi: (first: number, second: number) => number;
}

const real = "(-inf, inf)";

export const angles: readonly Angle[] = [
  { what: "3/5, 4/5", cos: "3/5", sin: "4/5", ranges: [], chi: () => Math.atan2(4, 3) },
  { what: "decimals", cos: "0.6", sin: "-0.8", ranges: [], chi: () => -Math.atan2(4, 3) },
  { what: "a right angle", cos: "0", sin: "1", ranges: [], chi: () => Math.PI / 2 },
  { what: "a number", cos: "cos(3/10)", sin: "sin(3/10)", ranges: [], chi: () => 0.3 },
  { what: "a negative number", cos: "cos(-1.25)", sin: "sin(-1.25)", ranges: [], chi: () => -1.25 },
  { what: "twice a number", cos: "cos(2*0.3)", sin: "2*sin(0.3)*cos(0.3)", ranges: [], chi: () => 0.6 },
  { what: "roots", cos: "sqrt(3)/2", sin: "1/2", ranges: [], chi: () => Math.PI / 6 },
  { what: "a parameter", cos: "cos($)", sin: "sin($)", ranges: [real], chi: (a) => a },
  { what: "twice a parameter", cos: "cos(2*$)", sin: "sin(2*$)", ranges: [real], chi: (a) => 2 * a },
  { what: "half a parameter", cos: "cos($/2)", sin: "sin($/2)", ranges: [real], chi: (a) => a / 2 },
  { what: "a double angle", cos: "1 - 2*sin($)^2", sin: "2*sin($)*cos($)", ranges: [real], chi: (a) => 2 * a },
  {
    what: "exponentials",
    cos: "(exp(i*$) + exp(-i*$))/2",
    sin: "(exp(i*$) - exp(-i*$))/2*(-i)",
    ranges: [real],
    chi: (a) => a,
  },
  { what: "a sum", cos: "cos($ + %)", sin: "sin($ + %)", ranges: [real, real], chi: (a, b) => a + b },
  {
    what: "a sum written out",
    cos: "cos($)*cos(%) - sin($)*sin(%)",
    sin: "sin($)*cos(%) + cos($)*sin(%)",
    ranges: [real, real],
    chi: (a, b) => a + b,
  },
  { what: "a parameter and a number", cos: "cos($ - 1/2)", sin: "sin($ - 1/2)", ranges: [real], chi: (a) => a - 0.5 },
  { what: "a cosine as parameter", cos: "$", sin: "sqrt(1 - $^2)", ranges: ["[-1, 1]"], chi: (a) => Math.acos(a) },
];

/** The operators of one party after the turn. */
function turnedText(text: string, party: string | undefined, axis: Turn["axis"], cos: string, sin: string): string {
  const of = (k: string) => `J${k}${party === undefined ? "" : `[${party}]`}`;
  const [c, s] = [bracketed(cos), bracketed(sin)];
  // The axis, and the two others so that the turn takes the first towards the second.
  const [first, second] = { x: ["y", "z"], y: ["z", "x"], z: ["x", "y"] }[axis];
  const image = (k: string): string => {
    if (k === first) return `${c}*${of(first)} + ${s}*${of(second)}`;
    return k === second ? `${c}*${of(second)} - ${s}*${of(first)}` : of(k);
  };
  return replaced(text, (node) => {
    if (node.kind !== "spin" || node.party !== party || node.axis === axis) return undefined;
    if (node.axis === "+") return `${image("x")} + i*(${image("y")})`;
    if (node.axis === "-") return `${image("x")} - i*(${image("y")})`;
    return image(node.axis);
  });
}

const letters = [
  ["tilt", "chi", "alpha", "twist"],
  ["swing", "eta", "beta", "angle"],
] as const;

/** Operators of one party turned about one axis. */
export const turned =
  (angle: Angle, axis: Turn["axis"], party: number): Rewriting =>
  (given, random): Equivalent | undefined => {
    let declaration = given;
    const names: string[] = [];
    angle.ranges.forEach((range, k) => {
      const name = freshName(declaration, ...letters[k], ...letters[1 - k]);
      names.push(name);
      declaration = withParameter(declaration, name, range);
    });
    const named = (text: string) => text.replaceAll("$", names[0] ?? "").replaceAll("%", names[1] ?? "");
    const label = given.parties.length === 1 ? undefined : given.parties[party];
    const change = (text: string) => turnedText(text, label, axis, named(angle.cos), named(angle.sin));
    const next = withReservoirs(declaration, (reservoir) =>
      typeof reservoir === "string" ? change(reservoir) : { ...reservoir, operators: reservoir.operators.map(change) },
    )!;
    const chosen = names.map(() => Math.round(100 * (2 * random() - 1)) / 100);
    const extra = Object.fromEntries(names.map((name, k) => [name, chosen[k]]));
    return {
      ...same(next),
      how: `turned about ${axis}${label === undefined ? "" : ` of ${label}`} by ${angle.what}`,
      values: (values: Parameters) => ({ ...values, ...extra }),
      turns: () => [{ party, axis, angle: angle.chi(chosen[0], chosen[1]) }],
    };
  };

/** Several turns one after the other, each of any party, axis and angle. */
export const turnedOften =
  (count: number, choice: readonly Angle[] = angles): Rewriting =>
  (given, random) => {
    let result: Equivalent | undefined = same(given);
    for (let k = 0; k < count && result !== undefined; k++)
      result = rewritten(result, oneTurn(given, random, choice), random);
    return result;
  };

function oneTurn({ parties }: ChannelDeclaration, random: Random, choice: readonly Angle[]): Rewriting {
  const party = Math.floor(random() * parties.length);
  return turned(oneOf(random, choice), oneOf(random, ["x", "y", "z"] as const), party);
}

/** UρU†. */
export function turnedState(rho: ComplexMatrix, spins: readonly number[], turns: readonly Turn[]): ComplexMatrix {
  const dimensions = spins.map((J) => Math.round(2 * J) + 1);
  const quarter = Math.PI / 2;
  return turns.reduce((state, { party, axis, angle }) => {
    const about = (beta: number, gamma: number, of: ComplexMatrix) => rotate(of, dimensions, party, beta, gamma);
    if (axis === "z") return about(0, angle, state);
    if (axis === "y") return about(angle, 0, state);
    // Rx(χ) = Rz(−π/2) Ry(χ) Rz(π/2)
    return about(0, -quarter, about(angle, quarter, state));
  }, rho);
}
