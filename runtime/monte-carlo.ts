/** Integrals over phase space by points uniform on the product of spheres, as the paper has them. */

import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { dissipationTerms } from "./dissipation-terms.ts";
import { turn } from "./dynamics/hamiltonian.ts";
import { dissipate } from "./dynamics/liouvillian.ts";
import type { ComplexMatrix, Geometry } from "./evaluator.ts";
import { type BoundedValue, widened, ZERO } from "./flux/flux.ts";
import { heatCurrent } from "./flux/heat-current.ts";
import { type PhasePoint, phasePoint, placePoint, tensorAt, valueAt } from "./husimi/phase-point.ts";
import { isSplit, type PreparedChannel } from "./prepared-channel.ts";
import type { ChannelUse } from "./problem.ts";
import type { Rates } from "./rates.ts";
import type { Setting } from "./setting.ts";
import { stateBlur } from "./state-error.ts";

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
  estimate(): BoundedValue {
    const variance = this.count > 1 ? this.squares / (this.count - 1) : Number.POSITIVE_INFINITY;
    return { value: this.mean, error: Math.sqrt(variance / this.count) };
  }
}

/** A channel's integrands at one point: a block of one row and one column. */
interface Probe {
  readonly channel: PreparedChannel;
  readonly use: ChannelUse;
  readonly geometry: Geometry;
  readonly gradient: readonly Float64Array[];
  readonly entropyRate: Moments;
  readonly production: Moments | null;
  readonly flux: Moments | null;
}

/** −X ln Q, or −X ln(Q/Q_ss), with X the Husimi function of a change of the state. */
interface LogProbe {
  readonly change: Float64Array;
  readonly reference: Float64Array | null;
  readonly moments: Moments;
}

/** S and the rates with their standard errors, which are held against no tolerance; the same seed gives the same points. */
export function sampleRates(rho: ComplexMatrix, sampling: Sampling, stateError: number = 0): Rates {
  const { spins, dimensions, channels, samples, seed, hamiltonian, twist, relaxation } = sampling;
  const random = xoroshiro128plus(seed);
  const point = phasePoint(rho, spins);
  const changes = channels.map(({ active, dissipator }) => (active ? dissipate(dissipator, rho, dimensions) : null));
  const logProbe = (change: ComplexMatrix, reference: ComplexMatrix | null): LogProbe => ({
    change: tensorAt(point, change),
    reference: reference === null ? null : tensorAt(point, reference),
    moments: new Moments(),
  });
  const probes = channels.map((channel) => (channel.use === null ? null : makeProbe(channel, channel.use, point)));
  const bare = channels.map(({ use }, k) => (use === null && changes[k] !== null ? logProbe(changes[k], null) : null));
  const unitary = twist === null ? null : logProbe(turn(twist, rho), null);
  const excess = relaxation === null ? null : logProbe(relaxation.drift(rho), relaxation.steady);
  const logProbes = [...bare, unitary, excess].filter((probe) => probe !== null);
  const entropy = new Moments();
  const blur = stateBlur(sampling, rho, stateError);
  const out = new Float64Array(1);
  // M times the volume (4π)^parties
  let scale = 1;
  for (const dimension of dimensions) scale *= dimension;
  for (let k = 0; k < samples; k++) {
    placePoint(point, () => uniformFloat64(random));
    const Q = point.Q[0];
    entropy.add(Q > 0 ? -scale * Q * Math.log(Q) : 0);
    for (const probe of probes) if (probe?.channel.active === true) sampleChannel(probe, point, scale, out);
    for (const probe of logProbes) sampleLogarithm(probe, point, scale);
  }
  return {
    entropy: entropy.estimate(),
    channels: channels.map(({ dissipator }, k) => {
      const terms = hamiltonian === null ? null : dissipationTerms(dissipator, rho, dimensions);
      const { value, error } = heatCurrent(changes[k], terms, hamiltonian);
      const heat = widened({ value, error }, blur.heatCurrents[k]);
      if (changes[k] === null) return { entropyRate: ZERO, production: ZERO, flux: ZERO, heatCurrent: heat };
      const probe = probes[k];
      if (probe === null) {
        return { entropyRate: bare[k]!.moments.estimate(), production: null, flux: null, heatCurrent: heat };
      }
      return {
        entropyRate: probe.entropyRate.estimate(),
        production: probe.production?.estimate() ?? null,
        flux: probe.flux?.estimate() ?? null,
        heatCurrent: heat,
      };
    }),
    unitaryRate: unitary?.moments.estimate() ?? ZERO,
    excess: excess?.moments.estimate() ?? null,
    closure: Number.NaN,
    evaluations: samples,
    misses: null,
  };
}

function makeProbe(channel: PreparedChannel, use: ChannelUse, point: PhasePoint): Probe {
  const split = isSplit(channel);
  return {
    channel,
    use,
    geometry: { rows: 1, columns: 1, spheres: channel.on.map((party) => point.spheres[party]) },
    gradient: channel.on.flatMap((party) => [point.gradient[2 * party], point.gradient[2 * party + 1]]),
    entropyRate: new Moments(),
    production: split ? new Moments() : null,
    flux: split ? new Moments() : null,
  };
}

/** Q below this is zero to rounding. */
const NO_WEIGHT = 1e-280;

function sampleChannel(probe: Probe, point: PhasePoint, scale: number, out: Float64Array): void {
  const { channel, geometry, gradient } = probe;
  const { pointwise } = probe.use.channel;
  const { parameters } = probe.use;
  // Where Q is zero to rounding the integrands are 0/0; such points have no weight. Elsewhere they are numbers, or there are none.
  const sample = () => (point.Q[0] > NO_WEIGHT || Number.isFinite(out[0]) ? scale * out[0] : 0);
  pointwise.entropyRate(parameters, channel.spins, geometry, point.Q, gradient, out);
  probe.entropyRate.add(sample());
  if (channel.verdict.class === "diffusive") {
    probe.production?.add(sample());
  } else if (probe.production !== null && pointwise.production !== null) {
    pointwise.production(parameters, channel.spins, geometry, point.Q, point.Q, gradient, out);
    probe.production.add(sample());
  }
  if (probe.flux !== null) {
    out[0] = 0;
    if (channel.flux !== null) pointwise.flux?.(parameters, channel.spins, geometry, point.Q, gradient, out);
    probe.flux.add(sample());
  }
}

function sampleLogarithm({ change, reference, moments }: LogProbe, point: PhasePoint, scale: number): void {
  const Q = point.Q[0];
  const against = reference === null ? 1 : valueAt(point, reference);
  moments.add(Q > 0 && against > 0 ? -scale * valueAt(point, change) * Math.log(Q / against) : 0);
}
