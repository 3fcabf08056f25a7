/** An explanation before it has a format: titled sections whose formulas are data. */
import type { Leaf, Tree } from "../tree.ts";

/** What a row is about: in words, or a name with the letter that formulas have for it. */
export type Label = string | { readonly name: string; readonly letter: Leaf };

export type Block =
  /** With a formula in front, as in `n̄ = 0: bath is potential`. */
  | { readonly kind: "prose"; readonly lead?: Tree; readonly text: string }
  /** Formulas on lines of their own. */
  | { readonly kind: "formulas"; readonly formulas: readonly Tree[] }
  /** Rows of a label and a text. */
  | { readonly kind: "rows"; readonly rows: readonly (readonly [label: Label, text: string])[] }
  | { readonly kind: "code"; readonly text: string };

export interface Section {
  /** A word by which programs find it. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface Explanation {
  readonly channel: string;
  readonly title: string;
  readonly parties: readonly string[];
  readonly sections: readonly Section[];
}

export const prose = (text: string): Block => ({ kind: "prose", text });
export const proseOf = (lead: Tree, text: string): Block => ({ kind: "prose", lead, text });
export const formulas = (...of: readonly Tree[]): Block => ({ kind: "formulas", formulas: of });
export const rows = (...of: readonly (readonly [Label, string])[]): Block => ({ kind: "rows", rows: of });
export const code = (text: string): Block => ({ kind: "code", text });
