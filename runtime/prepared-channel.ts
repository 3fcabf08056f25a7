/** A channel with everything that does not change over time. */
import { partialTrace } from "./complex-matrix.ts";
import type { ComplexMatrix } from "./evaluator.ts";
import { type BoundedValue, traceProduct, ZERO } from "./flux.ts";
import { type Dissipator, dissipator } from "./liouvillian.ts";
import type { ChannelUse } from "./problem.ts";
import { type Verdict, verdict } from "./verdict.ts";

export interface PreparedChannel {
  readonly use: ChannelUse;
  /** J of the channel's parties. */
  readonly spins: readonly number[];
  readonly dissipator: Dissipator;
  /** False when all rates are zero: every quantity is zero then, exactly. */
  readonly active: boolean;
  readonly verdict: Verdict;
  /** F with Φ = Tr[ρF]; null where Φ is refused, or zero. */
  readonly flux: ComplexMatrix | null;
  /** The state that Q* belongs to, where there is one. */
  readonly steadyState: ComplexMatrix | null;
}

/** The channel of the first stratum that applies, its matrices, and its verdict at these parameters. */
export function prepareChannel(declared: ChannelUse, spins: readonly number[]): PreparedChannel {
  const { on, parameters } = declared;
  const stratum = declared.channel.strata.find(({ parameter, value }) => parameters[parameter] === value);
  const channel = stratum?.evaluator ?? declared.channel;
  const own = on.map((party) => spins[party]);
  const D = dissipator(channel.jumps(parameters), spins, on, channel.remainder?.(parameters) ?? []);
  const active = D.rates.length > 0;
  const judged = verdict(channel, parameters, own);
  const dissipates = active && judged.class !== "diffusive" && judged.refusal === null;
  return {
    use: { ...declared, channel },
    spins: own,
    dissipator: D,
    active,
    verdict: judged,
    flux: dissipates && channel.fluxMatrix !== null ? channel.fluxMatrix(parameters, own) : null,
    steadyState: dissipates && channel.steadyState !== null ? channel.steadyState(parameters, own) : null,
  };
}

/** Whether Π and Φ are given at all. */
export function isSplit({ use, verdict: { refusal } }: PreparedChannel): boolean {
  return refusal === null && use.channel.pointwise.production !== null;
}

/** Φ of a state; null where it is refused. */
export function fluxOf(
  channel: PreparedChannel,
  rho: ComplexMatrix,
  dimensions: readonly number[],
): BoundedValue | null {
  if (!isSplit(channel)) return null;
  return channel.flux === null ? ZERO : traceProduct(partialTrace(rho, dimensions, channel.use.on), channel.flux);
}
