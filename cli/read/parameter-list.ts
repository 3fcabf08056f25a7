import type { Parameters } from "../../runtime/evaluator.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { oneOf } from "../../text/nearest.ts";
import { quoted } from "../../text/visible.ts";

/** The values in `--parameters Gamma=1,nbar=0.5`. @param names  of the channel's parameters */
export function readParameters(text: string, names: readonly string[]): Parameters {
  const path = ["--parameters"];
  const parts = text.split(",").filter((part) => part.trim() !== "");
  const given = new Map<string, number>();
  for (const part of parts) {
    const [name, value, ...rest] = part.split("=").map((side) => side.trim());
    if (value === undefined || value === "" || rest.length > 0 || !Number.isFinite(Number(value)))
      throw new InvalidInput({ path, found: quoted(part.trim()), expected: "name=number, such as nbar=0.5" });
    if (!names.includes(name))
      throw new InvalidInput({ path, found: `${quoted(name)}, no parameter of the channel`, ...oneOf(name, names) });
    if (given.has(name)) throw new InvalidInput({ path, found: `${quoted(name)} twice`, expected: "one value" });
    given.set(name, Number(value));
  }
  return Object.fromEntries(given);
}
