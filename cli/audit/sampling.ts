/** Section 4.1: not every drawn matrix is a state. */
import { type Interval, type PaperClass, paperStates } from "../../runtime/states/random-states.ts";
import type { Claim, Finding } from "./claim.ts";

const quarter: Interval = [0, 0.25];
const half: Interval = [0, 0.5];
const none: Interval = [0, 0];

const intervals: Readonly<Record<string, PaperClass>> = {
  "α on [0, 1/4] (figure 2a)": { form: "x", alpha: quarter, beta: none },
  "β on [0, 1/4] (figure 2b)": { form: "x", alpha: none, beta: quarter },
  "α and β on [0, 1/2] (figures 2c, d)": { form: "x", alpha: half, beta: half },
  "α, β and γ on [0, 1/4] (figure 4d)": { form: "classes", alpha: quarter, beta: quarter, gamma: quarter },
};

const states = 500;
const seed = 56;

function test(): Finding {
  const shares = Object.entries(intervals).map(([name, kind]) => {
    const sampler = paperStates({ ...kind, seed });
    for (let k = 0; k < states; k++) sampler.draw();
    return { name, share: sampler.accepted / sampler.drawn };
  });
  return {
    verdict: shares.every(({ share }) => share < 1) ? "holds" : "fails: here is a state",
    evidence: `Share of the candidates that have no negative eigenvalue, until ${states} are found (seed ${seed}): ${shares.map(({ name, share }) => `${(100 * share).toPrecision(3)} % for ${name}`).join("; ")}.`,
  };
}

export const samplingClaims: readonly Claim[] = [
  {
    name: "sampling",
    says: "Coherences drawn uniformly need not give a state: the eigenvalues must be tested.",
    where: "section 4.1, below figure 2",
    test,
  },
];
