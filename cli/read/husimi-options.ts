/** What `wehrl husimi` is asked for: where the map goes, its grid, its time, and which spins are held. */
import type { Viewed } from "../../evaluate/directions/sphere-fields.ts";
import type { Problem } from "../../evaluate/problem/problem.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { quoted } from "../../text/visible.ts";

const endings = ["npy", "csv", "svg", "pdf", "png"] as const;

export type MapEnding = (typeof endings)[number];

/** @param out  undefined for standard output, which gets CSV
 *  @throws InvalidInput  for another ending */
export function endingOf(out: string | undefined): MapEnding {
  if (out === undefined) return "csv";
  const ending = endings.find((one) => out.endsWith(`.${one}`));
  if (ending !== undefined) return ending;
  throw new InvalidInput({
    source: `--out ${out}`,
    found: "another ending",
    expected: `a name that ends in ${endings.map((one) => `.${one}`).join(", ")}`,
  });
}

/** Nodes of a grid that are not too many to write. */
const MOST_NODES = 1e6;

/** Rows and columns of "64x128". @throws InvalidInput  where it is no such grid, or one of too many nodes */
export function gridOf(text: string): readonly [number, number] {
  const [, rows, columns] = (/^(\d+)x(\d+)$/.exec(text) ?? []).map(Number);
  if (rows! >= 2 && columns! >= 3 && rows! * columns! <= MOST_NODES) return [rows!, columns!];
  const expected = `rows and columns such as 64x128, at least 2x3 and ${MOST_NODES} nodes at most`;
  throw new InvalidInput({ path: ["--grid"], found: quoted(text), expected });
}

/** @param text  undefined for the first of the problem's times
 *  @throws InvalidInput  where it is no time */
export function timeOf(text: string | undefined, { times = [0] }: Problem): number | "steady" {
  if (text === undefined) return times === "steady" ? times : times[0]!;
  const time = Number(text);
  if (text === "steady") return text;
  if (text.trim() !== "" && time >= 0 && Number.isFinite(time)) return time;
  throw new InvalidInput({ path: ["--time"], found: quoted(text), expected: 'a time in [0, inf), or "steady"' });
}

/** The directions in which other spins are held, null of those that are integrated.
 *  @param given  of each "index=theta,phi"
 *  @throws InvalidInput  where one is no such thing, or of no other spin */
export function heldOf(given: readonly string[], count: number, party: number): NonNullable<Viewed["held"]> {
  const held: ({ readonly theta: number; readonly phi: number } | null)[] = Array.from({ length: count }, () => null);
  for (const text of given) {
    const [, index, ...angles] = (/^(\d+)=([^,]+),([^,]+)$/.exec(text.replace(/\s/g, "")) ?? []).map(Number);
    if (angles.length !== 2 || !angles.every(Number.isFinite))
      throw new InvalidInput({ path: ["--at"], found: quoted(text), expected: "index=theta,phi, such as 1=1.2,0.6" });
    const isOther = held[index!] === null && index !== party;
    if (!isOther)
      throw new InvalidInput({
        path: ["--at"],
        found: quoted(text),
        expected: `each other spin once, of the indices 0 to ${count - 1} but ${party}`,
      });
    held[index!] = { theta: angles[0]!, phi: angles[1]! % (2 * Math.PI) };
  }
  return held;
}
