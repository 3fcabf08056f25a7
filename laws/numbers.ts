/** That a compiled channel gives numbers, each of its functions by itself: of what is none in one of them little is seen in the rates. */

import { stratumAt } from "../evaluate/prepare/prepared-channel.ts";
import type { Evaluator } from "../runtime/evaluator.ts";
import type { Situation } from "./arbitraries.ts";
import { speed } from "./claims.ts";
import { expectThat } from "./expect.ts";
import { fieldsOf, geometryOf, phaseSpace } from "./phase-space.ts";

/** Gauss nodes in cosθ. */
const POLAR = 4;

type Named = Readonly<Record<string, Iterable<number>>>;

/** All that a channel's functions give is finite.
 *  @throws Broken  naming the function, and what it gives */
export function expectNumbers(situation: Situation): void {
  const { spins, use } = situation;
  const channel = stratumAt(use.channel, use.parameters);
  const J = use.on.map((party) => spins[party]);
  for (const part of [matricesOf, integrandsOf, innerOf]) {
    for (const [name, values] of Object.entries(part(channel, J, situation)))
      for (const value of values) expectThat(Number.isFinite(value), `${name} gives ${value}`);
  }
}

function matricesOf(channel: Evaluator, J: readonly number[], { use: { parameters } }: Situation): Named {
  const jumps = channel.jumps(parameters, J).flatMap(({ rate, re, im }) => [rate, ...re.flat(), ...im.flat()]);
  const flux = channel.fluxMatrix?.(parameters, J);
  const rest = channel.steadyState?.(parameters, J);
  return {
    jumps,
    cancelling: [channel.cancelling?.(parameters, J) ?? 0],
    remainder: channel.remainder?.(parameters, J).flat() ?? [],
    fluxMatrix: [...(flux?.re ?? []), ...(flux?.im ?? []), flux?.error ?? 0, ...(flux?.errors ?? [])],
    steadyState: [...(rest?.re ?? []), ...(rest?.im ?? [])],
  };
}

function integrandsOf(channel: Evaluator, J: readonly number[], { spins, state, use }: Situation): Named {
  const space = phaseSpace(spins, POLAR);
  const geometry = geometryOf(space, use.on);
  const { Q, gradient } = fieldsOf(space, state, use.on);
  const field = () => new Float64Array(Q.length).fill(Number.NaN);
  const given: Record<string, Float64Array> = { entropyRate: field() };
  const { pointwise } = channel;
  const { parameters } = use;
  pointwise.entropyRate(parameters, J, geometry, Q, gradient, given.entropyRate);
  const drift = gradient.map(field);
  const diffusion = gradient.flatMap((_, i) => Array.from({ length: i + 1 }, field));
  pointwise.coefficients(parameters, J, geometry, drift, diffusion);
  given.coefficients = Float64Array.from([...drift, ...diffusion].flatMap((one) => [...one]));
  // Without any rate there is no diffusion to divide by.
  if (speed(channel, parameters, J) === 0) return given;
  if (pointwise.production !== null) {
    given.production = field();
    pointwise.production(parameters, J, geometry, Q, Q, gradient, given.production);
  }
  if (pointwise.flux !== null) {
    given.flux = field();
    pointwise.flux(parameters, J, geometry, Q, gradient, given.flux);
  }
  return given;
}

/** R of conditional states with A₀ = ½, from the middle of the ball to its surface. */
const RADII = [0, 0.1, 0.25, 0.45, 0.5];

/** Of a qubit, whichever spins the case has. */
function innerOf({ inner }: Evaluator, _: readonly number[], { use: { parameters } }: Situation): Named {
  if (inner === null) return {};
  const [A0, ...axes] = [RADII.map(() => 0.5), ...[2 / 3, 1 / 3, -2 / 3].map((e) => RADII.map((R) => e * R))];
  const [out, size] = [0, 1].map(() => new Float64Array(RADII.length).fill(Number.NaN));
  const [x, y, z] = axes.map((axis) => Float64Array.from(axis));
  inner(parameters, Float64Array.from(A0), x, y, z, out, size);
  return { inner: out, "size of inner": size };
}
