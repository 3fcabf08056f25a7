/** Straight-line programs: what the optimiser makes and the emitter writes. */
import type { Sym } from "../algebra/role.ts";

/** The loops of an evaluator, outermost first. */
export const tiers = ["parameters", "rows", "nodes"] as const;
export type Tier = (typeof tiers)[number];

export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "symbol"; readonly symbol: Sym }
  | { readonly kind: "sum"; readonly operands: readonly Expression[] }
  | { readonly kind: "product"; readonly operands: readonly Expression[] }
  | { readonly kind: "quotient"; readonly operands: readonly [Expression, Expression] }
  | { readonly kind: "negation"; readonly operands: readonly [Expression] }
  | { readonly kind: "call"; readonly function: string; readonly operands: readonly Expression[] }
  /** A value computed by an earlier statement. */
  | { readonly kind: "value"; readonly name: string };

export interface Statement {
  readonly name: string;
  readonly tier: Tier;
  readonly expression: Expression;
}

/** One value, or several that share what they can. */
export interface Program<Result = Expression> {
  /** In an order of evaluation within each tier. */
  readonly statements: readonly Statement[];
  readonly result: Result;
  /** Symbols that the program reads, by tier, in their order. */
  readonly symbols: Readonly<Record<Tier, readonly Sym[]>>;
  readonly operations: Readonly<Record<Tier, number>>;
}

/** Where a symbol gets its value: angles of a row stand outside those of a column. */
export const tierOf = ({ varies }: Sym): Tier =>
  varies === "once" ? "parameters" : varies === "row" ? "rows" : "nodes";
