/** What a user writes, and what a declaration that holds together becomes. */
import type { Excerpt } from "../../text/refusal.ts";
import type { Interval } from "../algebra/interval.ts";
import type { SpinOperator } from "../algebra/spin-operator.ts";
import type { Dissipator } from "./read-text.ts";

/** A real number that rates and operators of a declaration may refer to by its name. */
export interface ParameterDeclaration {
  /** An interval such as `"[0, inf)"` or `"(-1, 1)"`. */
  readonly range: string;
  readonly unit: string;
  readonly meaning: string;
}

/** Σ_ij matrix[i][j] (L_i ρ L_j† − ½{L_j†L_i, ρ}); Hermitian and ≥ 0 over the ranges. */
export interface KossakowskiDeclaration {
  readonly operators: readonly string[];
  readonly matrix: readonly (readonly string[])[];
}

/** What a user writes: see symbolic/channels. */
export interface ChannelDeclaration {
  /** Lower case, words joined by hyphens. */
  readonly name: string;
  /** Where the dissipator comes from. */
  readonly cites: string;
  /** Labels of the spins that it acts on; "..." after two that it sees alike stands for any more of them. */
  readonly parties: readonly string[];
  readonly parameters: Readonly<Record<string, ParameterDeclaration>>;
  /** Each a sum of `rate*D[L]` and `-rate/2*[L, [L, rho]]`, or a Kossakowski matrix, by the name of the reservoir. */
  readonly reservoirs: Readonly<Record<string, string | KossakowskiDeclaration>>;
}

/** The same with its name, and its range as numbers. */
export interface Parameter {
  readonly name: string;
  readonly range: Interval;
  readonly unit: string;
  readonly meaning: string;
}

/** What a reservoir does, as dissipators and what is left over. */
export interface ReadReservoir {
  /** Their operators in normal form, without constants; without those whose rate or operator is zero. */
  readonly dissipators: readonly Dissipator[];
  /** H′ of the constants in operators: D[L + α]ρ = D[L]ρ − i[H′, ρ], H′ = (i/2)(α* L − α L†). */
  readonly remainder: SpinOperator;
  /** As they were written, where products of operators were ordered. */
  readonly written: readonly Dissipator[] | null;
  /** Where the text has the first dissipator whose operator is not linear in J; null where there is none, or it is in a matrix. */
  readonly nonlinear: Excerpt | null;
}

/** A reservoir by its name, with what it does. */
export interface Reservoir extends ReadReservoir {
  readonly name: string;
  /** As declared. */
  readonly text: string;
}

/** A declaration that holds together. */
export interface Channel {
  readonly name: string;
  readonly cites: string;
  readonly parties: readonly string[];
  /** Whether it acts on more spins, seen alike, as it does on its parties. */
  readonly more: boolean;
  readonly parameters: readonly Parameter[];
  readonly reservoirs: readonly Reservoir[];
}
