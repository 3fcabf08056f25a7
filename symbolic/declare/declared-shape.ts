/** Whether a declaration has the fields that it needs, of the types that they have: a plain JavaScript file may hold anything. */
import { quoted } from "../../text/visible.ts";
import { limits } from "../algebra/limits.ts";

const fieldsOfChannel = ["name", "cites", "parties", "parameters", "reservoirs"];
const fieldsOfParameter = ["range", "unit", "meaning"];

type Texts = Readonly<Record<"unit" | "meaning", string>>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((entry) => typeof entry === "string");

/** The first thing that is wrong with a declaration's shape, in words; undefined when nothing is. */
export function mistakeInShape(declaration: Readonly<Record<string, unknown>>): string | undefined {
  const unknownField = Object.keys(declaration).find((field) => !fieldsOfChannel.includes(field));
  if (unknownField !== undefined)
    return `${quoted(unknownField)} is no field; a channel has ${fieldsOfChannel.join(", ")}`;
  const { cites, parties, parameters, reservoirs } = declaration;
  if (typeof cites !== "string" || cites.length > limits.prose)
    return `cites: expected a text that says where the dissipator comes from, of at most ${limits.prose} characters`;
  if (!isTexts(parties)) return `parties: expected a list of labels such as ["a"]`;
  if (!isObject(parameters)) return `parameters: expected { name: { range, unit, meaning }, … }`;
  for (const [name, parameter] of Object.entries(parameters)) {
    const missing = fieldsOfParameter.find((field) => !isObject(parameter) || typeof parameter[field] !== "string");
    if (missing !== undefined)
      return `parameter ${quoted(name)}: expected ${missing} as a text, beside ${fieldsOfParameter.join(", ")}`;
    const long = (["unit", "meaning"] as const).find((field) => (parameter as Texts)[field].length > limits.prose);
    if (long !== undefined) return `parameter ${quoted(name)}: ${long} has more than ${limits.prose} characters`;
  }
  if (!isObject(reservoirs)) return `reservoirs: expected { bath: "Gamma*D[J-]" }`;
  for (const [name, reservoir] of Object.entries(reservoirs)) {
    const isMatrix =
      isObject(reservoir) &&
      isTexts(reservoir.operators) &&
      Array.isArray(reservoir.matrix) &&
      reservoir.matrix.every(isTexts);
    if (name.length > limits.prose)
      return `reservoir ${quoted(name)}: the name has more than ${limits.prose} characters`;
    if (typeof reservoir !== "string" && !isMatrix)
      return `reservoir ${quoted(name)}: expected a text such as "Gamma*D[J-]", or { operators: […], matrix: [[…]] } of texts`;
  }
  return undefined;
}
