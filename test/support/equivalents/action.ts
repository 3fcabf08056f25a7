/**
 * What a declared text does to a density matrix, in plain floating point by a reader of its own: with it every rewriting is held against
 * the text that it rewrote, before the compiler sees either.
 */
import type { Parameters } from "../../../runtime/evaluator.ts";
import { zeroMatrix } from "../../../spins/matrices/complex-matrix.ts";
import type { ChannelDeclaration } from "../../../symbolic/declare/declaration.ts";
import { parse, type SyntaxNode } from "../../../symbolic/declare/syntax.ts";
import { type Dense, dagger, plus, product } from "./dense.ts";
import { hasMap } from "./trees.ts";

/** Names and spins with which texts are read. */
export interface Reading {
  readonly parties: readonly string[];
  readonly spins: readonly number[];
  readonly values: Parameters;
}

const dimensionOf = ({ spins }: Reading): number => spins.reduce((n, J) => n * (2 * J + 1), 1);

function scalar(reading: Reading, re: number, im = 0): Dense {
  const out = zeroMatrix(dimensionOf(reading));
  for (let k = 0; k < out.re.length; k += out.dimension + 1) {
    out.re[k] = re;
    out.im[k] = im;
  }
  return out;
}

/** J₊ of one party, first party slowest, m descending. */
function raising({ spins, parties }: Reading, party: string | undefined): Dense {
  const which = party === undefined ? 0 : parties.indexOf(party);
  const sizes = spins.map((J) => Math.round(2 * J) + 1);
  const step = sizes.slice(which + 1).reduce((a, b) => a * b, 1);
  const out = zeroMatrix(sizes.reduce((a, b) => a * b, 1));
  for (let c = 0; c < out.dimension; c++) {
    const level = Math.floor(c / step) % sizes[which];
    if (level > 0) out.re[(c - step) * out.dimension + c] = Math.sqrt(level * (sizes[which] - level));
  }
  return out;
}

function spinMatrix(reading: Reading, axis: string, party: string | undefined): Dense {
  const up = raising(reading, party);
  const down = dagger(up);
  if (axis === "+") return up;
  if (axis === "-") return down;
  const none = scalar(reading, 0);
  if (axis === "x") return plus(plus(none, up, 0.5), down, 0.5);
  if (axis === "y") return plus(plus(none, up, 0, -0.5), down, 0, 0.5);
  return plus(plus(none, product(up, down), 0.5), product(down, up), -0.5);
}

/** The matrix of an operator or of a number. */
export function matrixOf(node: SyntaxNode, reading: Reading): Dense {
  const inner = (one: SyntaxNode): Dense => matrixOf(one, reading);
  switch (node.kind) {
    case "number":
      return scalar(reading, Number(node.text));
    case "name":
      return node.name === "i" ? scalar(reading, 0, 1) : scalar(reading, reading.values[node.name]);
    case "spin":
      return spinMatrix(reading, node.axis, node.party);
    case "negation":
      return plus(scalar(reading, 0), inner(node.of), -1);
    case "power":
      return Array.from({ length: node.exponent }).reduce<Dense>(
        (power) => product(power, inner(node.base)),
        scalar(reading, 1),
      );
    case "sum":
      return node.terms.reduce(
        (sum, { sign, node: term }) => plus(sum, inner(term), sign === "+" ? 1 : -1),
        scalar(reading, 0),
      );
    case "product":
      return node.factors.reduce(
        (left, { sign, node: one }) => product(left, sign === "*" ? inner(one) : scalar(reading, 1 / inner(one).re[0])),
        scalar(reading, 1),
      );
    case "call":
      return called(node.function, inner(node.argument), reading);
    default:
      throw new Error(`no operator: ${node.kind}`);
  }
}

function called(name: string, { re, im }: Dense, reading: Reading): Dense {
  const [x, y] = [re[0], im[0]];
  if (name === "exp") return scalar(reading, Math.exp(x) * Math.cos(y), Math.exp(x) * Math.sin(y));
  // A root of what is zero in exact arithmetic.
  if (name === "sqrt") return scalar(reading, Math.sqrt(Math.max(0, x)));
  return scalar(reading, Math[name as "cos" | "sin" | "cosh" | "sinh"](x));
}

/** Of a number's text. */
export function numberIn(text: string, values: Parameters): number {
  return matrixOf(parse(text), { parties: ["a"], spins: [0], values }).re[0];
}

/** XρY† − ½{Y†X, ρ}. */
function mixedTerm(X: Dense, Y: Dense, rho: Dense): Dense {
  const both = product(dagger(Y), X);
  const jump = product(product(X, rho), dagger(Y));
  return plus(plus(jump, product(both, rho), -0.5), product(rho, both), -0.5);
}

/** −i[H, ρ]. */
export const turning = (H: Dense, rho: Dense): Dense =>
  plus(plus(scalarZero(rho), product(H, rho), 0, -1), product(rho, H), 0, 1);

const scalarZero = ({ dimension }: Dense): Dense => zeroMatrix(dimension);

/** A map of states, as a text declares it. */
function mapped(node: SyntaxNode, reading: Reading, rho: Dense): Dense {
  switch (node.kind) {
    case "dissipator": {
      const L = matrixOf(node.of, reading);
      return mixedTerm(L, L, rho);
    }
    case "commutator": {
      const L = matrixOf(node.left, reading);
      const inner = node.right.kind === "commutator" ? mapped(node.right, reading, rho) : rho;
      return plus(product(L, inner), product(inner, L), -1);
    }
    case "negation":
      return plus(scalarZero(rho), mapped(node.of, reading, rho), -1);
    case "sum":
      return node.terms.reduce(
        (sum, { sign, node: term }) => plus(sum, mapped(term, reading, rho), sign === "+" ? 1 : -1),
        scalarZero(rho),
      );
    case "product": {
      const map = node.factors.find((one) => hasMap(one.node))!;
      const factors = node.factors.filter((one) => one !== map);
      const first = { sign: "*" as const, node: { kind: "number" as const, text: "1", at: node.at } };
      const c = matrixOf({ kind: "product", factors: [first, ...factors], at: node.at }, reading);
      return plus(scalarZero(rho), mapped(map.node, reading, rho), c.re[0], c.im[0]);
    }
    default:
      throw new Error(`no map of states: ${node.kind}`);
  }
}

/** dρ/dt of all reservoirs of a declaration together. */
export function actionOf({ reservoirs }: ChannelDeclaration, reading: Reading, rho: Dense): Dense {
  return Object.values(reservoirs).reduce<Dense>((sum, reservoir) => {
    if (typeof reservoir === "string") return plus(sum, mapped(parse(reservoir), reading, rho));
    const L = reservoir.operators.map((text) => matrixOf(parse(text), reading));
    return reservoir.matrix.reduce(
      (outer, row, i) =>
        row.reduce((inner, text, j) => {
          const h = matrixOf(parse(text), reading);
          return plus(inner, mixedTerm(L[i], L[j], rho), h.re[0], h.im[0]);
        }, outer),
      sum,
    );
  }, scalarZero(rho));
}
