/** Builds while jobs run: who started with one build ends with it, and one that fails changes nothing. */
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { removeUnfinished, takeIn, unfinishedIn } from "../../scripts/take-in-build.ts";
import { copyOfProject } from "../support/project.ts";

const dist = mkdtempSync(join(tmpdir(), "wehrl-dist-"));
afterAll(() => rmSync(dist, { recursive: true, force: true }));

/** A build whose program loads its other half late, as commands do, and tells whether both are of one version. */
async function buildOf(version: number): Promise<void> {
  const built = unfinishedIn(dist);
  mkdirSync(built);
  writeFileSync(join(built, "package.json"), '{ "type": "module" }');
  writeFileSync(join(built, "index.js"), `export const version = ${version};`);
  writeFileSync(join(built, "index.d.ts"), "export declare const version: number;");
  writeFileSync(join(built, "late.js"), `export { version } from "./index.js";`);
  writeFileSync(
    join(built, "cli.js"),
    `setTimeout(async () => { process.exitCode = (await import("./late.js")).version === ${version} ? 0 : 7; }, 50);`,
  );
  await takeIn(built, dist, ["index"], "cli");
}

const runs = (): Promise<number | null> =>
  new Promise((done) => spawn(process.execPath, [join(dist, "cli.js")]).once("exit", done));

const buildsIn = (): readonly string[] => readdirSync(dist).filter((name) => name.startsWith("build-"));

describe("a build that is taken in", () => {
  it("takes the place of the one before without a job that fails", async () => {
    writeFileSync(join(dist, "package.json"), '{ "type": "module" }');
    const statuses: Promise<number | null>[] = [];
    for (let version = 0; version < 12; version++) {
      await buildOf(version);
      statuses.push(runs(), runs());
      if (version % 4 === 3) await Promise.all(statuses);
    }
    expect(await Promise.all(statuses)).toEqual(statuses.map(() => 0));
    const entry = readFileSync(join(dist, "index.js"), "utf8");
    expect(entry).toBe(readFileSync(join(dist, "index.d.ts"), "utf8"));
    expect(await import(join(dist, "index.js"))).toMatchObject({ version: 11 });
    expect(buildsIn()).toHaveLength(12);
  });

  it("stays an hour after it was replaced, and is not packed meanwhile", async () => {
    const replaced = buildsIn().filter((name) => !readFileSync(join(dist, "cli.js"), "utf8").includes(name));
    expect(readFileSync(join(dist, ".npmignore"), "utf8").split("\n")).toEqual(expect.arrayContaining(replaced));
    const [old, other] = replaced;
    const past = new Date(Date.now() - 3_700_000);
    utimesSync(join(dist, old), past, past);
    await buildOf(11);
    expect(buildsIn()).not.toContain(old);
    expect(buildsIn()).toContain(other);
  });

  it("has the same name for the same content", async () => {
    const before = readFileSync(join(dist, "cli.js"), "utf8");
    await buildOf(12);
    await buildOf(11);
    expect(readFileSync(join(dist, "cli.js"), "utf8")).toBe(before);
  });

  it("does not come from what a killed build left, which goes", () => {
    const [mine, dead] = [unfinishedIn(dist), join(dist, `.unfinished-${2 ** 22 + 1}`)];
    for (const folder of [mine, dead]) mkdirSync(folder, { recursive: true });
    removeUnfinished(dist);
    expect(readdirSync(dist).filter((name) => name.startsWith(".unf"))).toEqual([]);
  });
});

describe("npm run build", () => {
  it("of a module that fails when it is loaded leaves the earlier one, and shows that error alone", () => {
    const folder = copyOfProject();
    for (const name of ["scripts", "tsdown.config.ts"]) cpSync(name, join(folder, name), { recursive: true });
    mkdirSync(join(folder, "dist"));
    writeFileSync(join(folder, "dist", "cli.js"), "earlier");
    const file = join(folder, "text", "nearest.ts");
    writeFileSync(file, `${readFileSync(file, "utf8")}\nnearest("a", null as unknown as string[]);`);
    const { build } = JSON.parse(readFileSync("package.json", "utf8")).scripts;
    const { status, stderr } = spawnSync("bash", ["-c", build], { cwd: folder, encoding: "utf8" });
    const left = readdirSync(join(folder, "dist")).map((name) => readFileSync(join(folder, "dist", name), "utf8"));
    rmSync(folder, { recursive: true });
    expect([status, left]).toEqual([1, ["earlier"]]);
    expect(stderr).toMatch(/TypeError[\s\S]*fails when it is loaded; dist is as it was before/);
    expect(stderr).not.toMatch(/deprecated/);
  });
});
