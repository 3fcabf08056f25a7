import { randomOf } from "./chance.ts";
import { declarationCase } from "./declarations.ts";
import { hamiltonianCase } from "./hamiltonians.ts";
import { jobCase, type Reach } from "./jobs.ts";
import type { Case } from "./judge.ts";
import { operatorCase } from "./operators.ts";

export const kinds = ["declarations", "hamiltonians", "jobs", "operators"] as const;
export type Kind = (typeof kinds)[number];

/** @param derived  the share of valid declarations that are compiled */
export function caseOf(kind: Kind, seed: number, index: number, reach: Reach, derived: number): Case {
  const random = randomOf(kinds.indexOf(kind), seed, index);
  if (kind === "operators") return operatorCase(random);
  if (kind === "declarations") return declarationCase(random, derived);
  return kind === "hamiltonians" ? hamiltonianCase(random) : jobCase(random, reach);
}
