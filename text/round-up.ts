/** Bounds as text that is still a bound. */

/** So many significant digits, one by default, of a number not less than `error`: 2e-16. */
export function roundUp(error: number, digits = 1): string {
  if (!(error > 0) || error === Infinity) return error === 0 ? "0" : "∞";
  const nearest = error.toExponential(digits - 1);
  const [mantissa, exponent] = nearest.split("e");
  const above = `${(Number(mantissa) + 10 ** (1 - digits)).toFixed(digits - 1)}e${exponent}`;
  const text = Number(nearest) >= error ? nearest : above;
  const bound = Number(text);
  // The text is right where it is above all doubles, too.
  if (bound === Infinity) return text.replace("e+", "e");
  return bound >= 1e-3 && bound < 1e6 ? String(bound) : bound.toExponential(digits - 1).replace("e+", "e");
}
