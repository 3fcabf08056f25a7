/** Once a run: chooses the seed of the property tests and prints it. `WEHRL_SEED=n npm test` repeats a run, and
 *  `WEHRL_SEED=random` searches elsewhere; without it every run is the same. */
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    propertySeed: number;
  }
}

const DEFAULT = 13030;

export default function announceSeed(project: TestProject): void {
  const asked = process.env.WEHRL_SEED ?? String(DEFAULT);
  const seed = asked === "random" ? Math.floor(Math.random() * 2 ** 31) : Number(asked);
  if (!Number.isInteger(seed)) throw new Error(`WEHRL_SEED: "${asked}" is neither an integer nor "random"`);
  project.provide("propertySeed", seed);
  console.log(`property tests: seed ${seed}; repeat with WEHRL_SEED=${seed}`);
}
