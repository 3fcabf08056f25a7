/** Integrals over phase space by points uniform on the product of spheres, as the paper has them. */

import type { ChannelUse, Geometry } from "../../runtime/evaluator.ts";
import { dissipationTerms } from "../../spins/dynamics/dissipation-terms.ts";
import { turn } from "../../spins/dynamics/hamiltonian.ts";
import { dissipate } from "../../spins/dynamics/liouvillian.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { type Bounded, widened, ZERO } from "../../spins/numbers/bounded.ts";
import { randomStream } from "../../spins/states/random-stream.ts";
import { stateBlur } from "../errors/state-error.ts";
import { isSplit, type PreparedChannel } from "../prepare/prepared-channel.ts";
import type { Setting } from "../prepare/setting.ts";
import { heatCurrent } from "../rates/heat-current.ts";
import type { Rates } from "../rates/rates.ts";
import { type PhasePoint, phasePoint, placePoint, tensorAt, valueAt } from "./phase-point.ts";

interface Sampling extends Setting {
  readonly samples: number;
  readonly seed: number;
}

/** Mean and sum of squared deviations of a stream (Welford, Technometrics 4, 419 (1962)). */
class Moments {
  private count = 0;
  private mean = 0;
  private squares = 0;

  add(sample: number): void {
    this.count++;
    const before = sample - this.mean;
    this.mean += before / this.count;
    this.squares += before * (sample - this.mean);
  }

  /** The mean and its standard error. */
  estimate(): Bounded {
    const variance = this.count > 1 ? this.squares / (this.count - 1) : Number.POSITIVE_INFINITY;
    return { value: this.mean, error: Math.sqrt(variance / this.count) };
  }
}

/** dS/dt, Π and Φ of a channel, or of all together; Π and Φ null where there are none. */
interface RateMoments {
  readonly entropyRate: Moments;
  readonly production: Moments | null;
  readonly flux: Moments | null;
}

/** A channel's integrands at one point: a block of one row and one column. */
interface Probe extends RateMoments {
  readonly channel: PreparedChannel;
  readonly use: ChannelUse;
  readonly geometry: Geometry;
  readonly gradient: readonly Float64Array[];
}

/** −X ln Q, or −X ln(Q/Q_ss), with X the Husimi function of a change of the state. */
interface LogProbe {
  readonly change: Float64Array;
  readonly reference: Float64Array | null;
  readonly moments: Moments;
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
  const { spins, dimensions, channels, samples, seed, hamiltonian, twist, relaxation } = sampling;
  const uniform = randomStream(seed, "Monte Carlo");
  const point = phasePoint(rho, spins);
  const changes = channels.map(({ active, dissipator }) => (active ? dissipate(dissipator, rho, dimensions) : null));
  const logProbe = (change: ComplexMatrix, reference: ComplexMatrix | null): LogProbe => ({
    change: tensorAt(point, change),
    reference: reference === null ? null : tensorAt(point, reference),
    moments: new Moments(),
  });
  const probes = channels.map((channel, k) =>
    channel.use === null || changes[k] === null ? null : makeProbe(channel, channel.use, point),
  );
  const bare = channels.map(({ use }, k) => (use === null && changes[k] !== null ? logProbe(changes[k], null) : null));
  const unitary = twist === null ? null : logProbe(turn(twist, rho), null);
  const excess = relaxation === null ? null : logProbe(relaxation.drift(rho), relaxation.steady);
  const initial = start === null ? null : tensorAt(point, start);
  const entropy = new Moments();
  const gain = initial === null ? null : new Moments();
  const totals = rateMoments(channels.every(isSplit));
  const blur = stateBlur(sampling, rho, stateError, null);
  const sum = new Float64Array(3);
  const out = new Float64Array(1);
  // M times the volume (4π)^parties
  let scale = 1;
  for (const dimension of dimensions) scale *= dimension;
  for (let k = 0; k < samples; k++) {
    placePoint(point, uniform);
    const own = entropyAt(point.Q[0], scale);
    entropy.add(own);
    if (initial !== null) gain!.add(own - entropyAt(valueAt(point, initial), scale));
    sum.fill(0);
    for (const probe of probes) if (probe !== null) sampleChannel(probe, point, scale, out, sum);
    for (const probe of bare) if (probe !== null) sum[0] += sampleLogarithm(probe, point, scale);
    addTo(totals, sum[0], sum[1], sum[2]);
    if (unitary !== null) sampleLogarithm(unitary, point, scale);
    if (excess !== null) sampleLogarithm(excess, point, scale);
  }
  return {
    entropy: entropy.estimate(),
    gain: gain?.estimate() ?? null,
    channels: channels.map(({ dissipator }, k) => {
      const terms = hamiltonian === null ? null : dissipationTerms(dissipator, rho, dimensions);
      const { value, error } = heatCurrent(changes[k], terms, hamiltonian);
      const heat = widened({ value, error }, blur.heatCurrents[k]);
      if (changes[k] === null) return { entropyRate: ZERO, production: ZERO, flux: ZERO, heatCurrent: heat };
      const probe = probes[k];
      if (probe === null) {
        return { entropyRate: bare[k]!.moments.estimate(), production: null, flux: null, heatCurrent: heat };
      }
      return { ...widenedBy(estimates(probe), channels[k]), heatCurrent: heat };
    }),
    totals: channels.reduce(widenedBy, estimates(totals)),
    unitaryRate: unitary?.moments.estimate() ?? ZERO,
    excess: excess?.moments.estimate() ?? null,
    closure: Number.NaN,
    evaluations: samples,
    misses: null,
  };
}

/** Where coefficients cancel no sample tells. */
function widenedBy(
  { entropyRate, production, flux }: ReturnType<typeof estimates>,
  { cancelled: { relative, absolute } }: PreparedChannel,
): ReturnType<typeof estimates> {
  const by = (one: Bounded): number => relative * Math.abs(one.value) + absolute;
  return {
    entropyRate: widened(entropyRate, by(entropyRate)),
    production: production && widened(production, by(production)),
    flux: flux && widened(flux, by(flux)),
  };
}

const entropyAt = (Q: number, scale: number): number => (Q > 0 ? -scale * Q * Math.log(Q) : 0);

function rateMoments(split: boolean): RateMoments {
  return {
    entropyRate: new Moments(),
    production: split ? new Moments() : null,
    flux: split ? new Moments() : null,
  };
}

function addTo(moments: RateMoments, entropyRate: number, production: number, flux: number): void {
  moments.entropyRate.add(entropyRate);
  moments.production?.add(production);
  moments.flux?.add(flux);
}

const estimates = ({ entropyRate, production, flux }: RateMoments) => ({
  entropyRate: entropyRate.estimate(),
  production: production?.estimate() ?? null,
  flux: flux?.estimate() ?? null,
});

function makeProbe(channel: PreparedChannel, use: ChannelUse, point: PhasePoint): Probe {
  return {
    ...rateMoments(isSplit(channel)),
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

function sampleLogarithm({ change, reference, moments }: LogProbe, point: PhasePoint, scale: number): number {
  const Q = point.Q[0];
  const against = reference === null ? 1 : valueAt(point, reference);
  const sample = Q > 0 && against > 0 ? -scale * valueAt(point, change) * Math.log(Q / against) : 0;
  moments.add(sample);
  return sample;
}
