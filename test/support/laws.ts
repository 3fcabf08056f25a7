/** Physical laws as assertions about one instant. For which channels each is claimed stands in `claims.ts`. */
import { expect } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import type { Problem, Series } from "../../evaluate/problem/problem.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { product } from "../../spins/states/named-states.ts";
import { type Situation, valueAt } from "./arbitraries.ts";
import { faster, keepsSecondLaw, speed } from "./claims.ts";
import {
  byThreeGrids,
  entropyByDefinition,
  type PhaseSpace,
  productionByDefinition,
  rateByDefinition,
} from "./phase-space.ts";
import { mix, reorder, turnAboutZ } from "./states.ts";

/** A value and the bound on its error. */
export interface Bounded {
  readonly value: number;
  readonly error: number;
}

/** Entropy and rates at t = 0. */
export interface Rates {
  readonly entropy: Bounded;
  readonly entropyRate: Bounded;
  readonly production: Bounded | null;
  readonly flux: Bounded | null;
  readonly closure: number;
}

/** Enough for states without zeros of Q to converge; the error bounds say how far the others came. */
const BUDGET = 200_000;
const TOLERANCE = 1e-8;

export function at(series: Series, k = 0): Bounded {
  return { value: series.values[k], error: series.error[k] };
}

export function ratesIn(spins: readonly number[], state: ComplexMatrix, ...uses: Situation["use"][]): Rates {
  return ratesOf({ spins, state, channels: uses, tolerance: TOLERANCE, budget: BUDGET });
}

export function ratesOf(problem: Problem): Rates {
  const result = evaluate(problem);
  return {
    entropy: at(result.entropy),
    entropyRate: at(result.entropyRate),
    production: result.production === null ? null : at(result.production),
    flux: result.flux === null ? null : at(result.flux),
    closure: result.closure[0],
  };
}

export function rates({ spins, state, use }: Situation): Rates {
  return ratesIn(spins, state, use);
}

/** |a − b| ≤ their errors + slack. */
export function expectSame(a: Bounded, b: Bounded, slack: number, what: string): void {
  const gap = Math.abs(a.value - b.value);
  expect(gap, `${what}: ${a.value} and ${b.value}`).toBeLessThanOrEqual(a.error + b.error + slack);
}

function expectSameRates(a: Rates, b: Rates, factor: number, slack: number): void {
  const scaled = ({ value, error }: Bounded) => ({ value: factor * value, error: factor * error });
  expectSame(a.entropy, b.entropy, slack, "S");
  expectSame(scaled(a.entropyRate), b.entropyRate, slack, "dS/dt");
  expect(a.production === null, "Π is given in one case and refused in the other").toBe(b.production === null);
  if (a.production !== null) expectSame(scaled(a.production), b.production!, slack, "Π");
  if (a.flux !== null) expectSame(scaled(a.flux), b.flux!, slack, "Φ");
}

/** Rounding of inputs that a law changes, such as a turned state. */
function rounding({ use, spins }: Situation): number {
  return 1e-12 * (1 + speed(use.channel, use.parameters, spins));
}

/** Σ_j 2J_j/(2J_j + 1) ≤ S ≤ ln Π_j (2J_j + 1): the product of coherent states has the least, no knowledge the most. */
export function expectEntropyBounds(situation: Situation): void {
  const { value, error } = rates(situation).entropy;
  const least = situation.spins.reduce((sum, J) => sum + (2 * J) / (2 * J + 1), 0);
  const most = situation.spins.reduce((sum, J) => sum + Math.log(2 * J + 1), 0);
  expect(value).toBeGreaterThanOrEqual(least - error - 1e-14);
  expect(value).toBeLessThanOrEqual(most + error + 1e-14);
}

/** dS/dt|diss = Π − Φ (eq 7), and −M ∫ D(Q) ln Q from the matrices is the rate from the integrands. */
export function expectClosure(situation: Situation): void {
  const { entropyRate, production, flux, closure } = rates(situation);
  const scale = 1 + speed(situation.use.channel, situation.use.parameters, situation.spins);
  expect(Math.abs(closure)).toBeLessThanOrEqual(entropyRate.error + (production?.error ?? 0) + 1e-7 * scale);
  if (production === null || flux === null) return;
  const split = { value: production.value - flux.value, error: production.error + flux.error };
  expectSame(entropyRate, split, 0, "dS/dt and Π − Φ");
}

/** Φ and Π are refused together, and with a reason. */
export function expectRefusalWithReason({ spins, state, use }: Situation): void {
  const [channel] = evaluate({ spins, state, channels: [use], budget: BUDGET }).channels;
  expect(channel.production === null).toBe(channel.refusal !== null);
  expect(channel.flux === null).toBe(channel.refusal !== null);
}

/** S, dS/dt, Π and Φ are the integrals of the emitted integrands. */
export function expectIntegrals(situation: Situation): void {
  const { spins, state, use } = situation;
  const slack = rounding(situation);
  const { entropy, entropyRate, production, flux } = rates(situation);
  // Without any rate there is no diffusion to divide by.
  if (speed(use.channel, use.parameters, spins) === 0) return;
  const compare = (value: Bounded, integral: (space: PhaseSpace) => number, what: string) => {
    const known = byThreeGrids(spins, integral);
    if (known !== null) expectSame(value, known, slack, what);
  };
  compare(entropy, (space) => entropyByDefinition(space, state), "S");
  compare(entropyRate, (space) => rateByDefinition(space, "entropyRate", use, state), "dS/dt");
  if (production === null || flux === null) return;
  compare(production, (space) => productionByDefinition(space, use, state), "Π");
  compare(flux, (space) => rateByDefinition(space, "flux", use, state), "Φ");
}

/** Π ≥ 0. */
export function expectSecondLaw(situation: Situation): void {
  const { production } = rates(situation);
  if (production !== null) expect(production.value).toBeGreaterThanOrEqual(-production.error);
}

/** Φ = 0, and S cannot fall. */
export function expectOnlyProduction(situation: Situation): void {
  const { entropyRate, production, flux } = rates(situation);
  expect(flux!.value).toBe(0);
  expectSame(entropyRate, production!, 0, "dS/dt and Π");
  expect(entropyRate.value).toBeGreaterThanOrEqual(-entropyRate.error);
}

/** The state of Q* on the channel's parties, whatever the others are in. */
function atRest({ spins, state, use }: Situation): ComplexMatrix {
  const own = use.on.map((party) => spins[party]);
  const steady = use.channel.steadyState!(use.parameters, own);
  const others = spins.map((_, party) => party).filter((party) => !use.on.includes(party));
  if (others.length === 0) {
    return reorder(
      steady,
      own,
      use.on.map((_, party) => use.on.indexOf(party)),
    );
  }
  const rest = reorder(state, spins, others);
  const order = [...use.on, ...others];
  return reorder(
    product([steady, rest]),
    order.map((party) => spins[party]),
    spins.map((_, party) => order.indexOf(party)),
  );
}

/** Nothing is produced and nothing flows in the steady state, and away from it something is produced. */
export function expectStationaryAtGibbs(situation: Situation & { readonly away: number }): void {
  const { spins, use, state, away } = situation;
  const scale = speed(use.channel, use.parameters, spins);
  const resting = atRest(situation);
  const still = ratesIn(spins, resting, use);
  for (const one of [still.production!, still.flux!, still.entropyRate]) {
    expect(Math.abs(one.value)).toBeLessThanOrEqual(one.error + 1e-14 * scale);
  }
  expect(still.production!.value).toBeLessThanOrEqual(1e-12 * scale);
  const own = use.on.map((party) => spins[party]);
  if (scale === 0 || !keepsSecondLaw(use.channel, own)) return;
  const moved = ratesIn(spins, mix(resting, state, away), use).production!;
  expect(moved.value, `${away} away from the steady state`).toBeGreaterThan(moved.error);
}

/** A common rotation about z, which the channel does not notice, changes no number. */
export function expectRotationInvariance(situation: Situation & { readonly chi: number }): void {
  const turned = { ...situation, state: turnAboutZ(situation.state, situation.spins, situation.chi) };
  expectSameRates(rates(situation), rates(turned), 1, rounding(situation));
}

/** The order in which parties are listed changes no number. */
export function expectPartyExchange(situation: Situation): void {
  const { spins, state, use } = situation;
  const order = spins.map((_, party) => spins.length - 1 - party);
  const exchanged = {
    spins: order.map((party) => spins[party]),
    state: reorder(state, spins, order),
    use: { ...use, on: use.on.map((party) => order.indexOf(party)) },
  };
  expectSameRates(rates(situation), rates(exchanged), 1, rounding(situation));
}

/** S, dS/dt, Π and Φ of uncorrelated systems add up. */
export function expectAdditivity(systems: readonly Situation[]): void {
  let parties = 0;
  const uses = systems.map(({ use, spins }) => {
    const shift = parties;
    parties += spins.length;
    return { ...use, on: use.on.map((party) => party + shift) };
  });
  const spins = systems.flatMap((system) => system.spins);
  const together = ratesIn(spins, product(systems.map(({ state }) => state)), ...uses);
  const apart = systems.map(rates);
  const slack = systems.reduce((sum, system) => sum + rounding(system), 0);
  for (const kind of ["entropy", "entropyRate", "production", "flux"] as const) {
    if (apart.some((one) => one[kind] === null)) {
      expect(together[kind]).toBeNull();
      continue;
    }
    const value = apart.reduce((sum, one) => sum + one[kind]!.value, 0);
    const error = apart.reduce((sum, one) => sum + one[kind]!.error, 0);
    expectSame(together[kind]!, { value, error }, slack, kind);
  }
}

/** A system that is left alone adds its entropy and no rate. */
export function expectBystanderUnnoticed(situation: Situation & { readonly bystander: ComplexMatrix }): void {
  const { spins, state, use, bystander } = situation;
  const J = (bystander.dimension - 1) / 2;
  const together = ratesIn([...spins, J], product([state, bystander]), use);
  const alone = rates(situation);
  const beside = ratesIn([J], bystander).entropy;
  const entropy = { value: alone.entropy.value + beside.value, error: alone.entropy.error + beside.error };
  expectSameRates({ ...alone, entropy }, together, 1, rounding(situation));
}

/** dS/dt, Π and Φ are proportional to the overall rate. */
export function expectLinearInRates(situation: Situation & { readonly factor: number }): void {
  const { use, factor } = situation;
  const scaled = { ...situation, use: { ...use, parameters: faster(use.channel, use.parameters, factor) } };
  expectSameRates(rates(situation), rates(scaled), factor, rounding(scaled));
}

/** At the least value of a parameter that may be taken (zero temperature, no noise) all is finite, and what it is close by.
 *  ε ln ε is how the flux of a thermal bath comes to its limit. */
export function expectContinuousAtLeastValues(situation: Situation): void {
  const { use, spins } = situation;
  const gap = 1e-11;
  for (const one of use.channel.parameters) {
    if (one.openMinimum || !Number.isFinite(one.minimum)) continue;
    const with_ = (value: number) =>
      rates({ ...situation, use: { ...use, parameters: { ...use.parameters, [one.name]: value } } });
    const end = with_(one.minimum);
    const near = with_(one.minimum + gap);
    // At the end more may be known than near it.
    if (near.production === null) return;
    for (const kind of ["entropyRate", "production", "flux"] as const) {
      if (end[kind] !== null)
        expect(Number.isFinite(end[kind].value), `${kind} at ${one.name} = ${one.minimum}`).toBe(true);
    }
    const scale = 1 + speed(use.channel, { ...use.parameters, [one.name]: valueAt(one, 0.2) }, spins);
    expectSameRates(end, near, 1, 100 * gap * scale);
  }
}

/** A coarse tolerance gives the same number within the two errors together. */
export function expectHonestErrors({ spins, state, use }: Situation): void {
  const [fine, coarse] = [1e-11, 1e-4].map((tolerance) =>
    evaluate({ spins, state, channels: [use], tolerance, budget: BUDGET }),
  );
  expectSame(at(coarse.entropy), at(fine.entropy), 0, "S");
  expectSame(at(coarse.entropyRate), at(fine.entropyRate), 0, "dS/dt");
  if (fine.production !== null) expectSame(at(coarse.production!), at(fine.production), 0, "Π");
}
