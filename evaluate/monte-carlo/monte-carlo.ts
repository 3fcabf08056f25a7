/** Integrals over phase space by points uniform on the product of spheres, as the paper has them. */

import type { ChannelUse, Geometry } from "../../runtime/evaluator.ts";
import { enlarged } from "../../runtime/quadrature/integral.ts";
import { dissipationTerms } from "../../spins/dynamics/dissipation-terms.ts";
import { turn } from "../../spins/dynamics/hamiltonian.ts";
import { dissipate } from "../../spins/dynamics/liouvillian.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { type Bounded, ZERO } from "../../spins/numbers/bounded.ts";
import { randomStream } from "../../spins/states/random-stream.ts";
import { heatBlur } from "../errors/state-error.ts";
import { isSplit, type PreparedChannel } from "../prepare/prepared-channel.ts";
import type { Setting } from "../prepare/setting.ts";
import { heatCurrent } from "../rates/heat-current.ts";
import type { Rates } from "../rates/rates.ts";
import { type PhasePoint, phasePoint, placePoint, tensorAt, valueAt } from "./phase-point.ts";
import { RunningMean } from "./running-mean.ts";

interface Sampling extends Setting {
  readonly samples: number;
  readonly seed: number;
}

/** dS/dt, Π and Φ of a channel, or of all together; Π and Φ null where there are none. */
interface RateMeans {
  readonly entropyRate: RunningMean;
  readonly production: RunningMean | null;
  readonly flux: RunningMean | null;
}

/** A channel's integrands at one point: a block of one row and one column. */
interface Probe extends RateMeans {
  readonly channel: PreparedChannel;
  readonly use: ChannelUse;
  readonly geometry: Geometry;
  readonly gradient: readonly Float64Array[];
}

/** −X ln Q, or −X ln(Q/Q_ss), with X the Husimi function of a change of the state. */
interface LogProbe {
  readonly change: Float64Array;
  readonly reference: Float64Array | null;
  readonly mean: RunningMean;
}

/** S and the rates, each a mean over the same points with its standard error: sums over the channels are means of sums, and the
 *  gain of entropy is a mean of differences. No tolerance is asked of them; the same seed gives the same points.
 *  @param start  the state at t = 0, from which on S is gained; null where that is not asked for */
export function sampleRates(
  rho: ComplexMatrix,
  sampling: Sampling,
  stateError: number = 0,
  start: ComplexMatrix | null = null,
): Rates {
  const { channels, dimensions, samples, seed } = sampling;
  const changes = channels.map(({ active, dissipator }) => (active ? dissipate(dissipator, rho, dimensions) : null));
  const probes = probesOf(rho, sampling, changes, start);
  const uniform = randomStream(seed, "Monte Carlo");
  for (let k = 0; k < samples; k++) {
    placePoint(probes.point, uniform);
    samplePoint(probes);
  }
  return {
    entropy: probes.entropy.estimate(),
    gain: probes.gain?.mean.estimate() ?? null,
    channels: channels.map((channel, k) => {
      const heat = heatOf(rho, sampling, k, changes[k]);
      return {
        ...sampledRates(probes, channel, k),
        heatCurrent: enlarged(heat, { state: heatBlur(sampling, k, stateError) }),
      };
    }),
    totals: channels.reduce(withLost, estimates(probes.totals)),
    unitaryRate: probes.unitary?.mean.estimate() ?? ZERO,
    excess: probes.excess?.mean.estimate() ?? null,
    closure: Number.NaN,
    evaluations: samples,
    beyond: null,
  };
}

/** Everything that is sampled at a point. */
type Probes = ReturnType<typeof probesOf>;

function probesOf(
  rho: ComplexMatrix,
  { spins, dimensions, channels, twist, relaxation }: Sampling,
  changes: readonly (ComplexMatrix | null)[],
  start: ComplexMatrix | null,
) {
  const point = phasePoint(rho, spins);
  const logProbe = (change: ComplexMatrix, reference: ComplexMatrix | null): LogProbe => ({
    change: tensorAt(point, change),
    reference: reference === null ? null : tensorAt(point, reference),
    mean: new RunningMean(),
  });
  return {
    point,
    /** M times the volume (4π)^parties. */
    scale: dimensions.reduce((product, dimension) => product * dimension, 1),
    entropy: new RunningMean(),
    gain: start === null ? null : { initial: tensorAt(point, start), mean: new RunningMean() },
    channels: channels.map((channel, k) =>
      channel.use === null || changes[k] === null ? null : makeProbe(channel, channel.use, point),
    ),
    bare: channels.map(({ use }, k) => (use === null && changes[k] !== null ? logProbe(changes[k], null) : null)),
    unitary: twist === null ? null : logProbe(turn(twist, rho), null),
    excess: relaxation === null ? null : logProbe(relaxation.drift(rho), relaxation.steady),
    totals: rateMeans(channels.every(isSplit)),
    sum: new Float64Array(3),
    out: new Float64Array(1),
  };
}

function samplePoint({ point, scale, entropy, gain, channels, bare, unitary, excess, totals, sum, out }: Probes): void {
  const own = entropyAt(point.Q[0], scale);
  entropy.add(own);
  if (gain !== null) gain.mean.add(own - entropyAt(valueAt(point, gain.initial), scale));
  sum.fill(0);
  for (const probe of channels) if (probe !== null) sampleChannel(probe, point, scale, out, sum);
  for (const probe of bare) if (probe !== null) sum[0] += sampleLogarithm(probe, point, scale);
  addTo(totals, sum[0], sum[1], sum[2]);
  if (unitary !== null) sampleLogarithm(unitary, point, scale);
  if (excess !== null) sampleLogarithm(excess, point, scale);
}

/** The rates of the k-th channel; zero where it changes nothing, and dS/dt alone of bare jumps. */
function sampledRates({ channels, bare }: Probes, channel: PreparedChannel, k: number): ReturnType<typeof estimates> {
  const [probe, jumps] = [channels[k], bare[k]];
  if (probe !== null) return withLost(estimates(probe), channel);
  if (jumps !== null) return { entropyRate: jumps.mean.estimate(), production: null, flux: null };
  return { entropyRate: ZERO, production: ZERO, flux: ZERO };
}

function heatOf(
  rho: ComplexMatrix,
  { channels, dimensions, hamiltonian }: Sampling,
  k: number,
  change: ComplexMatrix | null,
): Bounded {
  const terms = hamiltonian === null ? null : dissipationTerms(channels[k].dissipator, rho, dimensions);
  const { value, error } = heatCurrent(change, terms, hamiltonian);
  return { value, error };
}

/** Where coefficients cancel no sample tells. */
function withLost(
  { entropyRate, production, flux }: ReturnType<typeof estimates>,
  { cancelled: { relative, absolute } }: PreparedChannel,
): ReturnType<typeof estimates> {
  const lost = (one: Bounded) => enlarged(one, { coefficients: relative * Math.abs(one.value) + absolute });
  return {
    entropyRate: lost(entropyRate),
    production: production && lost(production),
    flux: flux && lost(flux),
  };
}

const entropyAt = (Q: number, scale: number): number => (Q > 0 ? -scale * Q * Math.log(Q) : 0);

function rateMeans(split: boolean): RateMeans {
  return {
    entropyRate: new RunningMean(),
    production: split ? new RunningMean() : null,
    flux: split ? new RunningMean() : null,
  };
}

function addTo(means: RateMeans, entropyRate: number, production: number, flux: number): void {
  means.entropyRate.add(entropyRate);
  means.production?.add(production);
  means.flux?.add(flux);
}

const estimates = ({ entropyRate, production, flux }: RateMeans) => ({
  entropyRate: entropyRate.estimate(),
  production: production?.estimate() ?? null,
  flux: flux?.estimate() ?? null,
});

function makeProbe(channel: PreparedChannel, use: ChannelUse, point: PhasePoint): Probe {
  return {
    ...rateMeans(isSplit(channel)),
    channel,
    use,
    geometry: { rows: 1, columns: 1, spheres: channel.on.map((party) => point.spheres[party]) },
    gradient: channel.on.flatMap((party) => [point.gradient[2 * party], point.gradient[2 * party + 1]]),
  };
}

/** Q below this is zero to rounding. */
const NO_WEIGHT = 1e-280;

/** @param sum  dS/dt, Π and Φ of all channels at the point, added to */
function sampleChannel(probe: Probe, point: PhasePoint, scale: number, out: Float64Array, sum: Float64Array): void {
  const { channel, geometry, gradient } = probe;
  const { pointwise } = probe.use.channel;
  const { parameters } = probe.use;
  // Where Q is zero to rounding the integrands are 0/0; such points have no weight. Elsewhere they are numbers, or there are none.
  const sample = () => (point.Q[0] > NO_WEIGHT || Number.isFinite(out[0]) ? scale * out[0] : 0);
  pointwise.entropyRate(parameters, channel.spins, geometry, point.Q, gradient, out);
  const entropyRate = sample();
  let [production, flux] = [0, 0];
  if (channel.verdict.class === "diffusive") {
    production = entropyRate;
  } else if (probe.production !== null && pointwise.production !== null) {
    pointwise.production(parameters, channel.spins, geometry, point.Q, point.Q, gradient, out);
    production = sample();
  }
  if (probe.flux !== null && channel.flux !== null && pointwise.flux !== null) {
    pointwise.flux(parameters, channel.spins, geometry, point.Q, gradient, out);
    flux = sample();
  }
  addTo(probe, entropyRate, production, flux);
  sum[0] += entropyRate;
  sum[1] += production;
  sum[2] += flux;
}

function sampleLogarithm({ change, reference, mean }: LogProbe, point: PhasePoint, scale: number): number {
  const Q = point.Q[0];
  const against = reference === null ? 1 : valueAt(point, reference);
  const sample = Q > 0 && against > 0 ? -scale * valueAt(point, change) * Math.log(Q / against) : 0;
  mean.add(sample);
  return sample;
}
