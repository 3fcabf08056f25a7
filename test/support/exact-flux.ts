/** The flux of a Dicke state under thermal damping to some hundred digits, by fixed-point arithmetic on BigInt, from X alone. */

/** Powers of n̄ up to 1e20^20 cancel on the way, and twice as many places are left. */
const BITS = 3600n;
const ONE = 1n << BITS;

const multiply = (a: bigint, b: bigint): bigint => (a * b) >> BITS;

/** The double as it is, in units of 2⁻ᴮᴵᵀˢ. */
function exactly(x: number): bigint {
  let [places, rest] = [0n, x];
  while (!Number.isInteger(rest)) {
    rest *= 2;
    places++;
  }
  return (BigInt(rest) << BITS) >> places;
}

/** 2 artanh z by its series. */
function twiceArtanh(z: bigint): bigint {
  const square = multiply(z, z);
  let sum = 0n;
  for (let n = 1n, power = z; power !== 0n; n += 2n, power = multiply(power, square)) sum += power / n;
  return 2n * sum;
}

const LN2 = twiceArtanh(ONE / 3n);

/** ln a, a > 0. */
function logarithm(a: bigint): bigint {
  let [doublings, rest] = [0n, a];
  for (; rest >= 2n * ONE; rest >>= 1n) doublings++;
  for (; rest < ONE; rest <<= 1n) doublings--;
  return twiceArtanh(((rest - ONE) << BITS) / (rest + ONE)) + doublings * LN2;
}

/**
 * F_k = (n̄+1) k(2J+1−k)(X_{k−1} − X_k) + n̄ (2J−k)(k+1)(X_{k+1} − X_k) for k = J + m = 0 … 2J and Γ = 1, with X_k the mean of
 * 2J ln(n̄ + 1 − t) over (2J+1) C(2J,k) t^k (1−t)^{2J−k}, multiplied out in powers of t:
 *     ∫₀¹ t^j ln(z − t) dt = (ln(z − 1) + T_{j+1})/(j + 1),   T_j = ∫₀¹ t^j/(z − t) dt,   T_0 = ln z/(z−1),   T_{j+1} = z T_j − 1/(j+1).
 * @returns  numerators over 2^bits
 */
export function exactThermalFlux(
  J: number,
  nbar: number,
): { readonly entries: readonly bigint[]; readonly bits: bigint } {
  const top = Math.round(2 * J);
  const n = exactly(nbar);
  const z = n + ONE;
  const lower = logarithm(n);
  const moments: bigint[] = [];
  let T = logarithm(z) - lower;
  for (let j = 1n; j <= BigInt(top) + 1n; j++) {
    T = multiply(z, T) - ONE / j;
    moments.push((lower + T) / j);
  }
  const rows = binomials(top);
  const X = rows[top].map((binomial, k) => {
    let sum = 0n;
    rows[top - k].forEach((c, i) => {
      sum += (i % 2 === 0 ? c : -c) * moments[k + i];
    });
    return BigInt(top * (top + 1)) * binomial * sum;
  });
  const entries = X.map((x, k) => {
    const down = k === 0 ? 0n : BigInt(k * (top + 1 - k)) * multiply(z, X[k - 1] - x);
    const up = k === top ? 0n : BigInt((top - k) * (k + 1)) * multiply(n, X[k + 1] - x);
    return down + up;
  });
  return { entries, bits: BITS };
}

/** Pascal's triangle. */
function binomials(top: number): bigint[][] {
  const rows = [[1n]];
  for (let r = 1; r <= top; r++)
    rows.push(Array.from({ length: r + 1 }, (_, k) => (rows[r - 1][k - 1] ?? 0n) + (rows[r - 1][k] ?? 0n)));
  return rows;
}

/** |x − exact|. */
export function distanceFrom(exact: bigint, x: number): number {
  const difference = x < 0 ? -exactly(-x) - exact : exactly(x) - exact;
  const size = difference < 0n ? -difference : difference;
  const excess = size.toString(2).length - 64;
  return excess <= 0
    ? Number(size) * 2 ** -Number(BITS)
    : Number(size >> BigInt(excess)) * 2 ** (excess - Number(BITS));
}
