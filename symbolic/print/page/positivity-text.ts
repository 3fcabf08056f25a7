/** Verdicts on Π ≥ 0 as prose. */
import type { PositivityBySpin } from "../../derive/classify.ts";

export const ended = (text: string): string => (text.endsWith("…") ? text : `${text}.`);

export const sentence = (text: string): string => ended(text[0].toUpperCase() + text.slice(1));

/** Which J have one verdict in common, by whether J = 1/2, J = 1, J = 3/2, 5/2, … and J = 2, 3, … do. */
const spinsNamed: Readonly<Record<string, string>> = {
  "1000": "J = 1/2",
  "0100": "J = 1",
  "0010": "J = 3/2, 5/2, …",
  "0001": "J = 2, 3, …",
  "1100": "J = 1/2, 1",
  "1010": "J = 1/2, 3/2, …",
  "1001": "J = 1/2, 2, 3, …",
  "0110": "J = 1, 3/2, 5/2, …",
  "0101": "J = 1, 2, …",
  "0011": "J ≥ 3/2",
  "1110": "J = 1, 1/2, 3/2, …",
  "1101": "J = 1/2, 1, 2, …",
  "1011": "J = 1/2 and J ≥ 3/2",
  "0111": "J ≥ 1",
  "1111": "every J",
};

/** "proven for J = 1/2, searched for J ≥ 1" */
export function positivityText({ qubit, one, halfInteger, integer }: PositivityBySpin): string {
  const bySize = [qubit, one, halfInteger, integer];
  return [...new Set(bySize)]
    .map((verdict) => {
      const which = bySize.map((other) => (other === verdict ? "1" : "0")).join("");
      return `${verdict} for ${spinsNamed[which]}`;
    })
    .join(", ");
}
