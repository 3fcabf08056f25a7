/** Decimal text that claims no more than an error allows. */
import { roundUp } from "./round-up.ts";

/** No double carries more than these. */
const significant = 15;

/** The largest k with error ≤ ½·10⁻ᵏ: the digit at 10⁻ᵏ is then right to within one unit, rounding included. */
function lastPlace(error: number): number {
  let place = Math.ceil(-Math.log10(2 * error)) + 1;
  while (error > 0.5 * 10 ** -place) place--;
  return place;
}

/** The exponent of the leading digit; −∞ for 0. */
function leadingPlace(value: number): number {
  return value === 0 ? -Infinity : Number(value.toExponential().split("e")[1]);
}

/**
 * `value` to its last right digit: the text differs from the truth by at most one unit of its last digit. Where no digit
 * is right, `<b` with b ≥ |truth|; where no bound is known, six digits and a question mark. Exponents from 1e−4 down and from 1e6 up.
 * @param error  bound on |value − truth|
 */
export function rightDigits(value: number, error: number): string {
  if (Number.isNaN(value)) return "?";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
  if (!Number.isFinite(error)) return unbounded(value);
  if (value === 0 && error === 0) return "0";
  const leading = leadingPlace(value);
  const place = Math.min(lastPlace(error), significant - 1 - leading);
  if (leading >= -place) return decimal(value, place);
  const bound = Math.abs(value) + error;
  return bound === Infinity ? unbounded(value) : `<${roundUp(bound)}`;
}

const unbounded = (value: number): string => `${value.toPrecision(6).replace("e+", "e")}?`;

/**
 * `value ± bound`, true as it is printed: the bound holds the error and what printing has rounded off. The value ends at the
 * place of the error's leading digit, the bound is rounded up to one digit.
 * @param error  bound on |value − truth|
 */
export function withBound(value: number, error: number): string {
  if (!Number.isFinite(value) || !Number.isFinite(error)) return rightDigits(value, error);
  const text = toPlaceOf(value, error);
  return `${text} ± ${roundUp(error + roundedOff(text, value))}`;
}

function toPlaceOf(value: number, error: number): string {
  if (value === 0) return "0";
  const place = Math.min(-leadingPlace(error), significant - 1 - leadingPlace(value));
  return leadingPlace(value) < -place - 1 ? "0" : decimal(value, place);
}

/** At least |value of the text − value|, both taken exactly; 0 where the text is all of the value. */
export function roundedOff(text: string, value: number): number {
  const read = Number(text);
  const isWhole = read === value && figures(text) === figures(value.toExponential(100));
  // The text is up to half a unit of the last place of a double away from what it is read as.
  return isWhole ? 0 : Math.abs(read - value) + 0.5 * Number.EPSILON * Math.max(Math.abs(value), Math.abs(read));
}

const figures = (text: string): string =>
  text
    .replace(/e.*/, "")
    .replaceAll(/[-.]/g, "")
    .replaceAll(/^0+|0+$/g, "");

/** `value` with its standard error in units of the last two digits: 0.1160(24). */
export function withStandardError(value: number, error: number): string {
  if (!Number.isFinite(value) || !(error > 0) || error === Infinity) return rightDigits(value, error);
  let place = 1 - leadingPlace(error);
  if (Math.ceil(shifted(error, place)) > 99) place--;
  const right = Math.max(leadingPlace(value), leadingPlace(error));
  if (place + right >= significant) return rightDigits(value, error);
  const [mantissa, exponent] = decimal(value, place, right).split("e");
  return `${mantissa}(${Math.ceil(shifted(error, place))})${exponent === undefined ? "" : `e${exponent}`}`;
}

/** `value` rounded at 10^−place; with an exponent where `leading` is out of the range of plain decimals. */
function decimal(value: number, place: number, leading = leadingPlace(value)): string {
  if (leading >= -4 && leading < 6 && place >= 0) return value.toFixed(place);
  const digits = Math.max(0, leading + place);
  if (leading > leadingPlace(value)) return `${shifted(value, -leading).toFixed(digits)}e${leading}`;
  const text = value.toExponential(digits);
  // Rounded up to the next power of ten, the same place is one digit further on.
  const bumped = leadingPlace(Number(text)) > leading ? Number(text).toExponential(digits + 1) : text;
  return bumped.replace("e+", "e");
}

/** x·10^place; 10^place alone overflows where x is a subnormal number. */
function shifted(x: number, place: number): number {
  return place > 300 ? x * 1e300 * 10 ** (place - 300) : x * 10 ** place;
}
