/** Numbers of a job, each as a number or in text. */
import type { ComplexNumber } from "../../symbolic/declare/operator-text.ts";
import type { Path } from "../../text/refusal.ts";
import type { JobTexts } from "./job-texts.ts";
import { listAt, refuse } from "./json-fields.ts";

/** A number, a pair [re, im], or the text of one such as "0.1-0.2j". */
export function entryAt(value: unknown, path: Path, texts: JobTexts): ComplexNumber {
  if (!Array.isArray(value)) return texts.complex(value, path);
  if (value.length !== 2) refuse(path, value, 'a number, [re, im] or text such as "0.1-0.2j"');
  return { re: texts.real(value[0], [...path, 0]), im: texts.real(value[1], [...path, 1]) };
}

/** A list of real ones. */
export function realsAt(value: unknown, path: Path, expected: string, texts: JobTexts): readonly number[] {
  return listAt(value, path, expected).map((entry, k) => texts.real(entry, [...path, k]));
}
