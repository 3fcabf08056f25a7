/** Points of rank-1 lattices, shifted at random: nearly as even as any in many dimensions, and unbiased. */

/** Primes next to powers of four. */
export const SIZES = [1021, 4093, 16381, 65521, 262139] as const;

/** Multipliers that are tried. */
const TRIED = 24;
/** How much less each further dimension counts. */
const WEIGHT = 0.9;

const known = new Map<string, Float64Array>();

/**
 * Korobov's generating vector (1, a, a², …)/N, a the best of a few by the worst-case error of functions with square-integrable mixed
 * derivatives, (1/N) Σ_k Π_j (1 + γ_j 2π² B₂({k a^j/N})) − 1, B₂(x) = x² − x + 1/6 (Sloan and Joe, Lattice Methods for Multiple
 * Integration, 1994, §4.4).
 * @returns  z_j/N, one a dimension
 */
export function generatingVector(size: number, dimensions: number): Float64Array {
  const key = `${size} ${dimensions}`;
  let best = known.get(key);
  if (best !== undefined) return best;
  let least = Number.POSITIVE_INFINITY;
  for (let t = 1; t <= TRIED; t++) {
    // Multipliers of golden steps lie evenly.
    const multiplier = 2 + Math.floor(((t * 0.6180339887498949) % 1) * (size - 3));
    const vector = powers(multiplier, size, dimensions);
    const error = worstCase(vector, size);
    if (error < least) [least, best] = [error, vector];
  }
  known.set(key, best!);
  return best!;
}

function powers(multiplier: number, size: number, dimensions: number): Float64Array {
  const vector = new Float64Array(dimensions);
  for (let j = 0, z = 1; j < dimensions; j++, z = (z * multiplier) % size) vector[j] = z / size;
  return vector;
}

/** By the first points of larger lattices alone. */
const MOST_JUDGED = 16384;

function worstCase(vector: Float64Array, size: number): number {
  let sum = 0;
  const count = Math.min(size, MOST_JUDGED);
  for (let k = 0; k < count; k++) {
    let product = 1;
    let weight = 1;
    for (let j = 0; j < vector.length; j++) {
      const x = (k * vector[j]) % 1;
      product *= 1 + 0.1 * weight * 2 * Math.PI ** 2 * (x * x - x + 1 / 6);
      weight *= WEIGHT;
    }
    sum += product;
  }
  return sum / count - 1;
}
