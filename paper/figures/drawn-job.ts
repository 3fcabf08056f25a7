/** The job of a curve: what is written beside it as `wehrl run` reads it, and the problem that it is. */
import type { Method, Problem } from "../../evaluate/problem/problem.ts";
import { channels } from "../../generated/index.ts";
import { classState, xState } from "../../spins/states/named-states.ts";

type Populations = readonly number[];

interface DrawnUse {
  readonly channel: string;
  readonly on: readonly number[];
  readonly parameters: Readonly<Record<string, number>>;
}

/** Two qubits in a state of eq 27 or eq 30. */
export interface DrawnJob {
  readonly spins: readonly number[];
  readonly state:
    | { readonly x: { readonly populations: Populations; readonly alpha: number; readonly beta: number } }
    | {
        readonly classes: {
          readonly populations: Populations;
          readonly alpha: number;
          readonly beta: number;
          readonly gamma: number;
        };
      };
  readonly channels: readonly DrawnUse[];
  readonly times: readonly number[];
  readonly tolerance: number;
  readonly method?: Method;
  readonly samples?: number;
  readonly seed?: number;
}

export const problemOf = ({ state, channels: uses, ...rest }: DrawnJob): Problem & { times: readonly number[] } => ({
  ...rest,
  state: stateOf(state),
  channels: uses.map(({ channel, ...use }) => ({ ...use, channel: channels[channel] })),
});

function stateOf(state: DrawnJob["state"]): Problem["state"] {
  if ("x" in state) return xState(state.x.populations, state.x.alpha, state.x.beta);
  const { populations, alpha, beta, gamma } = state.classes;
  return classState(populations, alpha, beta, gamma);
}
