import { describe, expect, it } from "vitest";
import {
  type Derived,
  type Expression,
  IllegalNode,
  type Kind,
  legal,
  legalAfter,
  type Scheduled,
  type Shared,
  type Stage,
} from "../../../symbolic/algebra/expression.ts";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import { parameter } from "../../../symbolic/algebra/symbol.ts";
import { optimize, schedule } from "../../../symbolic/optimize/optimize.ts";
import { SharedGraph } from "../../../symbolic/optimize/shared-graph.ts";
import { Writer } from "../../../symbolic/write/writer.ts";

const stages = Object.keys(legalAfter) as Stage[];

/** A node of every kind, over a leaf. */
const nodesOver = (leaf: Expression): { readonly [K in Kind]: Expression } => ({
  polynomial: { kind: "polynomial", of: p.one },
  number: { kind: "number", value: 2 },
  symbol: { kind: "symbol", symbol: parameter("g") },
  value: { kind: "value", name: "term1" },
  sum: { kind: "sum", operands: [leaf, leaf] },
  product: { kind: "product", operands: [leaf, leaf] },
  quotient: { kind: "quotient", operands: [leaf, leaf] },
  negation: { kind: "negation", operands: [leaf] },
  call: { kind: "call", function: "sphereKernel", operands: [leaf, leaf] },
  named: { kind: "named", name: "force", operands: [leaf] },
});

const leafAfter = (stage: Stage): Expression => nodesOver({ kind: "number", value: 1 })[legalAfter[stage][0]];

const isLegal = (stage: Stage, kind: string): boolean => (legalAfter[stage] as readonly string[]).includes(kind);

describe.each(stages)("after %s", (stage) => {
  const nodes = Object.entries(nodesOver(leafAfter(stage)));
  const within = (seed: Expression): Expression => ({
    kind: "product",
    operands: [leafAfter(stage), { kind: "sum", operands: [leafAfter(stage), seed] }],
  });

  it.each(nodes.filter(([kind]) => isLegal(stage, kind)))("a %s passes as it stands", (_, node) => {
    const expression = within(node);
    expect(legal(stage, expression)).toBe(expression);
  });

  it.each(nodes.filter(([kind]) => !isLegal(stage, kind)))(
    "a %s is refused by name, and where it stands",
    (kind, node) => {
      expect(() => legal(stage, within(node))).toThrow(IllegalNode);
      expect(() => legal(stage, within(node))).toThrow(
        new RegExp(`^after ${stage} a ${kind}\\b.* stands in a sum; legal are`),
      );
      expect(() => legal(stage, node)).toThrow("stands alone");
    },
  );
});

describe("an illegal node", () => {
  const sumWith = (node: Expression): Expression => ({ kind: "sum", operands: [node, node] });
  const force: Expression = { kind: "named", name: "force", operands: [{ kind: "number", value: 2 }] };

  it("of a derivation is caught before it is shared", () => {
    expect(() => optimize(sumWith({ kind: "value", name: "term1" }) as Derived)).toThrow(
      'after derivation a value ("term1") stands in a sum',
    );
  });

  it("of a graph is caught before it is scheduled", () => {
    expect(() => legal("sharing", sumWith(force))).toThrow('after sharing a named value ("force") stands in a sum');
  });

  it("of a program is caught while it is scheduled", () => {
    const graph = new SharedGraph();
    const root = graph.lower({ kind: "polynomial", of: p.one });
    Object.assign(root, { kind: "polynomial", of: p.one });
    expect(() => schedule(root, graph)).toThrow("after scheduling a polynomial stands alone");
  });

  it("of a program is caught before it is text", () => {
    expect(() => new Writer([]).expression(sumWith(force) as Scheduled)).toThrow(
      'after spelling a named value ("force") stands in a sum',
    );
  });

  it("is looked for once in what is shared, however often it is used", () => {
    let shared: Shared = { kind: "symbol", symbol: parameter("g") };
    for (let depth = 0; depth < 60; depth++) shared = { kind: "sum", operands: [shared, shared] };
    expect(legal("sharing", shared)).toBe(shared);
  });
});

describe("a stage's type", () => {
  it("lets no case be forgotten, and none be there that the stage forbids", () => {
    // @ts-expect-error a call is forgotten
    const forgetful = (node: Derived): string => {
      switch (node.kind) {
        case "polynomial":
        case "sum":
        case "product":
        case "quotient":
        case "named":
          return node.kind;
      }
    };
    // @ts-expect-error after sharing nothing is named
    const impossible: Shared = { kind: "named", name: "force", operands: [{ kind: "number", value: 2 }] };
    expect(forgetful({ kind: "call", function: "sphereKernel", operands: [] })).toBeUndefined();
    expect(() => legal("sharing", impossible)).toThrow(IllegalNode);
  });
});
