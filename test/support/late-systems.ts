/** Random systems in cold baths, most of them empty, at times from early to so late that next to nothing is left to move. */

import { type Draw, draws } from "./extremes/draws.ts";
import { hamiltonianFrom } from "./extremes/hamiltonians.ts";
import { exactState } from "./extremes/states.ts";
import type { NamedNoise, System } from "./many-digits/system.ts";

const SPINS = [[0.5, 0.5], [0.5, 0.5], [0.5, 0.5], [0.5, 1], [1], [1.5], [2], [0.5, 2], [1, 1]] as const;

export function lateSystem(seed: number): System {
  const draw = draws(seed);
  const spins = draw.pick(SPINS);
  const noises = spins.map((_, party) => bath(draw, party)).slice(0, draw.chance(0.8) ? spins.length : 1);
  const hamiltonian = draw.chance(0.85) ? hamiltonianFrom(draw, spins, draw.power(-1, 0.5)) : null;
  return { spins, noises, hamiltonian, state: exactState(draw, spins), time: draw.power(-1, 2.1) };
}

function bath(draw: Draw, party: number): NamedNoise {
  const [rate, on] = [draw.power(-1, 0.5), [party]];
  if (draw.chance(0.75)) {
    const nbar = draw.chance(0.7) ? 0 : draw.power(-14, 0.3);
    return { channel: "amplitude-damping", on, parameters: { Gamma: rate, nbar } };
  }
  if (draw.chance(0.5)) return { channel: "pumping", on, parameters: { Gamma: rate } };
  if (draw.chance(0.5)) return { channel: "dephasing", on, parameters: { lambda: rate } };
  return { channel: "squeezed-vacuum", on, parameters: { Gamma: rate, r: draw.uniform(), phase: 3 * draw.uniform() } };
}
