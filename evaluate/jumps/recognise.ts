/**
 * Jumps as a master equation has them → reservoirs. Those that are linear in the spin operators, L = Σ_j l_j·J_j + α, are recognised: the
 * constants go into the Hamiltonian, D[L + α]ρ = D[L]ρ − i[H′, ρ] with H′ = ½i(α*L − αL†), and jumps on spins apart are reservoirs apart,
 * since A and B have no part between them.
 */
import type { ChannelUse } from "../../runtime/evaluator.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";
import { dissipator, dissipatorOf } from "../../spins/dynamics/liouvillian.ts";
import { cross, dot, noiseOf, type Vector3 } from "../../spins/dynamics/noise-matrix.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { LINEAR, LINEAR_ROUNDING, REAL } from "../../spins/numbers/safety-factors.ts";
import type { JumpUse } from "../problem/problem.ts";
import { jointVerdict, ofOtherJumps } from "./joint-class.ts";
import { type LinearJump, linearPart } from "./linear-part.ts";
import { matrixOfLinear } from "./matrix-of-linear.ts";
import { noiseEvaluator } from "./noise-evaluator.ts";
import type { Reservoir } from "./reservoir.ts";

export interface Recognised {
  readonly uses: readonly (ChannelUse | Reservoir)[];
  /** What was taken for what it nearly is. */
  readonly warnings: readonly string[];
}

const isMatrix = (jump: ComplexMatrix | LinearJump): jump is ComplexMatrix => "dimension" in jump;

/** @param where  the entry, for warnings
 *  @param spins  J of every party of the whole */
export function recognised({ jumps, on, reservoir }: JumpUse, where: string, spins: readonly number[]): Recognised {
  const own = on.map((party) => spins[party]);
  const found = jumps.map((jump) => (isMatrix(jump) ? linearPart(jump, own) : { part: jump, rest: 0 }));
  const other = found.findIndex(({ rest }) => rest > LINEAR);
  if (other >= 0) {
    const matrices = jumps.map((jump) => (isMatrix(jump) ? jump : matrixOfLinear(jump, own)));
    const verdict = ofOtherJumps(jumps.length === 1 ? "the jump" : `jumps[${other}]`, found[other].rest);
    const strength = matrices.reduce((sum, { re, im }) => sum + squares(re) + squares(im), 0);
    const use: Reservoir = {
      name: reservoir ?? "jumps",
      on,
      verdict,
      jumps: jumps.length,
      strength,
      dissipator: (_, at) => dissipatorOf(matrices, at),
    };
    return { uses: [use], warnings: [] };
  }
  const warnings = found.flatMap(({ rest }, k) =>
    rest <= LINEAR_ROUNDING * Number.EPSILON
      ? []
      : [
          `${where}.jumps[${k}]: taken as linear in the spin operators, of which all but a share ${rest.toExponential(0)} is`,
        ],
  );
  const all = found.map(({ part }) => part);
  return {
    uses: groupsOf(all, on.length).map((group) => reservoirOn(all, group, on, spins, reservoir ?? "jumps")),
    warnings: reservoir === undefined ? [...warnings, ...joinedBaths(all, where, on)] : warnings,
  };
}

const squares = (numbers: Float64Array): number => numbers.reduce((sum, x) => sum + x * x, 0);

/** Parties that jumps join, without those that none acts on; the first, where none acts at all. */
function groupsOf(jumps: readonly LinearJump[], parties: number): readonly (readonly number[])[] {
  const groupOf = Array.from({ length: parties }, (_, party) => party);
  const busy = new Set<number>();
  for (const jump of jumps) {
    const own = groupOf.map((_, party) => party).filter((party) => isOn(jump, party));
    for (const party of own) {
      busy.add(party);
      const [from, to] = [groupOf[party], groupOf[own[0]]];
      groupOf.forEach((group, k) => {
        if (group === from) groupOf[k] = to;
      });
    }
  }
  const groups = [...new Set(groupOf)].map((group) =>
    [...busy].filter((party) => groupOf[party] === group).sort((a, b) => a - b),
  );
  const there = groups.filter((group) => group.length > 0);
  return there.length === 0 ? [[0]] : there;
}

const isOn = ({ re, im }: LinearJump, party: number): boolean =>
  [...re[party], ...im[party]].some((entry) => entry !== 0);

function reservoirOn(
  all: readonly LinearJump[],
  group: readonly number[],
  on: readonly number[],
  spins: readonly number[],
  name: string,
): ChannelUse | Reservoir {
  const own = all
    .filter((jump) => group.some((party) => isOn(jump, party)))
    .map((jump) => ({ ...jump, re: group.map((party) => jump.re[party]), im: group.map((party) => jump.im[party]) }));
  const jumps = own.map(normalised);
  const remainders = remainderOf(own, group.length);
  const parties = group.map((party) => on[party]);
  if (group.length === 1) return { channel: noiseEvaluator(name, jumps, remainders[0]), on: parties, parameters: {} };
  return { ...jointReservoir(name, jumps, parties, spins, remainders), jumps: jumps.length };
}

/** Linear jumps on several spins together.
 *  @param on  parties of the whole, one for each vector of a jump
 *  @param remainders  h_j of H′ = Σ_j h_j·J_j, which their constants add */
export function jointReservoir(
  name: string,
  jumps: readonly Jump[],
  on: readonly number[],
  spins: readonly number[],
  remainders: readonly Vector3[] = [],
): Reservoir {
  const own = on.map((party) => spins[party]);
  return {
    name,
    on,
    verdict: jointVerdict(jumps, own, name),
    jumps: null,
    strength: jumps.reduce((sum, { rate, re, im }) => sum + rate * Math.hypot(...re.flat(), ...im.flat()) ** 2, 0),
    dissipator: (others, at) => dissipator(jumps, others, at, remainders),
  };
}

/** L as rate · D[l·J] with the largest part of l one: ladder operators have whole numbers. */
function normalised(jump: LinearJump): Jump {
  const { re, im } = withoutPhase(jump);
  const largest = Math.max(...[...re, ...im].flat().map(Math.abs));
  const unit = largest > 0 ? largest : 1;
  const over = (rows: LinearJump["re"]) => mapped(rows, (x) => x / unit);
  return { reservoir: 0, rate: unit * unit, re: over(re), im: over(im) };
}

const mapped = (rows: LinearJump["re"], f: (x: number) => number): LinearJump["re"] =>
  rows.map(([x, y, z]): Vector3 => [f(x), f(y), f(z)]);

/** Of an operator that is Hermitian but for a phase and rounding the Hermitian one, which makes no drift at all. */
function withoutPhase({ re, im }: LinearJump): Pick<LinearJump, "re" | "im"> {
  const [u, v] = [re.flat(), im.flat()];
  const [a, b] = [Math.hypot(...u), Math.hypot(...v)];
  const [larger, smaller, rows] = a >= b ? [u, v, re] : [v, u, im];
  const most = Math.max(a, b);
  if (most === 0) return { re, im };
  const share = larger.reduce((sum, x, k) => sum + (x / most) * (smaller[k] / most), 0);
  const apart = Math.hypot(...smaller.map((x, k) => x - share * larger[k]));
  if (!(apart <= REAL * Number.EPSILON * most)) return { re, im };
  const length = Math.hypot(1, share);
  return { re: mapped(rows, (x) => length * x), im: mapped(rows, () => 0) };
}

/** H′ = Σ_j h_j·J_j: ½i(α*l − αl*) = Im(α) Re(l) − Re(α) Im(l), summed over the jumps. */
function remainderOf(jumps: readonly LinearJump[], parties: number): readonly Vector3[] {
  return Array.from({ length: parties }, (_, party): Vector3 => {
    const component = (k: number): number =>
      jumps.reduce(
        (sum, { re, im, constant = { re: 0, im: 0 } }) => sum + constant.im * re[party][k] - constant.re * im[party][k],
        0,
      );
    return [component(0), component(1), component(2)];
  });
}

/** Jumps that may be of two baths, in one entry that has no name: one bath lowers a spin by one operator. */
function joinedBaths(jumps: readonly LinearJump[], where: string, on: readonly number[]): readonly string[] {
  for (const [k, jump] of jumps.entries()) {
    const [party, ...others] = [...on.keys()].filter((one) => isOn(jump, one));
    if (party === undefined || others.length > 0 || !hasDrift(jump, party)) continue;
    const other = jumps.findIndex((one, j) => j > k && isMultiple(one, jump, on.length));
    if (other < 0) continue;
    return [
      `${where}: jumps[${k}] and jumps[${other}] are one operator of spin ${on[party]} but for a factor, and in one reservoir; ` +
        'Π depends on it: if they are of two baths, list each bath in an entry of its own; if of one, "reservoir" names it',
    ];
  }
  return [];
}

const hasDrift = ({ re, im }: LinearJump, party: number): boolean => {
  const [u, v] = [re[party], im[party]];
  return Math.hypot(...cross(u, v)) > PARALLEL * (dot(u, u) + dot(v, v));
};

/** |a|²|b|² = |a†b|² to rounding. */
function isMultiple(a: LinearJump, b: LinearJump, parties: number): boolean {
  let [re, im, as, bs] = [0, 0, 0, 0];
  for (let party = 0; party < parties; party++) {
    const [u, v, x, y] = [a.re[party], a.im[party], b.re[party], b.im[party]];
    re += dot(u, x) + dot(v, y);
    im += dot(u, y) - dot(v, x);
    as += dot(u, u) + dot(v, v);
    bs += dot(x, x) + dot(y, y);
  }
  return as > 0 && as * bs - re * re - im * im <= PARALLEL ** 2 * as * bs;
}

/** Whether two reservoirs of one spin lower and raise about one axis: as one bath they produce less. */
export function looksLikeOneBath(a: readonly Jump[], b: readonly Jump[]): boolean {
  const [m, k] = [noiseOf(a).m, noiseOf(b).m];
  const sizes = Math.hypot(...m) * Math.hypot(...k);
  return sizes > 0 && dot(m, k) < 0 && Math.hypot(...cross(m, k)) <= PARALLEL * sizes;
}

/** The sine of an angle between axes that are meant as one. */
const PARALLEL = 1e-6;
