/** What is found of one state whose parties are all correlated, or are taken for it. */

import { enlarged, type Integral } from "../../runtime/quadrature/integral.ts";
import { commutation } from "../../spins/dynamics/generator/exact-drift.ts";
import { largestRow, turn, turningTerms } from "../../spins/dynamics/hamiltonian.ts";
import type { StateOff } from "../../spins/dynamics/state-off.ts";
import { type ComplexMatrix, frobenius } from "../../spins/matrices/complex-matrix.ts";
import type { Bounded, Weighed } from "../../spins/numbers/bounded.ts";
import { norm } from "../../spins/numbers/vector.ts";
import { FADED } from "../errors/convergence.ts";
import { logarithmSize } from "../errors/logarithm-size.ts";
import type { Setting } from "../prepare/setting.ts";
import { channelRates, type FoundRates } from "./channel-rates.ts";
import { excessProduction } from "./excess.ts";
import { type Changes, changesOf, STILL } from "./moments.ts";
import { sizeOfMoment } from "./size-of-moment.ts";
import type { Named } from "./sought.ts";
import { stateIntegrals } from "./state-integrals.ts";

/** Numbers with what they are held against. */
export interface Found {
  readonly entropy: Integral;
  readonly unitary: { readonly rate: Bounded; readonly contributions: () => number };
  readonly channels: readonly FoundRates[];
  /** D(ρ) of the k-th channel. */
  readonly change: Changes["by"];
  readonly excess: (Weighed & { readonly evaluations: number }) | null;
  readonly closure: number;
  /** −M ∫ X ln Q of changes by what is no channel of the setting. */
  readonly others: ReadonlyMap<string, Integral>;
  readonly evaluations: number;
}

/** @param others  moments that are wanted besides */
export function foundWhole(
  rho: ComplexMatrix,
  setting: Setting,
  stateError: number,
  off: StateOff | null = null,
  others: readonly Named[] = [],
): Found {
  const changes = changesOf(rho, setting, stateError, off);
  const integrals = stateIntegrals(changes, setting, others);
  let { evaluations } = integrals;
  const channels: FoundRates[] = [];
  for (let k = 0; k < setting.channels.length; k++) {
    channels.push(channelRates(setting, k, changes, integrals, setting.budget - evaluations));
    evaluations += channels[k].evaluations;
  }
  const excess = excessOf(changes, setting, integrals.whole, setting.budget - evaluations);
  evaluations += excess?.evaluations ?? 0;
  return {
    entropy: enlarged(integrals.entropy, { state: changes.blur.entropy }),
    unitary: {
      rate: unitaryRateOf(changes, setting, integrals.unitary),
      contributions: () => twistContributions(changes, setting, integrals.unitary.contributions),
    },
    channels,
    change: changes.by,
    excess,
    closure: closureOf(channels, setting, integrals.dissipation),
    others: integrals.others,
    evaluations,
  };
}

export function excessOf(changes: Changes, setting: Setting, whole: Integral, budget: number): Found["excess"] {
  const { relaxation } = setting;
  if (relaxation === null || changes.byEverything === null) return null;
  return excessProduction(relaxation, changes, changes.byEverything, whole, setting, budget);
}

/** Both ways to dS/dt against each other; NaN where that is not asked for. */
function closureOf(found: readonly FoundRates[], { channels, closes }: Setting, dissipation: Integral): number {
  if (!closes) return Number.NaN;
  let rest = dissipation.value;
  for (let k = 0; k < found.length; k++) if (channels[k].active) rest -= found[k].emitted;
  return rest;
}

/** Exactly zero of a given state that commutes with H. */
function unitaryRateOf({ rho, stateError, blur }: Changes, { hamiltonian, twist, spins }: Setting, unitary: Integral) {
  const still = hamiltonian === null || twist === null || stateError > 0 ? null : commutation(hamiltonian, rho);
  if (still === null) return enlarged({ value: unitary.value, error: unitary.error }, { state: blur.unitaryRate });
  return { value: 0, error: Math.sqrt(rho.dimension) * still * logarithmSize(spins) };
}

/** M ∫ |integrand| of the unitary rate, by whatever way; of a given state that H leaves as it is that of both terms of the commutator, and of
 *  a computed one, which knows no better, that of their entries, ln Q taken for the most that its mean over a state may be. */
export function twistContributions(
  { rho, stateError }: Changes,
  { hamiltonian, twist, spins }: Setting,
  contributions: number,
): number {
  if (twist === null) return contributions;
  const [turned, size] = [turn(twist, rho), 2 * largestRow(twist)];
  const logarithm = logarithmSize(spins);
  // What is left of a twist may turn what all of H leaves as it is.
  if (stateError === 0 && (isAsItIs(turned, twist) || isAsItIs(turn(hamiltonian!, rho), hamiltonian!)))
    return Math.max(contributions, size * logarithm);
  const terms = stateError === 0 ? 0 : Math.max(norm(turningTerms(twist, rho)), FADED * size);
  return Math.max(contributions, sizeOfMoment(rho, turned, spins), terms * logarithm);
}

const isAsItIs = (turned: ComplexMatrix, H: ComplexMatrix): boolean => frobenius(turned) <= STILL * 2 * largestRow(H);
