/** `wehrl/laws`: what holds of every channel, to be tried on one's own, in a test or by `wehrl check`. It needs fast-check. */

export {
  mixedStates,
  nearlyPureStates,
  parameters,
  populations,
  productStates,
  pureStates,
  type Situation,
  situations,
  smoothStates,
  spin,
  states,
  statesOfRank,
  systems,
} from "./arbitraries.ts";
export type { Claim } from "./claims.ts";
export { type Fault, faultLines } from "./fault.ts";
export { type Effort, type Law, LawBroken, type Outcome } from "./law.ts";
export { laws } from "./laws.ts";
