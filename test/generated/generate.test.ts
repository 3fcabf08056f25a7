import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { copyOfProject, wehrl } from "../support/project.ts";

const folder = copyOfProject();
afterAll(() => rmSync(folder, { recursive: true }));

describe("generation", () => {
  it("gives the same bytes again, whatever the order of the declarations", () => {
    const shuffled = readdirSync(join(folder, "symbolic", "channels"))
      .sort()
      .reverse()
      .map((name) => join("symbolic", "channels", name));
    // Derives everything again and fails where a byte differs from what is committed.
    expect(() => wehrl(folder, ["gen", "--check", ...shuffled])).not.toThrow();
  });

  it("notices a byte changed by hand and names the command that mends it", () => {
    const file = join(folder, "generated", "dephasing.ts");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace("0.5 * lambda", "0.51 * lambda"));
    let message = "";
    try {
      wehrl(folder, ["gen", "--check"]);
    } catch (error) {
      message = String((error as { stderr: string }).stderr);
    }
    writeFileSync(file, text);
    expect(message).toContain("npm run gen");
    expect(message).toContain("0.51 * lambda");
  });

  it("takes a new channel, dephasing with Jx for Jz, with no other edit", () => {
    const declaration = readFileSync(join(folder, "symbolic", "channels", "dephasing.ts"), "utf8");
    writeFileSync(
      join(folder, "symbolic", "channels", "x-dephasing.ts"),
      declaration.replaceAll("Jz", "Jx").replace('"dephasing"', '"x-dephasing"'),
    );
    wehrl(folder, ["gen"]);
    const job = {
      spins: [0.5],
      state: {
        re: [
          [0.8, 0],
          [0, 0.2],
        ],
      },
      channels: [{ channel: "x-dephasing", on: [0], parameters: { lambda: 1 } }],
    };
    const turned = {
      spins: [0.5],
      // The same state seen along x: what z is to the first channel, x is here.
      state: {
        re: [
          [0.5, 0.3],
          [0.3, 0.5],
        ],
      },
      channels: [{ channel: "dephasing", on: [0], parameters: { lambda: 1 } }],
    };
    const run = (input: object): { production: number[]; flux: number[] } =>
      JSON.parse(wehrl(folder, ["run", "-", "--json"], JSON.stringify(input)));
    const [result, expected] = [run(job), run(turned)];
    expect(result.production[0]).toBeGreaterThan(0.01);
    expect(result.production[0]).toBeCloseTo(expected.production[0], 14);
    expect(result.flux[0]).toBe(0);
  });
});
