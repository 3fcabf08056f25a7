/** What was measured of each safety factor, as a page. */
import * as factors from "../../spins/numbers/safety-factors.ts";
import { reasons } from "./arguments.ts";
import { ofBaths } from "./baths.ts";
import { ofExponentials } from "./exponentials.ts";
import { ofGenerators } from "./generators.ts";
import { ofHarmonics } from "./harmonics.ts";
import { ofMatrices } from "./matrices.ts";
import type { Factor, Measures } from "./measure.ts";
import { SEED } from "./measure.ts";
import { ofNextSpheres } from "./next-spheres.ts";
import { ofRefinement } from "./refinement.ts";
import { ofSpheres } from "./spheres.ts";

export const measures: Measures = {
  ...ofMatrices,
  ...ofGenerators,
  ...ofExponentials,
  ...ofBaths,
  ...ofSpheres,
  ...ofRefinement,
  ...ofHarmonics,
  ...ofNextSpheres,
};

export interface Measured {
  readonly name: Factor;
  readonly value: number;
}

/** All that can be measured by itself.
 *  @param onFound  told each */
export function measured(onFound: (name: Factor, value: number) => void = () => {}): readonly Measured[] {
  return (Object.keys(measures) as Factor[]).map((name) => {
    const value = measures[name]!.measure();
    onFound(name, value);
    return { name, value };
  });
}

const values: ReadonlyMap<string, readonly number[]> = new Map(
  Object.entries(factors).map(([name, value]) => [name, [value].flat()]),
);

/** Of a list, the first. */
export const factorOf = (name: Factor): number => values.get(name)![0];

export const tooSmall = (found: readonly Measured[]): readonly Measured[] =>
  found.filter(({ name, value }) => !(value <= factorOf(name)));

/** Up in the second digit. */
function shown(value: number): string {
  if (value === 0) return "0";
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return String(Number((Math.ceil(value / unit - 1e-9) * unit).toPrecision(2)));
}

const text = (name: Factor): string => values.get(name)!.join(", ");

export function pageOf(found: readonly Measured[]): string {
  return [
    "# Safety factors, measured",
    "",
    `Written by \`npm run calibrate\` (seed ${SEED}); do not edit. What each factor multiplies, and why, stands in`,
    "[spins/numbers/safety-factors.ts](../spins/numbers/safety-factors.ts). Measured is the largest ratio of a true error to what the factor",
    "multiplies, rounded up; a factor below it would be a defect.",
    "",
    "| factor | value | measured | on |",
    "|---|---|---|---|",
    ...found.map(({ name, value }) => `| ${name} | ${text(name)} | ${shown(value)} | ${measures[name]!.on} |`),
    "",
    "Those that cannot be measured by themselves:",
    "",
    "| factor | value | why that is enough |",
    "|---|---|---|",
    ...(Object.keys(reasons) as Factor[]).map((name) => `| ${name} | ${text(name)} | ${reasons[name]} |`),
    "",
  ].join("\n");
}
