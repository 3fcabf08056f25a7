import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root, wehrl } from "./command.ts";

const declared = readdirSync(join(root, "symbolic", "channels")).map((file) => file.replace(/\.ts$/, ""));

/** The built program, run in an empty folder. */
function elsewhere(args: readonly string[]) {
  const cwd = mkdtempSync(join(tmpdir(), "wehrl-derive-"));
  return spawnSync(process.execPath, [join(root, "dist", "cli.js"), "derive", ...args], { cwd, encoding: "utf8" });
}

describe("wehrl derive", () => {
  it("prints the derivation of a declared channel", () => {
    const { status, stdout, stderr } = wehrl(["derive", "dephasing"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("D(ρ) = λ D[Jz]ρ");
    expect(stdout).toContain("Π = M ∫ ½λ(∂φQ)²/Q dΩ");
  });

  it("knows every channel of the repository outside of it", () => {
    const { status, stderr } = elsewhere(["no-such-channel"]);
    expect(status).toBe(2);
    for (const name of declared) expect(stderr).toContain(name);
    expect(elsewhere(["pumping"]).stdout).toContain("D(ρ) = Γ D[J₊]ρ");
  });

  it.each([
    ["latex", /\\begin\{align\}/],
    ["markdown", /^# dephasing/],
    ["json", /"schema": "wehrl.derivation\/1"/],
    ["text", /Phase-space operator/],
  ])("prints %s", (format, what) => {
    expect(wehrl(["derive", "dephasing", "--format", format]).stdout).toMatch(what);
  });

  it("writes to a file what it would print, and computes nothing for one that cannot be written", () => {
    const out = join(mkdtempSync(join(tmpdir(), "wehrl-derive-")), "page.txt");
    expect(wehrl(["derive", "dephasing", "--out", out])).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(readFileSync(out, "utf8")).toBe(wehrl(["derive", "dephasing"]).stdout);
    expect(wehrl(["derive", "dephasing", "--out", join(out, "x")])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^wehrl: --out .*: found no folder .*\n$/),
    });
  });

  it("shows every stage", () => {
    const { stdout } = wehrl(["derive", "dephasing", "--stages"]);
    expect(stdout).toContain('noise: "-lambda/2*[Jz, [Jz, rho]]"');
    expect(stdout).toContain("11. Emitted names");
  });

  it("reads a declaration in a file, and refuses what does not hold together in one line", () => {
    const file = join(mkdtempSync(join(tmpdir(), "wehrl-derive-")), "mine.ts");
    const write = (dissipator: string) =>
      writeFileSync(
        file,
        `export default { name: "mine", cites: "this test", parties: ["a"],
          parameters: { rate: { range: "[0, inf)", unit: "1/time", meaning: "a rate" } },
          reservoirs: { bath: "${dissipator}" } };`,
      );
    write("rate*D[Jx]");
    expect(wehrl(["derive", file]).stdout).toContain("D(ρ) = rate D[Jx]ρ");
    for (const [dissipator, what] of [
      ["rate*D[Jq]", /Jq/],
      ["rate*D[J-*J-]", /order/],
    ] as const) {
      write(dissipator);
      const { status, stderr, stdout } = wehrl(["derive", file]);
      expect({ status, stdout, lines: stderr.trimEnd().split("\n").length }).toEqual({
        status: 2,
        stdout: "",
        lines: 1,
      });
      expect(stderr).toMatch(what);
    }
  });

  it("says the nearest name of an unknown one, and names a missing file", () => {
    const unknown = wehrl(["derive", "depolarising"]);
    expect(unknown).toMatchObject({ status: 2, stdout: "" });
    expect(unknown.stderr).toContain('did you mean "depolarizing"?');
    expect(wehrl(["derive", "no/such/file.ts"])).toMatchObject({ status: 2, stdout: "" });
    expect(wehrl(["derive", "dephasing", "--format", "pdf"]).status).toBe(2);
  });
});
