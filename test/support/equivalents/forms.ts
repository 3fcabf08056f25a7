/** All rewritings by name. */

import type { Rewriting } from "./equivalent.ts";
import { rewritten, same } from "./equivalent.ts";
import { asMatrix, asSum, rebased } from "./kossakowski-forms.ts";
import { mixedJumps } from "./mix-jumps.ts";
import { byProducts, factorsBehind, shifted, withCommutator } from "./rewrite-operators.ts";
import { byIdentities, renamed, substituted } from "./rewrite-parameters.ts";
import {
  parted,
  partingsByName,
  phased,
  phasedByParameter,
  rateInside,
  reordered,
  withNothing,
} from "./rewrite-terms.ts";
import { angles, turnedOften } from "./turn-axes.ts";

/** One after the other; where one does not apply it is left out. */
const chain =
  (...rewritings: readonly Rewriting[]): Rewriting =>
  (given, random) => {
    const all = rewritings.reduce((form, next) => rewritten(form, next, random) ?? form, same(given));
    return all.declaration === given ? undefined : all;
  };

/** A matrix is refused where its minors are not shown to be ≥ 0, as among roots of parameters beside angles. */
const shownAngles = angles.filter(({ what }) => what !== "a cosine as parameter");

/** A name, and how. */
export const rewritings: Readonly<Record<string, Rewriting>> = {
  order: reordered,
  parts: parted,
  phases: phased,
  "a phase as parameter": phasedByParameter,
  mixing: mixedJumps,
  "one turn": turnedOften(1),
  "two turns": turnedOften(2),
  shift: shifted,
  "matrix in Jx, Jy, Jz": asMatrix("cartesian"),
  "matrix in J-, J+, Jz": asMatrix("ladder"),
  "matrix as sum": asSum,
  "matrix rebased": rebased,
  names: renamed,
  substitution: substituted,
  "rates inside": rateInside,
  products: byProducts,
  "factors behind": factorsBehind,
  identities: byIdentities,
  nothing: withNothing,
  commutator: withCommutator,
  "mixing, phases, order": chain(mixedJumps, phased, reordered),
  "parts, mixing": chain(partingsByName["in two halves"], mixedJumps),
  "turn, mixing": chain(turnedOften(1), mixedJumps),
  "turn, matrix": chain(turnedOften(1, shownAngles), asMatrix("cartesian")),
  "rates inside, turn, phases": chain(rateInside, turnedOften(1), phased),
  "identities, parts, shift": chain(byIdentities, parted, shifted),
};
