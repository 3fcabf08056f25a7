/** What a declaration is made of, before anything in it is read. */

import { described } from "../../text/described.ts";
import { oneOf } from "../../text/nearest.ts";
import type { Issue, Path } from "../../text/refusal.ts";
import { limits } from "../algebra/limits.ts";

const fieldsOfChannel = ["name", "cites", "parties", "parameters", "reservoirs"];
const fieldsOfParameter = ["range", "unit", "meaning"];

type Texts = Readonly<Record<"unit" | "meaning", string>>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((entry) => typeof entry === "string");

/** The first field that a declaration lacks, or that is of another type: a plain JavaScript file may hold anything. Undefined for none. */
export function mistakeInShape(declaration: Readonly<Record<string, unknown>>): Issue | undefined {
  const unknownField = Object.keys(declaration).find((field) => !fieldsOfChannel.includes(field));
  if (unknownField !== undefined)
    return { path: [unknownField], found: "an unknown field", ...oneOf(unknownField, fieldsOfChannel) };
  const { cites, parties, parameters, reservoirs } = declaration;
  if (typeof cites !== "string") return other(["cites"], cites, "a text: where the dissipator comes from");
  if (cites.length > limits.prose) return tooLong(["cites"]);
  if (!isTexts(parties)) return other(["parties"], parties, 'a list of labels such as ["a"]');
  if (!isObject(parameters)) return other(["parameters"], parameters, "{ name: { range, unit, meaning }, … }");
  for (const [name, parameter] of Object.entries(parameters)) {
    const missing = fieldsOfParameter.find((field) => !isObject(parameter) || typeof parameter[field] !== "string");
    if (missing !== undefined)
      return other(
        ["parameters", name, missing],
        Object(parameter)[missing],
        `a text, as of ${fieldsOfParameter.join(", ")}`,
      );
    const long = (["unit", "meaning"] as const).find((field) => (parameter as Texts)[field].length > limits.prose);
    if (long !== undefined) return tooLong(["parameters", name, long]);
  }
  if (!isObject(reservoirs)) return other(["reservoirs"], reservoirs, '{ bath: "Gamma*D[J-]" }');
  for (const [name, reservoir] of Object.entries(reservoirs)) {
    const isMatrix =
      isObject(reservoir) &&
      isTexts(reservoir.operators) &&
      Array.isArray(reservoir.matrix) &&
      reservoir.matrix.every(isTexts);
    if (name.length > limits.prose) return tooLong(["reservoirs", name]);
    if (typeof reservoir !== "string" && !isMatrix)
      return other(
        ["reservoirs", name],
        reservoir,
        'a text such as "Gamma*D[J-]", or { operators: […], matrix: [[…]] } of texts',
      );
  }
  return undefined;
}

const other = (path: Path, value: unknown, expected: string): Issue => ({ path, found: described(value), expected });

const tooLong = (path: Path): Issue => ({
  path,
  found: "a longer text",
  expected: `at most ${limits.prose} characters`,
});
