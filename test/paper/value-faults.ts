/** What would have to be wrong for each known value not to come out, and for each inequality to fail. */
import { inequalities } from "../../cli/commands/audit.ts";
import { knownValues } from "../../paper/claims/validation.ts";
import {
  type Faults,
  plus,
  times,
  withEntropy,
  withErrors,
  withEvolved,
  withProductionOf,
  withRate,
} from "./faults.ts";

const slightly = times(1 + 1e-6);

/** By the quantity that a line begins with. */
const ofValue: readonly (readonly [start: RegExp, faults: Faults])[] = [
  [
    /^S of /,
    { "S is off by a millionth": withEntropy(slightly), "no bound on S": withErrors(Number.POSITIVE_INFINITY) },
  ],
  [
    /^Π = Φ/,
    {
      "Π is off by a millionth": withRate("production", slightly),
      "Φ is off by a millionth": withRate("flux", slightly),
      "Φ has the wrong sign": withRate("flux", times(-1)),
      "no bound on Π": withErrors(Number.POSITIVE_INFINITY),
    },
  ],
  [
    /^Π /,
    {
      "Π is off by a millionth": withRate("production", slightly),
      "Π has the wrong sign": withRate("production", times(-1)),
      "no bound on Π": withErrors(Number.POSITIVE_INFINITY),
    },
  ],
  [/^mean S of random pure states, J = 1\/2/, { "S is off by a millionth": withEntropy(slightly) }],
  [
    /^mean S /,
    { "S is too large by three in a hundred": withEntropy(times(1.03)), "S is any number": withEntropy(any()) },
  ],
  [/^decay /, { "states are off by 1e-9": withEvolved((entry, at) => (at === 0 ? entry + 1e-9 : entry)) }],
];

/** Now large, now small. */
function any() {
  let k = 0;
  return () => (k++ % 3) - 1;
}

/** Where the margin is zero it shows a millionth, of three spheres a thousandth. */
const ofBound: readonly (readonly [start: RegExp, faults: Faults])[] = [
  [/^S ≥ .*1\/2, 1\/2, 1\/2$/, { "S is too small by a thousandth": withEntropy(times(1 - 1e-3)) }],
  [/^S ≥ /, { "S is too small by a hundred-thousandth": withEntropy(times(1 - 1e-5)) }],
  [/^S ≤ /, { "S is too large by 1e-9": withEntropy(plus(1e-9)) }],
  [
    /^Π is convex/,
    {
      "Π is concave": withRate("production", times(-1)),
      "Π is concave along α": withProductionOf((state) => Math.sqrt(Math.abs(state.re[3]))),
    },
  ],
  [
    /^conjecture/,
    {
      "Π is half of what it is": withRate("production", times(0.5)),
      "no bound on Π": withErrors(Number.POSITIVE_INFINITY),
    },
  ],
];

const faultsOf = (what: string, table: typeof ofValue): Faults => table.find(([start]) => start.test(what))?.[1] ?? {};

export const valueFaults: Readonly<Record<string, Faults>> = Object.fromEntries(
  knownValues.map(({ what }) => [what, faultsOf(what, ofValue)]),
);

export const boundFaults: Readonly<Record<string, Faults>> = Object.fromEntries(
  inequalities.map(({ what }) => [what, faultsOf(what, ofBound)]),
);
