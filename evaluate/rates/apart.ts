/**
 * A product over groups of parties, group by group. With Q = Π_g Q_g every moment falls apart,
 *     −M ∫ X ln Q = Σ_g −M_g ∫ X_g ln Q_g,   X_g = Tr X over all other groups:
 * S is the sum of the groups'; a channel within a group moves that group alone; one on several has a moment in each; and of H a group sees
 * its mean field.
 */

import { enlarged, sumOf } from "../../runtime/quadrature/integral.ts";
import { commutation } from "../../spins/dynamics/generator/exact-drift.ts";
import { largestRow } from "../../spins/dynamics/hamiltonian.ts";
import type { StateOff } from "../../spins/dynamics/state-off.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { sum, ZERO } from "../../spins/numbers/bounded.ts";
import { exponentOf, type ProductBlur, traceNormOf } from "../errors/state-error.ts";
import type { PreparedChannel } from "../prepare/prepared-channel.ts";
import type { Setting } from "../prepare/setting.ts";
import type { Apart } from "../ways/ways.ts";
import { type Bridge, bridgesOf, EVERYTHING, momentOn, nameOf, ratesOver, tracedError, tracedOff } from "./bridge.ts";
import type { FoundRates } from "./channel-rates.ts";
import { excessOf, type Found, foundWhole, twistContributions } from "./found.ts";
import { channelsWithin, settingOf } from "./group-setting.ts";
import { type Changes, changesOf, lazily } from "./moments.ts";

/** @param stateError  of ρ in the Frobenius norm
 *  @param off  in which directions, where that is known */
export function foundApart(
  { groups, blur }: Apart,
  rho: ComplexMatrix,
  setting: Setting,
  stateError: number,
  off: StateOff | null,
): Found {
  const changes = lazily(() => changesOf(rho, setting, stateError, off));
  const bridges = bridgesOf({ groups, rho, setting, stateError, changes });
  let { budget } = setting;
  const parts = groups.map((group) => {
    const which = channelsWithin(setting, group.parties);
    const part = { ...settingOf(group.parties, which, setting, groups), budget };
    const moments = bridges.flatMap((bridge) => momentOn(bridge, group));
    const found = foundWhole(
      group.state,
      part,
      tracedError(stateError, rho, group.state),
      off && tracedOff(off, setting.dimensions, group.parties),
      moments,
    );
    budget -= found.evaluations;
    return { ...found, which };
  });
  const momentOf = ({ name }: Bridge) => sumOf(parts.flatMap(({ others }) => others.get(name) ?? []));
  const channels = setting.channels.map((channel, k) => {
    const part = parts.find(({ which }) => which.includes(k));
    if (part !== undefined) {
      const own = part.which.indexOf(k);
      return blurred(part.channels[own], channel, part.change(own), blur);
    }
    const bridge = bridges.find(({ name }) => name === nameOf(k))!;
    const rates = ratesOver(bridge, momentOf(bridge), budget);
    budget -= rates.evaluations;
    return blurred(rates, channel, bridge.change, blur);
  });
  const whole = bridges.find(({ name }) => name === EVERYTHING);
  const excess = whole === undefined ? null : excessOf(changes(), setting, momentOf(whole), budget);
  budget -= excess?.evaluations ?? 0;
  return {
    entropy: enlarged(sumOf(parts.map(({ entropy }) => entropy)), { product: blur.entropy }),
    unitary: unitaryOf(parts, setting, changes, blur),
    channels,
    change: (k) => changes().by(k),
    excess: excess && enlarged(excess, { product: blur.rate(0, whole!.size, traceNormOf(whole!.change)) }),
    closure: parts.reduce((all, { closure }) => all + closure, 0),
    others: new Map(),
    evaluations: setting.budget - budget,
  };
}

/** What ρ has other than the product does to the rates of a channel; Φ and heat are linear in what is known of ρ. */
function blurred(
  found: FoundRates,
  { size }: PreparedChannel,
  change: ComplexMatrix | null,
  blur: ProductBlur,
): FoundRates {
  const product = change === null ? 0 : blur.rate(0, size, traceNormOf(change));
  const { rates, rounding } = found;
  return {
    ...found,
    rates: {
      ...rates,
      entropyRate: enlarged(rates.entropyRate, { product }),
      production: enlarged(rates.production, { product }),
    },
    rounding: { entropyRate: rounding.entropyRate + product, production: rounding.production + product },
  };
}

/** By the mean fields; exactly zero of a given state that commutes with H. */
function unitaryOf(
  parts: readonly Found[],
  setting: Setting,
  changes: () => Changes,
  blur: ProductBlur,
): Found["unitary"] {
  const { hamiltonian, twist, isQuadratic, spins } = setting;
  if (hamiltonian === null || twist === null) return { rate: ZERO, contributions: () => 0 };
  const { rho, stateError } = changes();
  const size = 2 * largestRow(twist);
  const isStill = stateError === 0 && commutation(hamiltonian, rho) !== null;
  const product = isStill ? 0 : blur.rate(size * blur.delta, size, size, isQuadratic ? 1 : exponentOf(spins));
  const all = () => parts.reduce((most, { unitary }) => most + unitary.contributions(), 0);
  return {
    // What joins groups moves what ρ is off by as no mean field does.
    rate: enlarged(sum(...parts.map(({ unitary }) => unitary.rate)), { product, state: changes().blur.unitaryRate }),
    contributions: () => twistContributions(changes(), setting, all()),
  };
}
