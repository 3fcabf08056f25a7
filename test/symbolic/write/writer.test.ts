import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Scheduled } from "../../../symbolic/algebra/expression.ts";
import { A0 } from "../../../symbolic/algebra/symbol.ts";
import { runtimeFunctions } from "../../../symbolic/write/runtime-imports.ts";
import { Writer } from "../../../symbolic/write/writer.ts";

const call = (name: string): Scheduled => ({
  kind: "call",
  function: name,
  operands: [
    { kind: "symbol", symbol: A0 },
    { kind: "value", name: "term1" },
  ],
});

describe("the writer of an emitted function", () => {
  it("imports the functions and types that it has written, and no others", () => {
    const writer = new Writer([]);
    expect(writer.imports).toEqual({ types: new Set(), functions: new Set() });
    expect(writer.expression(call("sphereKernel"))).toBe("sphereKernel(a0, term1)");
    expect(writer.call("axialState", "J", "up", "down")).toBe("axialState(J, up, down)");
    expect(writer.type("Jump")).toBe("Jump");
    expect(writer.imports).toEqual({ types: new Set(["Jump"]), functions: new Set(["sphereKernel", "axialState"]) });
  });

  it("takes the language's own functions as they are, and refuses what the runtime has not", () => {
    const writer = new Writer([]);
    expect(writer.expression(call("Math.max"))).toBe("Math.max(a0, term1)");
    expect(writer.imports.functions).toEqual(new Set());
    expect(() => writer.expression(call("gamma"))).toThrow(
      "emitted code calls gamma, which is not among the functions of wehrl/runtime",
    );
  });
});

describe("a generated module", () => {
  const modules = readdirSync("generated").filter((name) => name.endsWith(".ts") && name !== "index.ts");

  it.each(modules)("imports each function of the runtime that it calls, and no others: %s", (name) => {
    const text = readFileSync(`generated/${name}`, "utf8");
    const imported = /^import \{ (.*) \} from "wehrl\/runtime";$/m.exec(text)?.[1].split(", ") ?? [];
    expect(imported).toEqual(
      runtimeFunctions.filter((each) => new RegExp(`\\b${each}\\(`).test(text.replace(/\/\*\*.*?\*\//gs, ""))),
    );
  });
});
