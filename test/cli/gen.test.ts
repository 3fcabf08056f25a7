import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { wehrl } from "./command.ts";

/** A folder with one declaration, in a file as a user writes it. */
function declared(text: string): { readonly file: string; readonly out: string } {
  const folder = mkdtempSync(join(tmpdir(), "wehrl-gen-"));
  const file = join(folder, "my-channel.ts");
  writeFileSync(file, text);
  return { file, out: join(folder, "out") };
}

const channel = (dissipator: string, name = "my-channel") => `export default {
  name: "${name}", cites: "this test", parties: ["a"],
  parameters: { rate: { range: "[0, inf)", unit: "1/time", meaning: "a rate" } },
  reservoirs: { bath: "${dissipator}" },
};`;

describe("wehrl gen", () => {
  describe("of a user's declaration", () => {
    const { file, out } = declared(channel("rate*D[Jx]"));
    const [module, certificate] = ["my-channel.ts", "my-channel.certificate.md"].map((name) => join(out, name));
    const texts = () => [module, certificate].map((path) => readFileSync(path, "utf8"));

    it("compiles it, and --check finds nothing to do", () => {
      expect(wehrl(["gen", file, "--out", out])).toMatchObject({ status: 0, stdout: "" });
      expect(readdirSync(out).sort()).toEqual(["index.ts", "my-channel.certificate.md", "my-channel.ts"]);
      for (const text of texts()) expect(text, "names the command that a user has").toContain("`wehrl gen`");
      expect(wehrl(["gen", file, "--out", out, "--check"]).status).toBe(0);
    });

    it("finds with --check what was changed by hand, module and certificate, and mends it", () => {
      const before = texts();
      for (const path of [module, certificate])
        writeFileSync(path, readFileSync(path, "utf8").replace("my-channel", "your-channel"));
      const checked = wehrl(["gen", file, "--out", out, "--check"]);
      expect(checked.status).toBe(1);
      for (const name of ["my-channel.ts", "my-channel.certificate.md"])
        expect(checked.stderr).toMatch(new RegExp(`${name} .*; run \`npx wehrl gen .*my-channel\\.ts --out .*out\``));
      expect(wehrl(["gen", file, "--out", out]).status).toBe(0);
      expect(texts()).toEqual(before);
    });
  });

  it.each([
    ["an unknown operator", channel("rate*D[Jq]"), /my-channel.*Jq/],
    ["a dissipator of fourth order", channel("rate*D[J-*J-]"), /my-channel.*order 4/],
    ["a text that is no TypeScript", "export default {", /my-channel\.ts/],
    ["an import that is not there", 'import "./none.ts";', /none\.ts/],
  ])("refuses %s in one line, and writes nothing", (_, text, line) => {
    const { file, out } = declared(text);
    const { status, stderr } = wehrl(["gen", file, "--out", out]);
    expect(stderr).toMatch(line);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(status).toBe(2);
    expect(() => readdirSync(out)).toThrow();
  });

  it("replaces nothing that a hand has written: not the declaration, not an index of one's own", () => {
    const { file, out } = declared(channel("rate*D[Jx]"));
    const before = readFileSync(file, "utf8");
    const index = join(out, "index.ts");
    mkdirSync(out);
    writeFileSync(index, "export const mine = 1;\n");
    for (const [folder, lost] of [
      [join(out, ".."), "my-channel\\.ts"],
      [out, "index\\.ts"],
    ]) {
      const { status, stderr } = wehrl(["gen", file, "--out", folder!]);
      expect([status, stderr.trimEnd().split("\n").at(-1)]).toEqual([
        2,
        expect.stringMatching(new RegExp(`${lost}: found a file that was not generated, .*; give another folder`)),
      ]);
    }
    expect(readFileSync(file, "utf8")).toBe(before);
    expect(readFileSync(index, "utf8")).toBe("export const mine = 1;\n");
    expect(readdirSync(out)).toEqual(["index.ts"]);
  });

  it("says which modules have lost their declaration, and leaves them", () => {
    const { file, out } = declared(channel("rate*D[Jx]"));
    const second = join(out, "..", "my-2.ts");
    writeFileSync(second, channel("rate*D[Jz]", "my-2"));
    expect(wehrl(["gen", file, second, "--out", out]).stderr).not.toContain("no more there");
    expect(wehrl(["gen", file, "--out", out]).stderr).not.toContain("no more there");
    rmSync(second);
    expect(wehrl(["gen", file, "--out", out]).stderr).toMatch(
      /my-2\.ts and my-2\.certificate\.md: the declaration that they come from, my-2\.ts, is no more there; delete them, or put it back/,
    );
    expect(readdirSync(out)).toContain("my-2.ts");
  });

  describe("into a folder that has a channel already", () => {
    const { file, out } = declared(channel("rate*D[Jx]"));
    const second = join(out, "..", "my-2.ts");
    const listed = () => wehrl(["channels", "--json", "--channels", out]).stdout.match(/my-\w+/g);
    const index = () => readFileSync(join(out, "index.ts"), "utf8");

    it("keeps that in the index, as if both had been compiled at once", () => {
      writeFileSync(second, channel("rate*D[Jz]", "my-2"));
      wehrl(["gen", file, "--out", out]);
      const { status, stderr } = wehrl(["gen", second, "--out", out]);
      expect([status, stderr]).toEqual([0, expect.stringMatching(/out: 3 written, 0 unchanged\n$/)]);
      expect(new Set(listed())).toEqual(new Set(["my-channel", "my-2"]));
      const together = join(out, "..", "together");
      wehrl(["gen", second, file, "--out", together]);
      expect(index()).toBe(readFileSync(join(together, "index.ts"), "utf8"));
    });

    it("finds either up to date, and writes nothing again", () => {
      expect(wehrl(["gen", file, "--out", out, "--check"])).toMatchObject({ status: 0 });
      expect(wehrl(["gen", second, "--out", out]).stderr).toMatch(/out: 0 written, 3 unchanged\n$/);
    });

    it("lists the declared ones alone where none is named", () => {
      const project = join(out, "..", "project");
      mkdirSync(join(project, "symbolic", "channels"), { recursive: true });
      writeFileSync(join(project, "symbolic", "channels", "my-channel.ts"), readFileSync(file));
      expect(wehrl(["gen", "--out", out], "", project).status).toBe(0);
      expect(index()).not.toContain("my-2");
      wehrl(["gen", second, "--out", out]);
      expect(index()).toMatch(/my-2\.js[\s\S]*my-channel\.js/);
    });

    it("drops one from the index whose module is gone, which --check finds", () => {
      rmSync(join(out, "my-channel.ts"));
      const checked = wehrl(["gen", second, "--out", out, "--check"]);
      expect(checked.status).toBe(1);
      expect(checked.stderr).toMatch(/^.*index\.ts differs; run `npx wehrl gen .*my-2\.ts --out .*out`\n.*1 stale\n$/);
      expect(wehrl(["gen", second, "--out", out]).status).toBe(0);
      expect(index()).not.toContain("my-channel");
    });
  });

  it("refuses a declaration that is not there", () => {
    expect(wehrl(["gen", "no-such-channel.ts"])).toMatchObject({ status: 2, stdout: "" });
  });
});
