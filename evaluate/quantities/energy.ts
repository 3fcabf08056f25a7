/** Energy, and what of it is free at a temperature. */

import type { Hamiltonian } from "../../spins/dynamics/hamiltonian.ts";
import { thermalNoise } from "../../spins/dynamics/noise-matrix.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { type ComplexMatrix, partialTrace } from "../../spins/matrices/complex-matrix.ts";
import { type Bounded, ROUNDING, traceProduct } from "../../spins/numbers/bounded.ts";
import { ONE_TEMPERATURE } from "../../spins/numbers/safety-factors.ts";
import type { CheckedProblem } from "../check/validate.ts";
import { meanOf } from "../problem/observed.ts";
import { boundedEntropy } from "./entropy.ts";
import { thermalChannels } from "./production-bound.ts";

/** Tr ρ², from 1/d to 1.
 *  @param stateError  of ρ in the Frobenius norm */
export function boundedPurity(rho: ComplexMatrix, stateError = 0): Bounded {
  const { value, error } = traceProduct(rho, rho);
  return { value, error: error + (2 * Math.sqrt(value) + stateError) * stateError };
}

/** @throws InvalidInput  where there is no Hamiltonian */
export function requireHamiltonian({ energy }: CheckedProblem, name: string): Hamiltonian {
  if (energy !== null) return energy;
  throw new InvalidInput({ path: ["hamiltonian"], found: "none", expected: `the job's Hamiltonian for ${name}` });
}

/** F = Tr[ρH] − T S_vN(ρ), from −T ln Tr e^{−H/T}, which the thermal state of H has. */
export function freeEnergy(rho: ComplexMatrix, H: Hamiltonian, T: Bounded, stateError: number): Bounded {
  const [E, S] = [meanOf(rho, H, stateError), boundedEntropy(rho, stateError)];
  const value = E.value - T.value * S.value;
  const most = T.value + T.error;
  const error = E.error + most * S.error + T.error * S.value + ROUNDING * (Math.abs(E.value) + most * S.value);
  return { value, error };
}

/**
 * T of the baths of a problem, e^{ω/T} = (n̄+1)/n̄ with ω the level spacing of a bath's spin in H, ωJz + … .
 * @throws InvalidInput  where a spin has no one spacing along its bath's axis z, and where temperatures differ
 */
export function bathTemperature(problem: CheckedProblem, name: string): Bounded {
  const H = requireHamiltonian(problem, name);
  const temperatures = thermalChannels(problem, name).map(({ k, channel }) => {
    const { N, axis } = thermalNoise(channel.use!.channel.jumps(channel.use!.parameters, channel.spins));
    const omega = spacingOf(H, problem.dimensions, channel.on[0]);
    if (omega !== null && omega.value * axis[2] > 0 && axis[0] === 0 && axis[1] === 0) {
      const logarithm = Math.log((N + 1) / (N - 1));
      const value = (omega.value * axis[2]) / logarithm;
      // Of a cold bath N − 1 = 2n̄ has the few digits that N leaves.
      const lost = N === 1 ? 0 : (2 * ROUNDING * N * N) / ((N * N - 1) * logarithm);
      return { value, error: value * (lost + ROUNDING) + omega.error / logarithm };
    }
    throw new InvalidInput({
      path: ["channels", problem.entries[k]],
      found:
        "a bath whose spin has no level spacing ω > 0 in the Hamiltonian, ω*Jz, that its temperature could be told from",
      expected: `${name}(T) with the temperature`,
    });
  });
  const [{ value }] = temperatures;
  const apart = Math.max(...temperatures.map((other) => Math.abs(other.value - value)));
  if (apart <= ONE_TEMPERATURE * value)
    return { value, error: apart + Math.max(...temperatures.map(({ error }) => error)) };
  throw new InvalidInput({
    path: ["channels"],
    found: `baths of temperatures ${temperatures.map((T) => T.value).join(", ")}`,
    expected: `${name}(T) with one of them`,
  });
}

/** ω where what H is within a party, the others averaged, is ωJz and a constant; null elsewhere. */
function spacingOf(H: Hamiltonian, dimensions: readonly number[], party: number): Bounded | null {
  const { dimension: d, re, im } = partialTrace(H, dimensions, [party]);
  const others = H.dimension / d;
  const omega = (re[0] - re[d * d - 1]) / (d - 1);
  const size = re.reduce((most, entry, k) => Math.max(most, Math.hypot(entry, im[k])), 0);
  const uneven = re.reduce((most, entry, k) => {
    const expected = k % (d + 1) === 0 ? re[0] - (k / (d + 1)) * omega : 0;
    return Math.max(most, Math.hypot(entry - expected, im[k]));
  }, 0);
  return uneven <= ONE_TEMPERATURE * size ? { value: omega / others, error: (2 * uneven) / others } : null;
}
