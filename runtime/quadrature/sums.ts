/** Running sums of several integrals, compensated (Neumaier, Z. Angew. Math. Mech. 54, 39 (1974)). */
export interface Sums {
  readonly value: Float64Array;
  readonly carry: Float64Array;
  /** Σ |contributions|. */
  readonly magnitude: Float64Array;
  /** What may be missing where the integrand is 0/0 to rounding. */
  readonly noise: Float64Array;
  /** What a finer rule would see but this one does not: zeros of Q at the poles. */
  readonly unseen: Float64Array;
  /** The weight of all conditional states, and of those that have something unseen. */
  weight: number;
  /** Of each outer party and integral what the others leave at that party's nodes; null where it is not kept. */
  readonly marginals: readonly (readonly Float64Array[])[] | null;
  unseenWeight: number;
  evaluations: number;
}

export function zeroSums(count: number, marginals: Sums["marginals"] = null): Sums {
  return {
    value: new Float64Array(count),
    carry: new Float64Array(count),
    magnitude: new Float64Array(count),
    noise: new Float64Array(count),
    unseen: new Float64Array(count),
    weight: 0,
    marginals,
    unseenWeight: 0,
    evaluations: 0,
  };
}

export function addTerm(sums: Sums, which: number, term: number): void {
  const before = sums.value[which];
  const after = before + term;
  sums.carry[which] += Math.abs(before) >= Math.abs(term) ? before - after + term : term - after + before;
  sums.value[which] = after;
}

/** The value with what rounding took from it. */
export function total(sums: Sums, which: number): number {
  return sums.value[which] + sums.carry[which];
}

export function clearSums(sums: Sums): void {
  for (const list of [sums.value, sums.carry, sums.magnitude, sums.noise, sums.unseen]) list.fill(0);
  if (sums.marginals !== null) for (const party of sums.marginals) for (const values of party) values.fill(0);
  sums.weight = sums.unseenWeight = sums.evaluations = 0;
}
