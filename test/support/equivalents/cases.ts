/** Which declarations are written in which forms: all from a seed and numbers, so that any one can be tried again. */
import { channels } from "../../../generated/index.ts";
import { valueAt } from "../../../laws/arbitraries.ts";
import type { Evaluator, Parameters } from "../../../runtime/evaluator.ts";
import damping from "../../../symbolic/channels/amplitude-damping.ts";
import axisDephasing from "../../../symbolic/channels/axis-dephasing.ts";
import collectiveDecay from "../../../symbolic/channels/collective-decay.ts";
import collectiveDephasing from "../../../symbolic/channels/collective-dephasing.ts";
import correlatedDephasing from "../../../symbolic/channels/correlated-dephasing.ts";
import dephasing from "../../../symbolic/channels/dephasing.ts";
import depolarizing from "../../../symbolic/channels/depolarizing.ts";
import pumping from "../../../symbolic/channels/pumping.ts";
import squeezedThermal from "../../../symbolic/channels/squeezed-thermal.ts";
import squeezedVacuum from "../../../symbolic/channels/squeezed-vacuum.ts";
import { randomOf } from "../../cli/fuzz/chance.ts";
import { rewritings } from "./forms.ts";
import { randomReservoir, type Sample } from "./reservoirs.ts";

// biome-ignore format: a table
const declarations = [damping, axisDephasing, collectiveDecay, collectiveDephasing, correlatedDephasing, dephasing, depolarizing, pumping, squeezedThermal, squeezedVacuum];

/** The channels that come compiled, at ordinary parameters and where one of them is zero. */
export const builtIn: readonly Sample[] = declarations.map((declared): Sample => {
  // A form turns or mixes one spin and not the others: it stands for those that are named alone.
  const declaration = { ...declared, parties: declared.parties.filter((party) => party !== "...") };
  const compiled = channels[declaration.name as keyof typeof channels] as Evaluator;
  return {
    declaration,
    class: compiled.reservoirs.length === 1 ? compiled.reservoirs[0].class : null,
    points: pointsOf(compiled),
  };
});

function pointsOf({ parameters }: Evaluator): readonly Parameters[] {
  const generic = Object.fromEntries(parameters.map((one, k) => [one.name, valueAt(one, 0.11 + 0.07 / (k + 1))]));
  return [generic, ...parameters.map(({ name }) => ({ ...generic, [name]: 0 }))];
}

/** @param index  negative: a built-in channel, −1 the first */
export function sampleOf(seed: number, index: number): Sample {
  return index < 0 ? builtIn[-1 - index] : randomReservoir(randomOf(seed, index), index);
}

/** The names of as many rewritings as apply, beginning at another one for every sample. */
export function formsOf({ declaration }: Sample, seed: number, index: number, count: number): readonly string[] {
  const names = Object.keys(rewritings);
  const first = (((7 * index) % names.length) + names.length) % names.length;
  return [...names.slice(first), ...names.slice(0, first)]
    .filter((name) => rewritings[name](declaration, chanceOf(seed, index, name)) !== undefined)
    .slice(0, count);
}

/** The chance of one form of one sample. */
export const chanceOf = (seed: number, index: number, name: string) =>
  randomOf(seed, index, 1 + Object.keys(rewritings).indexOf(name));
