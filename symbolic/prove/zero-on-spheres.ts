/** Whether an expression of Algebrite's is zero as a function on the spheres. */
import type { Session } from "./algebrite-session.ts";
import type { Relation } from "./parameter-symbols.ts";

export interface Judge {
  readonly session: Session;
  readonly parties: readonly string[];
  /** Of parameters, such as cosh² = 1 + sinh². */
  readonly relations: readonly Relation[];
}

/**
 * The canonical remainder of an expression whose poles are at most double: multiplied by sin²θ w² of every sphere, its
 * remainder by cos²θ + sin²θ − 1 and by the relations. It is 0 where the expression is.
 */
export function remainder({ session: { define, value }, parties, relations }: Judge, expression: string): string {
  const poles = parties.map((_, k) => `s${k}^2*w${k}^2`);
  const circles = parties.map((_, k): Relation => ({ name: `c${k}`, square: `1-s${k}^2` }));
  const cleared = define([...poles, `(${expression})`].join("*"));
  const reduce = (rest: string, { name, square }: Relation): string => {
    const relation = `${name}^2-(${square})`;
    return define(`${rest}-quotient(${rest},${relation},${name})*(${relation})`);
  };
  return value([...relations, ...circles].reduce(reduce, cleared));
}
