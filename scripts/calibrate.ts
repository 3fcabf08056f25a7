/**
 * Measures every safety factor again, on seeded states against more digits, and writes docs/calibration.md.
 * Usage: npm run calibrate
 * Exit status 1 where a factor is below what was measured.
 */
import { writeFileSync } from "node:fs";
import { measured, pageOf, tooSmall } from "./calibrate/page.ts";

const found = measured((name, value) => console.error(`${name}: ${value.toPrecision(3)}`));
writeFileSync("docs/calibration.md", pageOf(found));
for (const { name, value } of tooSmall(found)) {
  console.error(`${name}: ${value.toPrecision(3)} was measured, which is more than the factor`);
  process.exitCode = 1;
}
