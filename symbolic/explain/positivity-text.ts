/** Verdicts on Π ≥ 0 as prose. */
import type { PositivityBySpin } from "../production.ts";

export const ended = (text: string): string => (text.endsWith("…") ? text : `${text}.`);

export const sentence = (text: string): string => ended(text[0].toUpperCase() + text.slice(1));

export function positivityText({ qubit, halfInteger, integer }: PositivityBySpin): string {
  if (qubit === halfInteger && qubit === integer) return `${qubit} for every J`;
  if (halfInteger === integer) return `${qubit} for J = 1/2, ${integer} for J ≥ 1`;
  if (qubit === halfInteger) return `${qubit} for J = 1/2, 3/2, …, ${integer} for J = 1, 2, …`;
  return `${qubit} for J = 1/2, ${halfInteger} for J = 3/2, 5/2, …, ${integer} for J = 1, 2, …`;
}
