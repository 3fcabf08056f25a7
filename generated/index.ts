/** The compiled channels, by name. Generated: do not edit; run `npm run gen`. */
import type { Evaluator } from "wehrl/runtime";
import { amplitudeDamping } from "./amplitude-damping.ts";
import { axisDephasing } from "./axis-dephasing.ts";
import { collectiveDecay } from "./collective-decay.ts";
import { collectiveDephasing } from "./collective-dephasing.ts";
import { correlatedDephasing } from "./correlated-dephasing.ts";
import { dephasing } from "./dephasing.ts";
import { depolarizing } from "./depolarizing.ts";
import { pumping } from "./pumping.ts";
import { squeezedThermal } from "./squeezed-thermal.ts";
import { squeezedVacuum } from "./squeezed-vacuum.ts";

export { amplitudeDamping, axisDephasing, collectiveDecay, collectiveDephasing, correlatedDephasing, dephasing, depolarizing, pumping, squeezedThermal, squeezedVacuum };

export const channels: Readonly<Record<string, Evaluator>> = {
  "amplitude-damping": amplitudeDamping,
  "axis-dephasing": axisDephasing,
  "collective-decay": collectiveDecay,
  "collective-dephasing": collectiveDephasing,
  "correlated-dephasing": correlatedDephasing,
  dephasing,
  depolarizing,
  pumping,
  "squeezed-thermal": squeezedThermal,
  "squeezed-vacuum": squeezedVacuum,
};
