/** What a channel's reservoirs together say of it. */
import type {
  Evaluator,
  Geometry,
  Parameters,
  Positivity,
  ReservoirClass,
  ReservoirVerdict,
} from "../../runtime/evaluator.ts";
import { productRule } from "../../runtime/quadrature/sphere-rule.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";
import { type Noise, noiseOf, thermalNoise } from "../../spins/dynamics/noise-matrix.ts";
import { type Means, provenFor } from "../../theorem/thermal-positivity.ts";
import { hasJointDrift, isMixed, isOblique, TOLD } from "./drift-axis.ts";
import { guard } from "./guard.ts";

const CLASSES: readonly ReservoirClass[] = ["diffusive", "potential", "regular", "undecided", "undefined"];
const POSITIVITIES: readonly Positivity[] = ["proven", "searched", "violated"];

export interface Verdict {
  readonly class: ReservoirClass;
  readonly positivity: Positivity | null;
  /** Of what is proven. */
  readonly proof: Means | null;
  readonly refusal: string | null;
}

/** Of a channel whose rates are all zero: A = 0 and B = 0. */
export const withoutNoise: Verdict = { class: "diffusive", positivity: "proven", proof: "by hand", refusal: null };

/** Of a channel whose F has entries that are no numbers. */
export const withoutFlux = (expected: Verdict): Verdict => ({
  ...expected,
  positivity: null,
  proof: null,
  refusal:
    "at these parameters Φ and Π come out as no number: the integrand of Φ is 0/0, or too large for doubles; use parameters of " +
    "a smaller magnitude",
});

/** The worst of the reservoirs, the positivity for the spins at hand, and the first refusal. Where Π < 0 occurs in one of several
 *  reservoirs, nothing is known of their sum.
 *  @param spins  J of the channel's parties
 *  @param jumps  the channel's dissipators */
export function verdict(
  channel: Evaluator,
  parameters: Parameters,
  spins: readonly number[],
  jumps: readonly Jump[] = channel.jumps(parameters, spins),
): Verdict {
  const size = sizeOf(spins);
  const given = { channel, parameters, spins, jumps };
  let worst = 0;
  let positivity = 0;
  let isByHand = true;
  let known = true;
  const reservoirs = apart(
    channel.reservoirs.map((reservoir, which) => atParameters(reservoir, which, given)),
    channel,
  );
  for (const [which, reservoir] of reservoirs.entries()) {
    worst = Math.max(worst, CLASSES.indexOf(reservoir.class));
    if (reservoir.positivity === null) known = false;
    else if (isThermal(reservoir)) {
      const proven = provenFor(spins[0], thermalNoise(jumps.filter((jump) => jump.reservoir === which)).N);
      if (proven === null) positivity = Math.max(positivity, POSITIVITIES.indexOf("searched"));
      else isByHand &&= proven.means === "by hand";
    } else positivity = Math.max(positivity, POSITIVITIES.indexOf(reservoir.positivity[size]));
  }
  if (POSITIVITIES[positivity] === "violated" && reservoirs.length > 1) known = false;
  const found = known ? POSITIVITIES[positivity] : null;
  return {
    class: CLASSES[worst],
    positivity: found,
    proof: found !== "proven" ? null : isByHand ? "by hand" : "by computer",
    refusal: reservoirs.find(({ refusal }) => refusal !== null)?.refusal ?? null,
  };
}

/** A potential that is none of a single oblique operator is axial: the compiler says *proven* of J = 1/2, and *violated* of the others. */
const isThermal = ({ class: kind, positivity }: ReservoirVerdict): boolean =>
  kind === "potential" && positivity?.qubit === "proven";

/** Which of the verdicts of a reservoir is that for the spins. */
export function sizeOf(spins: readonly number[]): keyof NonNullable<ReservoirVerdict["positivity"]> {
  if (spins.every((J) => J === 0.5)) return "qubit";
  if (spins.every((J) => J === 1)) return "one";
  if (spins.every((J) => J === 1.5)) return "threeHalves";
  return spins.some((J) => Math.round(2 * J) % 2 === 1) ? "halfInteger" : "integer";
}

interface Given {
  readonly channel: Evaluator;
  readonly parameters: Parameters;
  readonly spins: readonly number[];
  readonly jumps: readonly Jump[];
}

/** What the compiler says in general, at these parameters: a reservoir may do nothing here, lose its drift, or become another. */
function atParameters(reservoir: ReservoirVerdict, which: number, given: Given): ReservoirVerdict {
  const jumps = given.jumps.filter((jump) => jump.reservoir === which);
  if (reservoir.refusal === null && jumps.every(isStill)) return { ...reservoir, ...STILL };
  if (given.channel.parties.length > 1) return jointly(reservoir, jumps);
  switch (reservoir.class) {
    case "regular":
      return whereRegular(reservoir, noiseOf(jumps), given);
    case "potential":
      if (isDriftless(() => noiseOf(jumps), given)) return { ...reservoir, ...STILL };
      return isViolated(reservoir) && !isOblique(noiseOf(jumps)) ? { ...reservoir, positivity: null } : reservoir;
    case "undefined":
      return isTold(noiseOf(jumps)) ? reservoir : { ...reservoir, class: "undecided", refusal: untold(reservoir) };
    default:
      return reservoir;
  }
}

/** Whether the drift is zero as emitted, where terms that cancel as symbols are gone, while of jumps e^{−r} may be lost beside e^r; and by
 *  the jumps, which keep the digits of a rate that cancels. */
function isDriftless(noise: () => Noise, given: Given): boolean {
  if (given.channel.reservoirs.length !== 1 || !emitsNoDrift(given)) return false;
  const { m, drifts } = noise();
  return Math.hypot(...m) <= TOLD * drifts;
}

function emitsNoDrift({ channel, parameters, spins }: Given): boolean {
  const [polar, azimuthal, ...diffusion] = Array.from({ length: 5 }, () => new Float64Array(POINTS));
  channel.pointwise.coefficients(parameters, spins, somewhere, [polar, azimuthal], diffusion);
  return [polar, azimuthal].every((component) => component.every((value) => value === 0));
}

/** Points of general position. */
const rule = productRule(3, 4, 0.3);
const POINTS = rule.cosTheta.length * rule.cosPhi.length;
const somewhere: Geometry = { rows: rule.cosTheta.length, columns: rule.cosPhi.length, spheres: [rule] };

/** The witness of a joint reservoir is one at general parameters: nothing is known where a party is left out, or no drift remains. */
function jointly(reservoir: ReservoirVerdict, jumps: readonly Jump[]): ReservoirVerdict {
  if (reservoir.class !== "undefined") return reservoir;
  const isLeftOut = (party: number): boolean =>
    jumps.every(({ rate, re, im }) => rate === 0 || [...re[party], ...im[party]].every((entry) => entry === 0));
  if (jumps[0].re.some((_, party) => isLeftOut(party)) || !hasJointDrift(jumps))
    return { ...reservoir, class: "undecided", refusal: untold(reservoir) };
  return reservoir;
}

const STILL = {
  class: "diffusive",
  positivity: { qubit: "proven", one: "proven", threeHalves: "proven", halfInteger: "proven", integer: "proven" },
} as const satisfies Partial<ReservoirVerdict>;

const isStill = ({ rate, rateSize, re, im }: Jump): boolean =>
  (rate === 0 && (rateSize ?? 0) === 0) || [...re, ...im].flat().every((entry) => entry === 0);

/** Whether a reservoir can be told from those for which Π exists. */
const isTold = (noise: Noise): boolean => isOblique(noise) && isMixed(noise);

/** Π < 0 is known of a single operator that is not damping's: nothing is, of one that may be. */
const isViolated = ({ positivity }: ReservoirVerdict): boolean =>
  positivity !== null && Object.values(positivity).includes("violated");

const untold = ({ name }: ReservoirVerdict): string =>
  `reservoir "${name}": at these parameters it is not to be told from another kind of reservoir, for which Π may exist (without drift, of ` +
  "fewer parties, of a single operator, or with noise axisymmetric about the drift); declare that reservoir itself";

/** A regular reservoir is so only where B > 0 on the whole sphere, which depends on the parameters; without drift it is diffusive. */
function whereRegular(reservoir: ReservoirVerdict, noise: Noise, given: Given): ReservoirVerdict {
  // Of one reservoir the emitted drift has the last word: e^r may have left the jumps nothing of e^{−r}.
  const byJumps = given.channel.reservoirs.length === 1 && noise.drifts === 0 ? "undecided" : guard(noise);
  const found = isDriftless(() => noise, given) ? "diffusive" : byJumps;
  if (found === "regular") return reservoir;
  if (found === "diffusive") return { ...reservoir, class: found };
  const why =
    found === "undefined"
      ? "the drift A leaves the range of B on the curve det B = 0, and the integral of Π diverges there"
      : "it could not be shown that the drift A stays in the range of B";
  return {
    ...reservoir,
    class: found,
    positivity: null,
    refusal: `reservoir "${reservoir.name}": at these parameters B is not positive on the whole sphere, and ${why}`,
  };
}

/** The integrand of a regular reservoir, adj(B)A/det B, is 0/0 where its drift vanishes with det B; alone it is not needed there,
 *  but the integrands of several are emitted as one sum. */
function apart(reservoirs: readonly ReservoirVerdict[], channel: Evaluator): readonly ReservoirVerdict[] {
  const isZero = ({ class: kind }: ReservoirVerdict, k: number) =>
    kind === "diffusive" && channel.reservoirs[k].class === "regular";
  if (reservoirs.every(({ class: kind }) => kind === "diffusive") || !reservoirs.some(isZero)) return reservoirs;
  return reservoirs.map((reservoir, k) =>
    isZero(reservoir, k)
      ? {
          ...reservoir,
          class: "undecided" as const,
          positivity: null,
          refusal:
            `reservoir "${reservoir.name}": at these parameters it has no drift, and the integrand that it shares with the ` +
            "others is 0/0; declare it as a channel of its own",
        }
      : reservoir,
  );
}
