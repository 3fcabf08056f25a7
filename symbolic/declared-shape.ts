/** Whether a declaration has the fields that it needs, of the types that they have: a plain JavaScript file may hold anything. */
const fieldsOfChannel = ["name", "cites", "parties", "parameters", "reservoirs"];
const fieldsOfParameter = ["range", "unit", "meaning"];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((entry) => typeof entry === "string");

/** The first thing that is wrong with a declaration's shape, in words; undefined when nothing is. */
export function mistakeInShape(declaration: Readonly<Record<string, unknown>>): string | undefined {
  const unknownField = Object.keys(declaration).find((field) => !fieldsOfChannel.includes(field));
  if (unknownField !== undefined) return `"${unknownField}" is no field; a channel has ${fieldsOfChannel.join(", ")}`;
  const { cites, parties, parameters, reservoirs } = declaration;
  if (typeof cites !== "string") return `cites: expected a text that says where the dissipator comes from`;
  if (!isTexts(parties)) return `parties: expected a list of labels such as ["a"]`;
  if (!isObject(parameters)) return `parameters: expected { name: { range, unit, meaning }, … }`;
  for (const [name, parameter] of Object.entries(parameters)) {
    const missing = fieldsOfParameter.find((field) => !isObject(parameter) || typeof parameter[field] !== "string");
    if (missing !== undefined)
      return `parameter "${name}": expected ${missing} as a text, beside ${fieldsOfParameter.join(", ")}`;
  }
  if (!isObject(reservoirs)) return `reservoirs: expected { bath: "Gamma*D[J-]" }`;
  for (const [name, reservoir] of Object.entries(reservoirs)) {
    const isMatrix =
      isObject(reservoir) &&
      isTexts(reservoir.operators) &&
      Array.isArray(reservoir.matrix) &&
      reservoir.matrix.every(isTexts);
    if (typeof reservoir !== "string" && !isMatrix)
      return `reservoir "${name}": expected a text such as "Gamma*D[J-]", or { operators: […], matrix: [[…]] } of texts`;
  }
  return undefined;
}
