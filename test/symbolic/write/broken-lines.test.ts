import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { broken, brokenParameters } from "../../../symbolic/write/broken-lines.ts";

const long = (name: string): string => name.repeat(30);

describe("long lines of emitted text", () => {
  it("end before the outermost signs and lose nothing", () => {
    const text = `  out[k] = (${long("a")} + ${long("b")}) / ${long("c")} - ${long("d")} * (-${long("e")} - ${long("f")})`;
    const lines = broken(text);
    expect(lines.map((line) => line.trim()).join(" ")).toBe(text.trim());
    expect(lines).toEqual([
      `  out[k] = (${long("a")} + ${long("b")}) / ${long("c")}`,
      `    - ${long("d")} * (-${long("e")} - ${long("f")})`,
    ]);
  });

  it("end inside brackets where there is no other place", () => {
    const text = `x = (${long("a")} + ${long("b")} + ${long("c")} + ${long("d")})`;
    expect(broken(text)).toEqual([`x = (${long("a")} + ${long("b")} + ${long("c")}`, `  + ${long("d")})`]);
  });

  it("stay where they are short, and where there is no sign", () => {
    expect(broken("    Π = M ∫ (a + b) dΩ")).toEqual(["    Π = M ∫ (a + b) dΩ"]);
    expect(broken(long("abcdef"))).toEqual([long("abcdef")]);
  });

  it("keep destructured spins together in a signature", () => {
    expect(brokenParameters("", "export function f", "[JA, JB]: readonly number[], out: Float64Array", "void")).toBe(
      "export function f(\n  [JA, JB]: readonly number[],\n  out: Float64Array,\n): void {",
    );
  });

  it("are not left in the code of the generated modules", () => {
    for (const name of readdirSync("generated").filter((file) => /^(?!index).*\.ts$/.test(file)))
      for (const line of readFileSync(`generated/${name}`, "utf8").split("\n"))
        if (/^ *(?:const \w+|out\[\w+\]) = [^{]|^ \* {4}/.test(line))
          expect(line.length, line).toBeLessThanOrEqual(125);
  });
});
