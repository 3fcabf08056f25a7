/** What is said of every reservoir in turn, under its name where there are several. */
import type { ReservoirDerivation } from "../../derive/derivation.ts";
import { type Block, prose } from "./document.ts";

export const eachReservoir = (
  reservoirs: readonly ReservoirDerivation[],
  blocksOf: (reservoir: ReservoirDerivation) => readonly Block[],
): readonly Block[] =>
  reservoirs.flatMap((reservoir) => [
    ...(reservoirs.length > 1 ? [prose(`Reservoir ${reservoir.reservoir.name}:`)] : []),
    ...blocksOf(reservoir),
  ]);
