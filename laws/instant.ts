/** Laws of one instant. For which channels each is claimed stands in `laws.ts`. */

import { evaluate } from "../evaluate/problem/evaluate.ts";
import type { Vector3 } from "../spins/dynamics/noise-matrix.ts";
import { type ComplexMatrix, combine, frobenius } from "../spins/matrices/complex-matrix.ts";
import type { Bounded } from "../spins/numbers/bounded.ts";
import { product } from "../spins/states/named-states.ts";
import { type Situation, valueAt } from "./arbitraries.ts";
import { faster, keepsSecondLaw, speed } from "./claims.ts";
import { expectAtLeast, expectAtMost, expectSame, expectThat } from "./expect.ts";
import { mix, populationsOf, reorder, scaleCoherence, turnAbout } from "./matrices.ts";
import { axisOf, noiseChange } from "./noise.ts";
import {
  byThreeGrids,
  entropyByDefinition,
  type PhaseSpace,
  productionByDefinition,
  rateByDefinition,
} from "./phase-space.ts";
import { at, BUDGET, expectSameRates, rates, ratesIn, ratesOf, rounding, TOLERANCE } from "./rates.ts";

/** Σ_j 2J_j/(2J_j + 1) ≤ S ≤ ln Π_j (2J_j + 1): the product of coherent states has the least, no knowledge the most. */
export function expectEntropyBounds(situation: Situation): void {
  const { value, error } = rates(situation).entropy;
  const least = situation.spins.reduce((sum, J) => sum + (2 * J) / (2 * J + 1), 0);
  const most = situation.spins.reduce((sum, J) => sum + Math.log(2 * J + 1), 0);
  expectAtLeast(value, least - error - 1e-14, "S");
  expectAtMost(value, most + error + 1e-14, "S");
}

/** dS/dt|diss = Π − Φ (eq 7), and −M ∫ D(Q) ln Q from the matrices is the rate from the integrands. */
export function expectClosure({ spins, state, use }: Situation): void {
  // The matrices' moments are integrals too, with no bound of their own: what is left of grids that end early is not in the errors.
  const problem = { spins, state, channels: [use], tolerance: TOLERANCE, budget: 4 * BUDGET };
  const { entropyRate, production, flux, closure } = ratesOf(problem);
  const scale = 1 + speed(use.channel, use.parameters, spins);
  const most = entropyRate.error + (production?.error ?? 0) + 1e-7 * scale;
  expectAtMost(Math.abs(closure), most, "dS/dt by the matrices of the dissipators, less Π − Φ of the integrands,");
  if (production === null || flux === null) return;
  const split = { value: production.value - flux.value, error: production.error + flux.error };
  expectSame(entropyRate, split, 0, "dS/dt and Π − Φ");
}

/** Φ and Π are refused together, and with a reason. */
export function expectRefusalWithReason({ spins, state, use }: Situation): void {
  const [channel] = evaluate({ spins, state, channels: [use], budget: BUDGET }).channels;
  const isRefused = channel.refusal !== null;
  const word = (series: unknown) => (series === null ? "is refused" : "is given");
  for (const [name, series] of [["Π", channel.production] as const, ["Φ", channel.flux] as const])
    expectThat((series === null) === isRefused, `${name} ${word(series)} ${isRefused ? "with" : "without"} a refusal`);
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
  if (production !== null) expectAtLeast(production.value, -production.error, "Π");
}

/** Φ = 0, and S cannot fall. */
export function expectOnlyProduction(situation: Situation): void {
  const { entropyRate, production, flux } = rates(situation);
  expectThat(flux!.value === 0, `Φ is ${flux!.value}, not zero`);
  expectSame(entropyRate, production!, 0, "dS/dt and Π");
  expectAtLeast(entropyRate.value, -entropyRate.error, "dS/dt");
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
  for (const [name, one] of Object.entries({ Π: still.production!, Φ: still.flux!, "dS/dt": still.entropyRate }))
    expectAtMost(Math.abs(one.value), one.error + 1e-14 * scale, `|${name}| in the steady state`);
  expectAtMost(still.production!.value, 1e-12 * scale, "Π in the steady state");
  const own = use.on.map((party) => spins[party]);
  if (scale === 0 || !keepsSecondLaw(use.channel, own)) return;
  const moved = ratesIn(spins, mix(resting, state, away), use).production!;
  expectThat(moved.value > moved.error, `Π is ${moved.value} ± ${moved.error} where ${away} is not the steady state`);
}

/** How large coherences are, in Q, beside populations. */
const SMALL = 0.1;

/**
 * Where populations stay and Φ = 0, Π(µ) = µ² M ∫ ∇P·B∇P/(Q₀ + µP), Q₀ of the populations, P of the coherences: µ² to leading order. The
 * mean over ±µ is µ² M ∫ (∇P·B∇P/Q₀)/(1 − (µP/Q₀)²), so that twice the coherences produce from 4 to 4/(1 − x²) times as much, x ≥ |2µP/Q₀|.
 */
export function expectSquareOfCoherence({ spins, state, use }: Situation): void {
  const populations = populationsOf(state);
  const least = Math.min(...populations.re.filter((_, k) => k % (state.dimension + 1) === 0));
  const size = frobenius(combine(1, state, -1, populations));
  if (size === 0) return;
  const mu = (SMALL * least) / (2 * size);
  const mean = (factor: number): Bounded => {
    const [a, b] = [factor, -factor].map((one) => ratesIn(spins, scaleCoherence(state, one), use).production!);
    return { value: (a.value + b.value) / 2, error: (a.error + b.error) / 2 };
  };
  const [once, twice] = [mean(mu), mean(2 * mu)];
  expectAtLeast(twice.value, 4 * once.value - 4 * once.error - twice.error, "Π of twice the coherences");
  const most = 4 / (1 - SMALL ** 2);
  expectAtMost(twice.value, most * (once.value + once.error) + twice.error, "Π of twice the coherences");
}

/** A common rotation about the axis of the channel's noise changes no number. */
export function expectRotationInvariance(situation: Situation & { readonly chi: number }): void {
  const { spins, state, use, chi } = situation;
  const axis = axisOf(use.channel, use.parameters) as Vector3;
  const turned = { ...situation, state: turnAbout(axis, state, spins, chi) };
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
      expectThat(together[kind] === null, `${kind} is given of systems together, and refused of one by itself`);
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
    const at_ = (value: number) => ({ ...use.parameters, [one.name]: value });
    const with_ = (value: number) => rates({ ...situation, use: { ...use, parameters: at_(value) } });
    const end = with_(one.minimum);
    const near = with_(one.minimum + gap);
    // At the end more may be known than near it.
    if (near.production === null) return;
    for (const kind of ["entropyRate", "production", "flux"] as const) {
      const { value } = end[kind] ?? { value: 0 };
      expectThat(Number.isFinite(value), `${kind} is ${value} at ${one.name} = ${one.minimum}`);
    }
    const scale = 1 + speed(use.channel, { ...use.parameters, [one.name]: valueAt(one, 0.2) }, spins);
    // The root of a parameter goes further than the parameter.
    const step = Math.max(gap, noiseChange(use.channel, at_(one.minimum), at_(one.minimum + gap)));
    expectSameRates(end, near, 1, 100 * step * scale);
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
