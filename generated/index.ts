/** The compiled channels, by name. Generated: do not edit; run `npm run gen`. */
import type { Evaluator } from "wehrl/runtime";
import { amplitudeDamping } from "./amplitude-damping.ts";
import { dephasing } from "./dephasing.ts";

export { amplitudeDamping, dephasing };

export const channels: Readonly<Record<string, Evaluator>> = {
  "amplitude-damping": amplitudeDamping,
  dephasing,
};
