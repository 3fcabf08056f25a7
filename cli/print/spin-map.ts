import type { SphereFields, Viewed } from "../../evaluate/directions/sphere-fields.ts";
import type { Problem, Result } from "../../evaluate/problem/problem.ts";
import type { Bounded } from "../../spins/numbers/bounded.ts";
import type { MajoranaPoints } from "../../spins/states/majorana-points.ts";

/** All that is written of a spin. */
export interface SpinMap extends Viewed {
  readonly job: unknown;
  readonly J: number;
  readonly time: number | "steady";
  readonly fields: SphereFields;
  /** ∫ f dΩ ≈ Σ weight f, at `row * columns + column`. */
  readonly weight: Float64Array;
  /** Where the spin, held others given, is in a pure state. */
  readonly majorana: MajoranaPoints | null;
  /** Σ weight·production, and Π of the same channels; null where that is refused, or where a spin is held. */
  readonly sums: { readonly grid: number; readonly production: Bounded & Pick<Result, "errorKind"> } | null;
  /** The problem at that time. */
  readonly problem: Problem;
}
