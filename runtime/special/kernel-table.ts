/**
 * Piecewise polynomials for a qubit's two special functions. With t = 1 − R²/A₀² both are A₀'s power or logarithm and a
 * function of t alone, with a singularity t ln t at t = 0, where the conditional state is pure:
 *     A₀ K(A₀, R) = 2 − δ(t),                2t(1−t) δ′ = (2 + t) δ − 2t,    δ(1) = 2/3
 *     L₀(A₀, R) = 2 ln A₀ + η(t),            2t η′ = δ,                      η(1) = 0.
 * Every octave of t is cut into 32 cells, in which six powers of t − c reach 2⁻⁵⁵: the nearest singularity is 65
 * half-widths away. The powers are found when their octave is first asked for: Taylor's coefficients about the centre c
 * obey the equations' recurrences, their values at the next centre are the sums of their series, and the seventh to the
 * ninth power are put into lower ones by Chebyshev polynomials (economization: Lanczos, Applied Analysis, 1956, §7.6);
 * more than 2⁻⁶⁰ is in none beyond. Downwards in t the first equation damps every error, its free solution being
 * t (1−t)^{−3/2}.
 */

/** A cell is found from the leading bits of t: five of its exponent, five of its mantissa. */
export const CELLS = 1024;
const OCTAVES = 31;
/** The least t with a cell. */
export const LEAST = 2 ** -OCTAVES;

const DEGREE = 6;
/** Taylor coefficients kept; at the next centre, (t − c)/c = −2/65, the first left out is below 2⁻⁶². */
const TERMS = 12;
/** Terms of the series in y < ½. */
const LENGTH = 100;

/** One number a cell in each array: its centre, the function there in two parts, and the coefficients of six powers. */
type CellTable = readonly Float64Array[];

/** Σ_k coefficient_k ((t − c)/c)^k, and what rounding took from the first coefficient. */
interface Expansion {
  readonly coefficients: Float64Array;
  rest: number;
}

/** 2 − δ and η. Place `32 (e mod 32) + m` of each table is the cell of all t = 2^{e−1023} (1 + (m + f)/32), 0 ≤ f < 1; that of t = 1 alone is
 *  full at first. */
export function kernelTables() {
  const empty = (): CellTable => Array.from({ length: DEGREE + 3 }, () => new Float64Array(CELLS));
  const tables = { kernel: empty(), mean: empty() };
  const delta: Expansion = { coefficients: new Float64Array(TERMS), rest: 0 };
  const eta: Expansion = { coefficients: new Float64Array(TERMS), rest: 0 };
  const last = (32 * 1023) % CELLS;
  tables.kernel[0][last] = tables.mean[0][last] = 1;
  tables.kernel[1][last] = 4 / 3;
  let before = 1;
  let octave = 0;
  /** Fills the cells down to t ≥ LEAST and gives the least t whose cell is full. */
  const fillTo = (t: number): number => {
    while (octave < OCTAVES && t < 2 ** -octave) {
      octave++;
      for (let m = 31; m >= 0; m--) {
        const c = 2 ** -octave * (1 + (m + 0.5) / 32);
        if (octave === 1) expandInY(1 - c, delta, eta);
        else expandFrom(before, c, delta, eta);
        before = c;
        const cell = (32 * (1023 - octave) + m) % CELLS;
        const half = 1 / (65 + 2 * m);
        write(tables.kernel, cell, c, half, delta);
        write(tables.mean, cell, c, half, eta);
        subtractFromTwo(tables.kernel, cell);
      }
    }
    return 2 ** -octave;
  };
  return { ...tables, fillTo };
}

function subtractFromTwo(table: CellTable, cell: number): void {
  const [, value, rest] = table;
  const two = 2 - value[cell];
  rest[cell] = 2 - two - value[cell] - rest[cell];
  value[cell] = two;
  for (let k = 3; k < table.length; k++) table[k][cell] = -table[k][cell];
}

const TWO_THIRDS = 2 / 3;
/** 2/3 − TWO_THIRDS. */
const TWO_THIRDS_REST = TWO_THIRDS * 2 ** -54;

/** About y = 1 − t < ½ by A₀K = Σ 4yⁿ/((2n+1)(2n+3)) and η = −Σ yⁿ/(n(2n+1)), whose terms have one sign. */
function expandInY(y: number, delta: Expansion, eta: Expansion): void {
  const terms = new Float64Array(LENGTH);
  let power = 1;
  for (let k = 0; k < TERMS; k++) {
    // C(n, k) y^{n−k}, then Σ_n of their products with a_n, the smallest first.
    terms[k] = 1;
    for (let n = k + 1; n < LENGTH; n++) terms[n] = (terms[n - 1] * y * n) / (n - k);
    let kernel = 0;
    let mean = 0;
    for (let n = LENGTH - 1; n >= Math.max(k, 1); n--) {
      kernel += (terms[n] * 4) / ((2 * n + 1) * (2 * n + 3));
      mean += terms[n] / (n * (2 * n + 1));
    }
    delta.coefficients[k] = -power * kernel;
    eta.coefficients[k] = -power * mean;
    power *= y - 1;
  }
  const kernel = -delta.coefficients[0];
  delta.coefficients[0] = TWO_THIRDS - kernel;
  delta.rest = TWO_THIRDS - delta.coefficients[0] - kernel + TWO_THIRDS_REST;
}

/** About c instead of `before`. */
function expandFrom(before: number, c: number, delta: Expansion, eta: Expansion): void {
  const step = (c - before) / before;
  move(delta, step);
  move(eta, step);
  const d = delta.coefficients;
  const h = eta.coefficients;
  const scale = 2 - 2 * c;
  d[1] = ((2 + c) * d[0] - 2 * c) / scale;
  d[2] = (5 * c * d[1] + c * d[0] - 2 * c) / (2 * scale);
  for (let k = 2; k + 1 < TERMS; k++) {
    d[k + 1] = ((2 + c - 2 * k * (1 - 2 * c)) * d[k] + (2 * k - 1) * c * d[k - 1]) / ((k + 1) * scale);
  }
  h[1] = 0.5 * d[0];
  for (let k = 1; k + 1 < TERMS; k++) h[k + 1] = (0.5 * d[k] - k * h[k]) / (k + 1);
}

/** Puts the value at a step from the centre in place of the first coefficient. */
function move(expansion: Expansion, step: number): void {
  const { coefficients } = expansion;
  let change = 0;
  for (let k = TERMS - 1; k >= 1; k--) change = (change + coefficients[k]) * step;
  change += expansion.rest;
  const value = coefficients[0] + change;
  expansion.rest = coefficients[0] - value + change;
  coefficients[0] = value;
}

/** Six powers of the expansion in place of nine. @param half  the half-width of the cell over c */
function write(table: CellTable, cell: number, c: number, half: number, { coefficients: a, rest }: Expansion): void {
  // xⁿ → xⁿ − 2^{1−n} hⁿ T_n(x/h), from the highest down; T_9 = 256x⁹ − 576x⁷ + 432x⁵ − 120x³ + 9x,
  // T_8 = 128x⁸ − 256x⁶ + 160x⁴ − 32x² + 1, T_7 = 64x⁷ − 112x⁵ + 56x³ − 7x.
  const h2 = half * half;
  const h4 = h2 * h2;
  const h6 = h4 * h2;
  const a7 = a[7] + 2.25 * h2 * a[9];
  table[0][cell] = c;
  table[1][cell] = a[0];
  table[2][cell] = rest - 0.0078125 * h4 * h4 * a[8];
  const kept = [
    a[1] - 0.03515625 * h4 * h4 * a[9] + 0.109375 * h6 * a7,
    a[2] + 0.25 * h6 * a[8],
    a[3] + 0.46875 * h6 * a[9] - 0.875 * h4 * a7,
    a[4] - 1.25 * h4 * a[8],
    a[5] - 1.6875 * h4 * a[9] + 1.75 * h2 * a7,
    a[6] + 2 * h2 * a[8],
  ];
  for (let k = 0, power = 1 / c; k < DEGREE; k++, power /= c) table[3 + k][cell] = kept[k] * power;
}
