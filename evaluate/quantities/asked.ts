/** What is asked for beside Wehrl's: a quantity by its name, with what may stand in brackets behind it. */

import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { oneOf } from "../../text/nearest.ts";
import type { Path } from "../../text/refusal.ts";
import { quoted } from "../../text/visible.ts";
import { type Brackets, brackets, type QuantityName, quantities } from "./catalogue.ts";

/** A quantity that is asked for; `parts` and `number` are null where the brackets hold nothing of the kind. */
export interface Asked {
  /** As it was written, without spaces: "mutual-information(0|1,2)". */
  readonly key: string;
  readonly name: QuantityName;
  /** Indices of parties, some for each part. */
  readonly parts: readonly (readonly number[])[] | null;
  readonly number: number | null;
}

/** @param path  of what is refused
 *  @throws InvalidInput  for an unknown name, with the nearest, and for brackets that do not hold what the quantity takes */
export function askedQuantity(text: string, path: Path): Asked {
  const [, given = "", inside] = /^([^(]*)(?:\((.*)\))?$/s.exec(text.replace(/\s+/g, "")) ?? [];
  if (!Object.hasOwn(quantities, given))
    throw new InvalidInput({ path, found: `${quoted(text)}, no quantity`, ...oneOf(given, Object.keys(quantities)) });
  const name = given as QuantityName;
  const kind: Brackets | undefined = brackets[name as keyof typeof brackets];
  const refuse = (expected: string): never => {
    throw new InvalidInput({ path, found: quoted(text), expected });
  };
  if (inside === undefined) {
    if (kind?.needed) refuse(`${name}${kind.example}, ${kind.meaning}`);
    return { key: name, name, parts: null, number: null };
  }
  if (kind === undefined) return refuse(`${name} without brackets`);
  const expected = `${name}${kind.example}, ${kind.meaning}`;
  const key = `${name}(${inside})`;
  if (kind.holds === "number") {
    const number = Number(inside);
    if (inside === "" || !Number.isFinite(number) || !kind.allows(number)) refuse(expected);
    return { key, name, parts: null, number };
  }
  if (!/^\d+(?:[,|]\d+)*$/.test(inside)) refuse(expected);
  const parts = inside.split(kind.holds === "pair" ? "," : "|").map((part) => part.split(",").map(Number));
  const all = parts.flat();
  const most = kind.holds === "parts" ? Number.POSITIVE_INFINITY : 2;
  if (inside.includes("|") === (kind.holds === "pair") || parts.length < 2 || parts.length > most) refuse(expected);
  if (new Set(all).size !== all.length) refuse(`each spin once; ${expected}`);
  return { key, name, parts, number: null };
}

/** Those of `--with a,b(0|1,2),…`: commas in brackets part no names. */
export const apart = (list: string): readonly string[] =>
  (list.match(/(?:[^,(]|\([^)]*\)?)+|(?<=,|^)(?=,|$)/g) ?? [""]).map((name) => name.trim());
