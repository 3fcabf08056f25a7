/** Integrals over phase space by points uniform on the product of spheres, as the paper has them. */

import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { ComplexMatrix, Geometry } from "./evaluator.ts";
import type { BoundedValue } from "./flux.ts";
import { ZERO } from "./flux.ts";
import { type PhasePoint, phasePoint, placePoint } from "./phase-point.ts";
import { isSplit, type PreparedChannel } from "./prepared-channel.ts";
import type { Rates } from "./rates.ts";

export interface Sampling {
  readonly spins: readonly number[];
  readonly dimensions: readonly number[];
  readonly channels: readonly PreparedChannel[];
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
  estimate(): BoundedValue {
    const variance = this.count > 1 ? this.squares / (this.count - 1) : Number.POSITIVE_INFINITY;
    return { value: this.mean, error: Math.sqrt(variance / this.count) };
  }
}

/** A channel's integrands at one point: a block of one row and one column. */
interface Probe {
  readonly channel: PreparedChannel;
  readonly geometry: Geometry;
  readonly gradient: readonly Float64Array[];
  readonly entropyRate: Moments;
  readonly production: Moments | null;
  readonly flux: Moments | null;
}

/** S and the rates with their standard errors; the same seed gives the same points. */
export function sampleRates(rho: ComplexMatrix, { spins, dimensions, channels, samples, seed }: Sampling): Rates {
  const random = xoroshiro128plus(seed);
  const point = phasePoint(rho, spins);
  const probes = channels.map((channel) => makeProbe(channel, point));
  const entropy = new Moments();
  const out = new Float64Array(1);
  // M times the volume (4π)^parties
  let scale = 1;
  for (const dimension of dimensions) scale *= dimension;
  for (let k = 0; k < samples; k++) {
    placePoint(point, () => uniformFloat64(random));
    const Q = point.Q[0];
    entropy.add(Q > 0 ? -scale * Q * Math.log(Q) : 0);
    for (const probe of probes) if (probe.channel.active) sampleChannel(probe, point, scale, out);
  }
  return {
    entropy: entropy.estimate(),
    channels: probes.map(({ channel, entropyRate, production, flux }) => ({
      entropyRate: channel.active ? entropyRate.estimate() : ZERO,
      production: estimated(channel, production),
      flux: estimated(channel, flux),
    })),
    closure: Number.NaN,
    evaluations: samples,
    converged: true,
  };
}

function estimated(channel: PreparedChannel, moments: Moments | null): BoundedValue | null {
  if (moments === null) return null;
  return channel.active ? moments.estimate() : ZERO;
}

function makeProbe(channel: PreparedChannel, point: PhasePoint): Probe {
  const split = isSplit(channel);
  return {
    channel,
    geometry: { rows: 1, columns: 1, spheres: channel.use.on.map((party) => point.spheres[party]) },
    gradient: channel.use.on.flatMap((party) => [point.gradient[2 * party], point.gradient[2 * party + 1]]),
    entropyRate: new Moments(),
    production: split ? new Moments() : null,
    flux: split ? new Moments() : null,
  };
}

function sampleChannel(probe: Probe, point: PhasePoint, scale: number, out: Float64Array): void {
  const { channel, geometry, gradient } = probe;
  const { pointwise } = channel.use.channel;
  const { parameters } = channel.use;
  // Where Q is zero to rounding the integrands are 0/0; such points have no weight.
  const positive = point.Q[0] > 0;
  const sample = () => (positive && Number.isFinite(out[0]) ? scale * out[0] : 0);
  pointwise.entropyRate(parameters, channel.spins, geometry, point.Q, gradient, out);
  probe.entropyRate.add(sample());
  if (probe.production !== null && pointwise.production !== null) {
    pointwise.production(parameters, channel.spins, geometry, point.Q, point.Q, gradient, out);
    probe.production.add(sample());
  }
  if (probe.flux !== null) {
    out[0] = 0;
    if (channel.flux !== null) pointwise.flux?.(parameters, channel.spins, geometry, point.Q, gradient, out);
    probe.flux.add(sample());
  }
}
