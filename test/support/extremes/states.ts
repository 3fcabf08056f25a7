/** States whose doubles are exact: positive, and of trace one, without any rounding. */
import type { ComplexMatrix } from "../../../spins/matrices/complex-matrix.ts";
import type { Draw } from "./draws.ts";

/** Pure with small Gaussian integers, mixed, or one in a basis; 2⁻⁴⁴ to one half of something else admixed. */
export function exactState(draw: Draw, spins: readonly number[]): ComplexMatrix {
  const size = spins.reduce((n, J) => n * (2 * J + 1), 1);
  const which = draw.pick(["basis", "pure", "pure", "mixed", "mixed", "diagonal", "even"]);
  if (which === "basis") return projector(size, basisVector(size, Math.floor(size * draw.uniform())));
  if (which === "even") return mixture([[1, evenly(size)]]);
  if (which === "diagonal") return diagonal(draw, size);
  const pure = projector(size, integerVector(draw, size));
  if (which === "pure") return pure;
  const other = draw.chance(0.5) ? diagonal(draw, size) : projector(size, integerVector(draw, size));
  const share = 2 ** -(1 + Math.floor(32 * draw.uniform() ** 2));
  return mixture([
    [1 - share, pure],
    [share, other],
  ]);
}

function basisVector(size: number, at: number): number[] {
  return Array.from({ length: 2 * size }, (_, k) => (k === 2 * at ? 1 : 0));
}

/** Gaussian integers whose squares sum up to a power of two. */
function integerVector(draw: Draw, size: number): number[] {
  for (;;) {
    const vector = Array.from({ length: 2 * size }, () => Math.floor(7 * draw.uniform()) - 3);
    const square = vector.reduce((sum, x) => sum + x * x, 0);
    if (square > 0 && Number.isInteger(Math.log2(square))) return vector;
  }
}

function projector(size: number, v: readonly number[]): ComplexMatrix {
  const square = v.reduce((sum, x) => sum + x * x, 0);
  const matrix = { dimension: size, re: new Float64Array(size * size), im: new Float64Array(size * size) };
  for (let r = 0; r < size; r++) {
    for (let c = 0; c < size; c++) {
      matrix.re[r * size + c] = (v[2 * r] * v[2 * c] + v[2 * r + 1] * v[2 * c + 1]) / square;
      matrix.im[r * size + c] = (v[2 * r + 1] * v[2 * c] - v[2 * r] * v[2 * c + 1]) / square;
    }
  }
  return matrix;
}

/** Populations in 2⁻¹²ths. */
function diagonal(draw: Draw, size: number): ComplexMatrix {
  const matrix = { dimension: size, re: new Float64Array(size * size), im: new Float64Array(size * size) };
  let left = 4096;
  for (let k = 0; k < size - 1; k++) {
    const own = Math.floor((left + 1) * draw.uniform() ** 2);
    matrix.re[k * (size + 1)] = own / 4096;
    left -= own;
  }
  matrix.re[size * size - 1] = left / 4096;
  return matrix;
}

/** As nearly the maximally mixed one as its trace allows. */
function evenly(size: number): ComplexMatrix {
  const matrix = { dimension: size, re: new Float64Array(size * size), im: new Float64Array(size * size) };
  const share = Math.floor(2 ** 20 / size);
  for (let k = 0; k < size; k++) {
    matrix.re[k * (size + 1)] = (k < size - 1 ? share : 2 ** 20 - (size - 1) * share) / 2 ** 20;
  }
  return matrix;
}

function mixture(parts: readonly (readonly [number, ComplexMatrix])[]): ComplexMatrix {
  const { dimension } = parts[0][1];
  const sum = (part: "re" | "im") =>
    parts[0][1][part].map((_, k) => parts.reduce((total, [share, matrix]) => total + share * matrix[part][k], 0));
  return { dimension, re: sum("re"), im: sum("im") };
}
