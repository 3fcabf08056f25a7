/** The same computation for many states, times or parameters of one problem. */

import type { Parameters } from "../../runtime/evaluator.ts";
import { evolution } from "../../spins/dynamics/evolve.ts";
import { entriesOf, fieldsOf, reading, refuseShape } from "../../spins/input/given.ts";
import { InvalidInput, inside } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { checkedState } from "../../spins/states/density-matrix.ts";
import { mixed } from "../../spins/states/mixed-states.ts";
import { counted } from "../../text/counted.ts";
import type { Path } from "../../text/refusal.ts";
import { type CheckedProblem, checkProblem, timesOf } from "../check/validate.ts";
import { usesOf } from "../check/validate-channels.ts";
import { type PreparedChannel, prepareChannel } from "../prepare/prepared-channel.ts";
import { evolvedItems, type Item, RATES_ALONE, ratesOfItems } from "./evaluate.ts";
import { emptyResults, type ManyResults, record } from "./many-results.ts";
import type { Problem } from "./problem.ts";

/** What is the same for all. */
export type SharedProblem = Pick<Problem, (typeof sharedFields)[number]>;

const sharedFields = ["spins", "channels", "hamiltonian", "tolerance", "budget"] as const;

/**
 * What differs: the state; the time (ascending, ≥ 0) that one state has evolved; or the parameters of every channel, one
 * list in the channels' order an item; channels that a list leaves out keep the problem's.
 */
export type Items =
  | { readonly states: readonly ComplexMatrix[] }
  | { readonly state: ComplexMatrix; readonly times: readonly number[] }
  | { readonly state: ComplexMatrix; readonly parameters: readonly (readonly Parameters[])[] };

/**
 * Entropies and rates of many states at once: the numbers of `evaluate` with its bounds, without closure and ∫ Π dt.
 * @throws InvalidInput  naming the item, when a state, a time or a parameter is not allowed
 */
export function evaluateMany(shared: SharedProblem, items: Items): ManyResults {
  const given = fieldsOf(["problem"], shared, "an object with spins and channels", sharedFields, []) as SharedProblem;
  const expected = "{ states }, { state, times } or { state, parameters }";
  const { state, ...own } = fieldsOf(["items"], items, expected, ["states", "state", "times", "parameters"]);
  const [kind, ...more] = Object.keys(own);
  if (kind === undefined || more.length > 0 || (kind === "states") !== (state === undefined))
    return refuseShape(["items"], items, expected);
  if (kind === "states") return overStates(given, own.states);
  if (kind === "times") return overTimes(given, state as ComplexMatrix, own.times);
  return overParameters(given, state as ComplexMatrix, own.parameters);
}

function overStates(shared: SharedProblem, given: unknown): ManyResults {
  const states = entriesOf(["states"], given, "a list of density matrices");
  const checked = checkProblem({ ...shared, state: mixed(shared.spins) });
  const channels = preparedOf(checked);
  function* items(): Generator<StartedItem> {
    for (const [k, given] of states.entries()) {
      const one = inside(["states", k], ["state"], () => checkedState(checked.spins, given as ComplexMatrix));
      yield { state: one.state, error: 0, mended: one.error, distance: one.distance, channels };
    }
  }
  return evaluateItems(checked, items(), states.length);
}

function overTimes(shared: SharedProblem, state: ComplexMatrix, given: unknown): ManyResults {
  const times = entriesOf(["times"], given, "a list of ascending times ≥ 0; the steady state is one of `evaluate`");
  const checked = checkProblem({ ...shared, state, times: times as number[] });
  const channels = preparedOf(checked);
  const dissipators = channels.map(({ dissipator }) => dissipator);
  const system = evolution(dissipators, checked.dimensions, checked.hamiltonian);
  const own = timesOf(checked.when);
  const { distance } = checked.mending;
  function* items(): Generator<StartedItem> {
    for (const item of evolvedItems(checked, system, own, channels, (k) => `times[${k}]`)) yield { ...item, distance };
  }
  return evaluateItems(checked, items(), own.length);
}

function overParameters(shared: SharedProblem, state: ComplexMatrix, given: unknown): ManyResults {
  const items = entriesOf(["parameters"], given, "a list with the parameters of every channel for each item");
  const declared = usesOf(shared.channels);
  const checkedItem = (item: unknown, k: number): CheckedProblem => {
    const path = ["parameters", k];
    const own = entriesOf(path, item, "a list with the parameters of every channel, in their order");
    if (own.length > declared.length)
      throw new InvalidInput({
        path,
        found: `${own.length} entries for ${counted(declared.length, "channel")}`,
        expected: "one for each, in their order",
      });
    const uses = declared.map((use, c) => withParameters(use, own[c])) as SharedProblem["channels"];
    return insideItem(path, own, () => checkProblem({ ...shared, state, channels: uses }));
  };
  const first = items.length === 0 ? checkProblem({ ...shared, state }) : checkedItem(items[0], 0);
  function* prepared(): Generator<StartedItem> {
    for (const [k, item] of items.entries()) {
      const checked = k === 0 ? first : checkedItem(item, k);
      const { state, mending } = checked;
      yield { state, error: 0, mended: mending.error, distance: mending.distance, channels: preparedOf(checked) };
    }
  }
  return evaluateItems(first, prepared(), items.length);
}

/** Bare jumps have none. */
function withParameters(use: unknown, parameters: unknown): unknown {
  const isBare = reading(["channels"], () => Object.hasOwn(Object(use), "jumps"));
  return parameters === undefined || isBare ? use : reading(["channels"], () => ({ ...Object(use), parameters }));
}

const preparedOf = ({ channels, spins }: CheckedProblem): readonly PreparedChannel[] =>
  channels.map((use) => prepareChannel(use, spins));

/** What is refused of a channel's parameters is refused of the item's entry that they are. */
function insideItem<T>(path: Path, entries: readonly unknown[], check: () => T): T {
  const placed = (rest: () => T, entry: unknown, c: number) =>
    entry === undefined ? rest : () => inside([...path, c], ["channels", c, "parameters"], rest);
  return entries.reduce(placed, check)();
}

/** With how far the state at t = 0 is from what was given for it. */
interface StartedItem extends Item {
  readonly distance: number;
}

function evaluateItems(checked: CheckedProblem, items: Iterable<StartedItem>, count: number): ManyResults {
  const rates = ratesOfItems(checked, RATES_ALONE);
  const results = emptyResults(count);
  let k = 0;
  let errorKind: ManyResults["errorKind"] = "bound";
  for (const item of items) {
    results.stateDistance[k] = item.distance;
    const found = rates(item);
    if (found.beyond === null) errorKind = "standard";
    record(results, k++, found, item.channels);
  }
  return { ...results, errorKind };
}
