/** The Gauss rule of the oracles, which take nothing from runtime/. */

export interface GaussRule {
  readonly x: readonly number[];
  readonly w: readonly number[];
}

const rules = new Map<number, GaussRule>();

/** Ascending nodes and weights on [−1, 1] by Newton's method on P_n (Abramowitz and Stegun 25.4.29). */
export function gaussLegendre(n: number): GaussRule {
  const known = rules.get(n);
  if (known !== undefined) return known;
  const x: number[] = [];
  const w: number[] = [];
  for (let k = 0; k < n; k++) {
    let node = -Math.cos((Math.PI * (k + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let step = 0; step < 8; step++) {
      let [before, value] = [1, node];
      for (let l = 2; l <= n; l++) [before, value] = [value, ((2 * l - 1) * node * value - (l - 1) * before) / l];
      slope = (n * (before - node * value)) / (1 - node * node);
      node -= value / slope;
    }
    x.push(node);
    w.push(2 / ((1 - node * node) * slope * slope));
  }
  const rule = { x, w };
  rules.set(n, rule);
  return rule;
}
