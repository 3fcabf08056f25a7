/** What rows and columns of a rule leave out, each beside many more of the other, against a much larger rule. */
import { analyticWidths } from "../../evaluate/ways/analytic-width.ts";
import { azimuthalWidth } from "../../evaluate/ways/azimuthal-width.ts";
import { closedForms } from "../../evaluate/ways/closed-forms.ts";
import { widthOf } from "../../evaluate/ways/form-width.ts";
import { type PairSums, sumOfPair } from "../../evaluate/ways/pair-sweep.ts";
import { spectralTail, spectralTailOf, type Tail, type Widths } from "../../evaluate/ways/spectral-tail.ts";
import { channels } from "../../generated/index.ts";
import { logMoment } from "../../generated/log-moment.ts";
import { type Sums, total } from "../../runtime/quadrature/integral.ts";
import { NOWHERE, productRule, type SphereRule } from "../../runtime/quadrature/sphere-rule.ts";
import { localAverage, newWorkspace, sumOver } from "../../runtime/spheres/local-average.ts";
import { type ComplexMatrix, combine } from "../../spins/matrices/complex-matrix.ts";
import { axesAbout, pairTensor, turnPair } from "../../spins/matrices/pair-tensor.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { integer, type Measures, randomState, uniformOf } from "./measure.ts";

/** Integrals on the same rule for all spheres. */
interface Smooth {
  readonly widths: readonly Widths[];
  readonly count: number;
  readonly sumOn: (rule: SphereRule) => Sums;
  /** On one of the spheres, of the last sums. */
  readonly tailOf: (rule: SphereRule, axis: number, f: number, out: Tail) => void;
}

const entropy = { kind: "entropy", closed: logMoment } as const;
const onFirst = [
  { kind: "entropyRate", use: { channel: channels.dephasing, on: [0], parameters: { lambda: 1 } } },
  {
    kind: "entropyRate",
    use: { channel: channels["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar: 0.3 } },
  },
] as const;

/** S and rates of a pair by the first one's closed sphere, the other's axis through the nearest zero of what is under logarithms. */
function turnedPair(state: ComplexMatrix): Smooth {
  const [tensor, axes, nearest] = [16, 9, 4].map((length) => new Float64Array(length));
  pairTensor(state, 0, tensor);
  const [determinant, mean] = closedForms(tensor);
  const polar = Math.min(widthOf(determinant, nearest), widthOf(mean));
  axesAbout(nearest, axes);
  turnPair(tensor, axes);
  const azimuthal = Math.min(...closedForms(tensor).map((form) => azimuthalWidth(form, polar)));
  const widths = { polar, azimuthal };
  let along: PairSums["along"] = [];
  const sumOn = (rule: SphereRule) => {
    const sums = sumOfPair(rule, [tensor], true, [entropy, ...onFirst], true);
    ({ along } = sums);
    return sums;
  };
  return { widths: [widths], count: 3, sumOn, tailOf: (rule, _, f, out) => spectralTail(rule, along[f], widths, out) };
}

/** S, and the moment of another state less this one, by the closed sphere of the last of several qubits, or on the grid of one spin. */
function several(state: ComplexMatrix, spins: readonly number[], other: ComplexMatrix): Smooth {
  const integrands = [entropy, { kind: "logMoment", closed: logMoment, of: combine(1, other, -1, state) } as const];
  const inner = spins.length > 1 ? "closed" : "grid";
  const average = localAverage(state, spins, spins.length - 1, inner, integrands, newWorkspace());
  const { outer } = average;
  const widths = analyticWidths(average)!;
  let marginals: Sums["marginals"] = null;
  const sumOn = (rule: SphereRule) => {
    const sums = sumOver(average, { outer: outer.map(() => rule), inner: outer.length > 0 ? NOWHERE : rule });
    ({ marginals } = sums);
    return sums;
  };
  return {
    widths,
    count: 2,
    sumOn,
    tailOf: (rule, axis, f, out) => spectralTailOf(rule, marginals![axis][f], widths[axis], out),
  };
}

/** Systems with the nodes a side that are many, and how many states of each. */
const systems: readonly { readonly spins: readonly number[]; readonly most: number; readonly states: number }[] = [
  { spins: [0.5, 0.5], most: 120, states: 400 },
  { spins: [0.5], most: 72, states: 30 },
  { spins: [1], most: 72, states: 30 },
  { spins: [0.5, 0.5, 0.5], most: 28, states: 20 },
];

function* smooth(uniform: () => number): Generator<readonly [Smooth, most: number]> {
  for (const { spins, most, states } of systems) {
    const levels = spins.reduce((product, J) => product * (2 * J + 1), 1);
    for (let k = 0; k < states; k++) {
      const mixed = randomState(levels, levels + integer(uniform, 0, 2), uniform);
      const share = k % 2 === 0 ? 1 : 10 ** -integer(uniform, 1, 4);
      const state = combine(share, mixed, 1 - share, randomState(levels, 1, uniform));
      const one = spins.length === 2 ? turnedPair(state) : several(state, spins, randomState(levels, levels, uniform));
      // What many nodes know to rounding.
      if (one.widths.every(({ polar }) => 2 * polar * most > 36)) yield [one, most];
    }
  }
}

/** The largest of what few rows, or few columns, leave out over what their harmonics tell of it. */
function worst(side: keyof Tail): number {
  const uniform = uniformOf("harmonics");
  let largest = 0;
  for (const [one, most] of smooth(uniform)) {
    const truth = one.sumOn(productRule(most, 2 * most, 0.25));
    for (const few of [8, 10, 12, 16, 24]) {
      if (few > most / 2) continue;
      const rule = side === "rows" ? productRule(few, 2 * most, 0.25) : productRule(most, few, 0.25);
      largest = Math.max(largest, worstOn(one, rule, truth, side));
    }
  }
  return largest;
}

function worstOn({ widths, count, sumOn, tailOf }: Smooth, rule: SphereRule, truth: Sums, side: keyof Tail): number {
  const expected = Array.from({ length: count }, (_, f) => total(truth, f));
  const sums = sumOn(rule);
  const tail = { rows: 0, columns: 0 };
  let largest = 0;
  for (let f = 0; f < count; f++) {
    const off = Math.abs(total(sums, f) - expected[f]);
    if (off <= 64 * ROUNDING * sums.magnitude[f]) continue;
    const told = widths.reduce((sum, _, axis) => {
      tailOf(rule, axis, f, tail);
      return sum + tail[side];
    }, 0);
    largest = Math.max(largest, off / told);
  }
  return largest;
}

const ON =
  "S, rates and moments of 480 states of one to three qubits and a spin 1, mixed and nearly pure, pairs about the axis through the nearest zero, on 8 to 24";

export const ofHarmonics: Measures = {
  TAIL_ROWS: { on: `${ON} rows`, measure: () => worst("rows") },
  TAIL_COLUMNS: { on: `${ON} columns`, measure: () => worst("columns") },
};
