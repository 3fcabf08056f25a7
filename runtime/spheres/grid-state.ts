/** A conditional state on a party's axis (see `hermitian-tensor.ts`) before a grid takes it. */

/** A state is taken apart into a constant and the rest where the rest has at most this share of the constant. */
const NEARLY_MIXED = 0.75;

/** Next to the maximally mixed state Q is a constant plus what the gradient is of, which has digits of its own: takes the constant
 *  off the populations, exactly but for the last digit of a difference. @returns  the constant, or 0 where the state is left */
export function takeLevel(twoJ: number, state: Float64Array): number {
  let mean = 0;
  for (let i = 0; i <= twoJ; i++) mean += state[i] / (twoJ + 1);
  let square = 0;
  for (let i = 0; i <= twoJ; i++) square += (state[i] - mean) ** 2;
  for (let k = twoJ + 1; k < state.length; k++) square += 2 * state[k] * state[k];
  if (!(mean > 0 && square <= (NEARLY_MIXED * mean) ** 2)) return 0;
  for (let i = 0; i <= twoJ; i++) state[i] -= mean;
  return mean;
}

export function frobenius(twoJ: number, state: Float64Array): number {
  let square = 0;
  for (let i = 0; i <= twoJ; i++) square += state[i] * state[i];
  for (let k = twoJ + 1; k < state.length; k++) square += 2 * state[k] * state[k];
  return Math.sqrt(square);
}

/** ½ (1 − Tr σ²/(Tr σ)²): what there is beside a pure state, while that is little. */
export function mixedness(twoJ: number, state: Float64Array): number {
  let trace = 0;
  let square = 0;
  for (let i = 0; i <= twoJ; i++) {
    trace += state[i];
    square += state[i] * state[i];
  }
  for (let k = twoJ + 1; k < state.length; k++) square += 2 * state[k] * state[k];
  return 0.5 * (1 - square / (trace * trace));
}
