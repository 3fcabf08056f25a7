/**
 * Numbers to thirty digits, each an unevaluated sum of two doubles (Dekker, Numer. Math. 18, 224 (1971)): what comes out is off by 2⁻¹⁰² of
 * the terms at the most, up to 1e150, beyond which halves of products overflow; what overflows is good to doubles alone.
 */

/** A number of thirty digits, and what it is beyond the first sixteen. */
export type Long = readonly [number, number];

/** x + xLow + y + yLow */
export function longSum(x: number, xLow: number, y: number, yLow: number): Long {
  const sum = x + y;
  if (!Number.isFinite(sum)) return [sum, 0];
  const other = sum - x;
  const tail = x - (sum - other) + (y - other) + (xLow + yLow);
  const high = sum + tail;
  return [high, tail - (high - sum)];
}

/** x (y + yLow) */
export function longProduct(x: number, y: number, yLow: number): Long {
  const [high, low] = [new Float64Array(1), new Float64Array(1)];
  addMultiple(high, low, 0, x, y, yLow);
  return Number.isFinite(low[0]) ? [high[0], low[0]] : [x * y, 0];
}

/** x y */
export function longTimes([x, xLow]: Long, [y, yLow]: Long): Long {
  const [high, low] = longProduct(x, y, yLow);
  return longSum(high, low, xLow * y, 0);
}

/** x/y */
export function longQuotient([x, xLow]: Long, [y, yLow]: Long): Long {
  const high = x / y;
  const [product, low] = longProduct(high, y, yLow);
  const [rest, restLow] = longSum(x, xLow, -product, -low);
  return longSum(high, 0, (rest + restLow) / y, 0);
}

/** √x of x ≥ 0 */
export function longRoot(x: number): Long {
  const root = Math.sqrt(x);
  if (root === 0) return [0, 0];
  const [square, low] = longProduct(root, root, 0);
  return longSum(root, 0, (x - square - low) / (2 * root), 0);
}

/** high[at] + low[at] += factor (x + xLow), to 2⁻¹⁰² of the terms. */
export function addMultiple(
  high: Float64Array,
  low: Float64Array,
  at: number,
  factor: number,
  x: number,
  xLow: number,
): void {
  const product = factor * x;
  // Halves of 26 bits, whose products are exact.
  const a = 134217729 * factor;
  const b = 134217729 * x;
  const factorTop = a - (a - factor);
  const xTop = b - (b - x);
  const factorRest = factor - factorTop;
  const xRest = x - xTop;
  const rest = factorTop * xTop - product + factorTop * xRest + factorRest * xTop + factorRest * xRest + factor * xLow;
  const before = high[at];
  const sum = before + product;
  const other = sum - before;
  const tail = before - (sum - other) + (product - other) + rest + low[at];
  high[at] = sum + tail;
  low[at] = tail - (high[at] - sum);
}
