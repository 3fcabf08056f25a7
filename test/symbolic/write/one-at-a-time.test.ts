/** Who reads a folder and writes what follows is alone in it, whoever ended there too early. */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { generate } from "../../../symbolic/compile.ts";
import { oneAtATime } from "../../../symbolic/write/one-at-a-time.ts";

const source = fileURLToPath(new URL("../../../symbolic/write/one-at-a-time.ts", import.meta.url));
const temporary: string[] = [];
afterAll(() => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "wehrl-alone-"));
  temporary.push(folder);
  return folder;
}

/** Adds a line to a file thirty times, reading all of it and writing all of it, with a pause between. */
const adding = `import { readFileSync, writeFileSync } from "node:fs";
import { oneAtATime } from ${JSON.stringify(source)};
const [folder, name] = process.argv.slice(1);
for (let k = 0; k < 30; k++)
  await oneAtATime(folder, async () => {
    const before = readFileSync(folder + "/list", "utf8");
    await new Promise((done) => setTimeout(done, 1));
    writeFileSync(folder + "/list", before + name + k + "\\n");
  });`;

const script = ["--import", "tsx", "--input-type=module", "-e"];

const done = (args: readonly string[]): Promise<number | null> =>
  new Promise((ended) => spawn(process.execPath, args, { stdio: "inherit" }).once("exit", ended));

const machine = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);

describe("a folder that one process at a time is in", () => {
  it("keeps what each of three writes, though each replaces the whole", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "list"), "");
    const names = ["a", "b", "c"];
    expect(await Promise.all(names.map((name) => done([...script, adding, folder, name])))).toEqual([0, 0, 0]);
    const lines = readFileSync(join(folder, "list"), "utf8").trimEnd().split("\n");
    expect(lines.sort()).toEqual(names.flatMap((name) => Array.from({ length: 30 }, (_, k) => `${name}${k}`)).sort());
    expect(readdirSync(folder)).toEqual(["list"]);
  });

  it("is free at once where the process that was in it was killed", async () => {
    const folder = newFolder();
    const killed = `import { oneAtATime } from ${JSON.stringify(source)};
      await oneAtATime(process.argv[1], async () => process.kill(process.pid, "SIGKILL"));`;
    expect(spawnSync(process.execPath, [...script, killed, folder]).signal).toBe("SIGKILL");
    expect(readdirSync(folder)).toEqual([".wehrl-lock"]);
    const before = performance.now();
    expect(await oneAtATime(folder, async () => "done")).toBe("done");
    expect(performance.now() - before).toBeLessThan(5000);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is not taken from a process that lives, nor from one of another machine", async () => {
    for (const owner of [`${machine} ${process.pid} first`, "00000000 1 first"]) {
      const folder = newFolder();
      const lock = join(folder, ".wehrl-lock");
      writeFileSync(lock, owner);
      let isIn = false;
      const later = oneAtATime(folder, async () => {
        isIn = true;
      });
      await new Promise((passed) => setTimeout(passed, 200));
      expect([isIn, readFileSync(lock, "utf8")]).toEqual([false, owner]);
      rmSync(lock);
      await later;
      expect(isIn).toBe(true);
    }
  });

  it("is gone again where it was made for what then failed", async () => {
    const folder = newFolder();
    const failed = oneAtATime(join(folder, "a", "b"), () => Promise.reject(new Error("no")));
    await expect(failed).rejects.toThrow("no");
    expect(existsSync(join(folder, "a"))).toBe(false);
  });

  it("lists in its index also what another process compiled while a channel was derived", async () => {
    const [folder, from] = [newFolder(), newFolder()];
    const declaration = join(from, "noise.js");
    writeFileSync(
      declaration,
      `export default { name: "noise", cites: "this test", parties: ["a"], parameters: {}, reservoirs: { z: "D[Jz]" } };`,
    );
    let derived = (): void => {};
    const other = oneAtATime(folder, async () => {
      await new Promise<void>((isDerived) => {
        derived = isDerived;
      });
      writeFileSync(join(folder, "other.ts"), "");
      writeFileSync(join(folder, "index.ts"), 'import { other } from "./other.js";\n');
    });
    const shared = {
      declarations: [declaration],
      out: folder,
      check: false,
      index: "joined",
      withLogMoment: false,
    } as const;
    await Promise.all([other, generate({ ...shared, remedy: "", log: () => derived() })]);
    expect(readFileSync(join(folder, "index.ts"), "utf8")).toMatch(/"\.\/noise\.js";\n.*"\.\/other\.js";/);
    expect(readdirSync(folder)).not.toContain(".wehrl-lock");
  });
});
