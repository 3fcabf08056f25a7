/** Complex numbers by themselves, where there are few of them. */

export type Complex = readonly [re: number, im: number];

export const plus = (a: Complex, b: Complex): Complex => [a[0] + b[0], a[1] + b[1]];
export const minus = (a: Complex, b: Complex): Complex => [a[0] - b[0], a[1] - b[1]];
export const times = (a: Complex, b: Complex): Complex => [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]];
export const scaled = (factor: number, a: Complex): Complex => [factor * a[0], factor * a[1]];
/** |a|². */
export const squaredSize = (a: Complex): number => a[0] * a[0] + a[1] * a[1];

export function over(a: Complex, b: Complex): Complex {
  const size = squaredSize(b);
  return [(a[0] * b[0] + a[1] * b[1]) / size, (a[1] * b[0] - a[0] * b[1]) / size];
}

/** e^a. */
export function exponential([re, im]: Complex): Complex {
  const size = Math.exp(re);
  return [size * Math.cos(im), size * Math.sin(im)];
}

/** The root with Re ≥ 0. */
export function root([re, im]: Complex): Complex {
  const larger = Math.sqrt(0.5 * (Math.hypot(re, im) + Math.abs(re)));
  if (larger === 0) return [0, 0];
  const smaller = Math.abs(im) / (2 * larger);
  const sign = im < 0 ? -1 : 1;
  return re >= 0 ? [larger, sign * smaller] : [smaller, sign * larger];
}
