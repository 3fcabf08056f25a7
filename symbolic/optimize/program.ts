/** Straight-line programs: what the optimiser makes and the emitter writes. */
import type { Scheduled } from "../algebra/expression.ts";
import type { Sym } from "../algebra/role.ts";

/** The loops of an evaluator, outermost first. */
export const tiers = ["parameters", "rows", "nodes"] as const;
export type Tier = (typeof tiers)[number];

export interface Statement {
  readonly name: string;
  readonly tier: Tier;
  readonly expression: Scheduled;
}

/** One value, or several that share what they can. */
export interface Program<Result = Scheduled> {
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
