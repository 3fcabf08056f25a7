/** Jumps of one reservoir as a job has them: texts and matrices, with rates or without. */
import type { LinearJump } from "../../evaluate/jumps/linear-part.ts";
import type { JumpUse } from "../../evaluate/problem/problem.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { Path } from "../../text/refusal.ts";
import type { JobTexts } from "./job-texts.ts";
import { fieldsAt, listAt, numbersAt, refuse } from "./json-fields.ts";
import { type MatrixSetting, matrixGiven } from "./matrix-file.ts";
import { matrixOfTerms, type Terms } from "./operator-matrix.ts";

const keys = ["jumps", "on", "rates", "reservoir"];
const expected = 'a list of texts such as "sqrt(0.3)*sm[0]", or matrices { "re": [[…]], "im": [[…]] }';

/**
 * Spins in texts are named by their index in the job. Without `on` texts act on the spins that they name, and matrices on all.
 * @throws InvalidInput  naming the field
 */
export function jumpUse(value: unknown, path: Path, spins: readonly number[], setting: MatrixSetting): JumpUse {
  const { texts } = setting;
  const fields = fieldsAt(value, path, keys, { jumps: expected });
  const at = [...path, "jumps"];
  const given = listAt(fields.jumps, at, expected);
  if (given.length === 0) refuse(at, given, expected);
  const read = given.map((jump, k) =>
    typeof jump === "string" ? texts.operator(jump, [...at, k], spins, instead) : null,
  );
  const on = Object.hasOwn(fields, "on") ? partiesAt(fields.on, [...path, "on"], spins) : actingOn(read, spins);
  const own = on.map((party) => spins[party]!);
  const rates = Object.hasOwn(fields, "rates") ? ratesAt(fields.rates, [...path, "rates"], given.length, texts) : null;
  const { reservoir } = fields;
  if (reservoir !== undefined && typeof reservoir !== "string") refuse([...path, "reservoir"], reservoir, "its name");
  return {
    jumps: given.map((jump, k) => {
      const terms = read[k];
      const operator = terms ? ofTerms(terms, on, spins, [...at, k]) : matrixGiven(jump, [...at, k], own, setting);
      return rates === null ? operator : times(operator, Math.sqrt(rates[k]!));
    }),
    on,
    ...(reservoir === undefined ? {} : { reservoir }),
  };
}

const instead = "give the matrix instead";

function partiesAt(value: unknown, path: Path, spins: readonly number[]): readonly number[] {
  if (value === "each") {
    const remedy = 'jumps name their spins and need no "on", as in ["sm[0]", "sm[1]"]; "each" is for channels by name';
    throw new InvalidInput({ path, found: '"each" beside jumps', expected: "a list of indices of spins", remedy });
  }
  const on = numbersAt(value, path, "a list of indices of spins");
  if (on.length === 0) refuse(path, on, "at least one index of a spin");
  on.forEach((party, k) => {
    const place = [...path, k];
    if (spins[party] === undefined) refuse(place, party, `the index of a spin, 0 to ${spins.length - 1}`);
    if (on.indexOf(party) !== k)
      throw new InvalidInput({ path: place, found: `${party} twice`, expected: "each spin once" });
  });
  return on;
}

const everyone = (spins: readonly number[]): readonly number[] => [...spins.keys()];

function actingOn(read: readonly (Terms | null)[], spins: readonly number[]): readonly number[] {
  if (read.includes(null)) return everyone(spins);
  const named = new Set(read.flatMap((terms) => terms!.flatMap(({ factors }) => factors.map(({ party }) => party))));
  return named.size === 0 ? [0] : [...named].sort((a, b) => a - b);
}

/** One for all, or one for each. */
function ratesAt(value: unknown, path: Path, count: number, texts: JobTexts): readonly number[] {
  const list = Array.isArray(value) ? value : Array.from({ length: count }, () => value);
  if (list.length !== count) {
    const found = `${list.length} rates for ${count} jumps`;
    throw new InvalidInput({ path, found, expected: "one for each, or one for all" });
  }
  return list.map((entry, k) => {
    const place = Array.isArray(value) ? [...path, k] : path;
    const rate = texts.real(entry, place);
    if (!(rate >= 0)) refuse(place, entry, "a rate ≥ 0");
    return rate;
  });
}

/** Linear ones by their components, which are as exact as the text; others as matrices. */
function ofTerms(
  terms: Terms,
  on: readonly number[],
  spins: readonly number[],
  path: Path,
): ComplexMatrix | LinearJump {
  const local = terms.map(({ factors, ...coefficient }) => ({
    ...coefficient,
    factors: factors.map(({ ladder, party }) => ({ ladder, party: placeOf(party, on, path) })),
  }));
  if (local.every(({ factors }) => factors.length < 2)) return linear(local, on.length);
  return matrixOfTerms(
    local,
    on.map((party) => spins[party]!),
    path,
  ).high;
}

function placeOf(party: number, on: readonly number[], path: Path): number {
  if (on.includes(party)) return on.indexOf(party);
  const found = `an operator of spin ${party}, but "on" is [${on.join(", ")}]`;
  throw new InvalidInput({ path, found, expected: "spins of that list", remedy: 'a text needs no "on"' });
}

type Components = [x: number, y: number, z: number];

/** l₊J₊ + l₋J₋ + l_zJ_z = (l₊ + l₋) J_x + i(l₊ − l₋) J_y + l_z J_z */
function linear(terms: Terms, parties: number): LinearJump {
  const re = Array.from({ length: parties }, (): Components => [0, 0, 0]);
  const im = Array.from({ length: parties }, (): Components => [0, 0, 0]);
  const constant = { re: 0, im: 0 };
  for (const { re: a, im: b, factors } of terms) {
    const [factor] = factors;
    if (factor === undefined) {
      constant.re += a;
      constant.im += b;
      continue;
    }
    const [u, v] = [re[factor.party]!, im[factor.party]!];
    if (factor.ladder === "z") {
      u[2] += a;
      v[2] += b;
      continue;
    }
    const sign = factor.ladder === "+" ? 1 : -1;
    u[0] += a;
    v[0] += b;
    u[1] -= sign * b;
    v[1] += sign * a;
  }
  return { re, im, constant };
}

function times(jump: ComplexMatrix | LinearJump, factor: number): ComplexMatrix | LinearJump {
  if ("dimension" in jump) return { ...jump, re: jump.re.map((x) => factor * x), im: jump.im.map((x) => factor * x) };
  const scaled = (rows: LinearJump["re"]) => rows.map(([x, y, z]): Components => [factor * x, factor * y, factor * z]);
  const { re: a, im: b } = jump.constant ?? { re: 0, im: 0 };
  return { re: scaled(jump.re), im: scaled(jump.im), constant: { re: factor * a, im: factor * b } };
}
