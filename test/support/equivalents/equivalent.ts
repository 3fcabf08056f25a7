/** What a rewriting takes and what it returns. */
import type { Parameters } from "../../../runtime/evaluator.ts";
import type { ChannelDeclaration } from "../../../symbolic/declare/declaration.ts";
import type { Random } from "../../cli/fuzz/chance.ts";

/** e^{−i·angle·J_axis} on one party. */
export interface Turn {
  readonly party: number;
  readonly axis: "x" | "y" | "z";
  readonly angle: number;
}

/** A declaration that says the same as another, for a state that is turned. */
export interface Equivalent {
  /** How it was rewritten. */
  readonly how: string;
  readonly declaration: ChannelDeclaration;
  /** Its parameters where the other's are given. */
  readonly values: (given: Parameters) => Parameters;
  /** Whether rates that are zero or equal in the one are so in the other, to the last digit. */
  readonly isExact: (given: Parameters) => boolean;
  /** Whether parameters that vanish or are equal are so as symbols, by which the compiler finds what is special there. */
  readonly keepsStrata: boolean;
  /** In the order in which they are to be made. */
  readonly turns: (given: Parameters) => readonly Turn[];
  /** H in the form's own parameters: its action is the other's and −i[H, ρ]. */
  readonly hamiltonian: string | null;
}

/** Another way of writing a declaration; undefined where it does not apply. */
export type Rewriting = (given: ChannelDeclaration, random: Random) => Equivalent | undefined;

export const same = (declaration: ChannelDeclaration, how = "as it is"): Equivalent => ({
  how,
  declaration,
  values: (given) => given,
  isExact: () => true,
  keepsStrata: true,
  turns: () => [],
  hamiltonian: null,
});

/** What `second` makes of an equivalent; a shifted jump is rewritten no further, its Hamiltonian would have to follow. */
export function rewritten(first: Equivalent, second: Rewriting, random: Random): Equivalent | undefined {
  const next = first.hamiltonian === null ? second(first.declaration, random) : undefined;
  if (next === undefined) return undefined;
  return {
    how: first.how === "as it is" ? next.how : `${first.how}; ${next.how}`,
    declaration: next.declaration,
    values: (given) => next.values(first.values(given)),
    isExact: (given) => first.isExact(given) && next.isExact(first.values(given)),
    keepsStrata: first.keepsStrata && next.keepsStrata,
    turns: (given) => [...first.turns(given), ...next.turns(first.values(given))],
    hamiltonian: next.hamiltonian,
  };
}

export type Reservoir = ChannelDeclaration["reservoirs"][string];

/** The declaration with every reservoir that `change` knows how to write otherwise; undefined where it knows none. */
export function withReservoirs(
  declaration: ChannelDeclaration,
  change: (reservoir: Reservoir) => Reservoir | undefined,
): ChannelDeclaration | undefined {
  let isChanged = false;
  const reservoirs = Object.fromEntries(
    Object.entries(declaration.reservoirs).map(([name, reservoir]) => {
      const other = change(reservoir);
      isChanged ||= other !== undefined;
      return [name, other ?? reservoir];
    }),
  );
  return isChanged ? { ...declaration, reservoirs } : undefined;
}

/** A name of its own for one more parameter. */
export function freshName(declaration: ChannelDeclaration, ...wanted: readonly string[]): string {
  const taken = new Set([...Object.keys(declaration.parameters), ...declaration.parties]);
  const free = wanted.find((name) => !taken.has(name));
  if (free === undefined) throw new Error(`all of ${wanted.join(", ")} are taken`);
  return free;
}

/** The declaration with one more parameter. */
export const withParameter = (declaration: ChannelDeclaration, name: string, range: string): ChannelDeclaration => ({
  ...declaration,
  parameters: { ...declaration.parameters, [name]: { range, unit: "1", meaning: "of this form" } },
});
