import type { Points } from "../../paper/claims/drift-diffusion.ts";
import { seed, uniforms } from "../../paper/claims/trials.ts";

/** Uniform points on the spheres of so many parties. */
export function randomPoints(parties: number, count: number): readonly Points[] {
  const uniform = uniforms(seed);
  const point = () => [Math.acos(2 * uniform() - 1), 2 * Math.PI * uniform()] as const;
  return Array.from({ length: count }, () => Array.from({ length: parties }, point));
}
