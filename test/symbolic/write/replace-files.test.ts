/** Files are written all or nothing: with a disk that is full, killed, interrupted, through links. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { replaceFiles } from "../../../symbolic/write/replace-files.ts";

const source = fileURLToPath(new URL("../../../symbolic/write/replace-files.ts", import.meta.url));
const temporary: string[] = [];
afterAll(() => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "wehrl-files-"));
  temporary.push(folder);
  return folder;
}

const at = (folder: string, contents: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(contents).map(([name, text]) => [join(folder, name), text]));

const read = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));

/** Ten files of version 0, 1, 2, …, one after the other, until it is ended; each has 20 kB. */
const endless = `import { replaceFiles } from ${JSON.stringify(source)};
const folder = process.argv[1];
for (let version = 0; ; version++) {
  const word = version + ".";
  const text = word.repeat(20_000 / word.length);
  await replaceFiles(new Map(Array.from({ length: 10 }, (_, k) => [folder + "/" + k, text])));
  if (version === 0) process.stdout.write("writing");
}`;

/** Ended by a signal some milliseconds after its first version stood. */
async function endedAfter(folder: string, delay: number, signal: NodeJS.Signals): Promise<NodeJS.Signals | null> {
  const child: ChildProcess = spawn(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "-e", endless, folder],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  child.stdout!.once("data", () => setTimeout(() => child.kill(signal), delay));
  return new Promise((done) => child.once("exit", (_, by) => done(by)));
}

/** The version that a whole text repeats. */
function versionOf(text: string): number {
  const [word] = /^\d+\./.exec(text) ?? [""];
  return text !== "" && text === word.repeat(20_000 / word.length) ? Number.parseInt(word, 10) : Number.NaN;
}

describe("several files written as one", () => {
  it("are made with the folders above them, and leave nothing else behind", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "mine"), "stays");
    await replaceFiles(at(folder, { "a/b/one": "1", two: "2", three: "" }));
    expect(readdirSync(folder).sort()).toEqual(["a", "mine", "three", "two"]);
    expect(read(join(folder, "a", "b"))).toEqual({ one: "1" });
  });

  it("go through links, also to what is not there yet and from folders that are links", async () => {
    const folder = newFolder();
    mkdirSync(join(folder, "real", "deep"), { recursive: true });
    symlinkSync("real/deep", join(folder, "alias"));
    symlinkSync("../there", join(folder, "real", "deep", "link"));
    symlinkSync("link", join(folder, "real", "deep", "second"));
    await replaceFiles(at(folder, { "alias/second": "through" }));
    expect(readFileSync(join(folder, "real", "there"), "utf8")).toBe("through");
    for (const name of ["link", "second"])
      expect(lstatSync(join(folder, "real", "deep", name)).isSymbolicLink()).toBe(true);
    symlinkSync("round", join(folder, "round"));
    await expect(replaceFiles(at(folder, { round: "" }))).rejects.toThrow(/circle|ELOOP/);
  });

  it("keep their modes, and new ones have that of the process", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "old"), "");
    chmodSync(join(folder, "old"), 0o641);
    await replaceFiles(at(folder, { old: "new", fresh: "" }));
    expect(statSync(join(folder, "old")).mode & 0o7777).toBe(0o641);
    expect(statSync(join(folder, "fresh")).mode & 0o7777).toBe(0o666 & ~process.umask());
  });

  it("may have names of 255 bytes", async () => {
    const folder = newFolder();
    const name = `${"λ".repeat(126)}abc`;
    await replaceFiles(at(folder, { [name]: "long" }));
    expect(read(folder)).toEqual({ [name]: "long" });
    await expect(replaceFiles(at(folder, { [`${name}d`]: "too long" }))).rejects.toThrow(/ENAMETOOLONG/);
    expect(read(folder)).toEqual({ [name]: "long" });
  });

  it("are as they were where one of them cannot be written", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "one"), "before");
    mkdirSync(join(folder, "two"));
    await expect(replaceFiles(at(folder, { one: "after", "new/three": "", two: "" }))).rejects.toThrow(/is no file/);
    expect(readdirSync(folder).sort()).toEqual(["one", "two"]);
    expect(readFileSync(join(folder, "one"), "utf8")).toBe("before");
  });

  it("are put back where a rename fails", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "one"), "before");
    /** Puts a folder in the way of the last file, after it was looked at. */
    class Sly extends Uint8Array {
      override get length(): number {
        mkdirSync(join(folder, "two", "in the way"), { recursive: true });
        return 0;
      }
    }
    const contents = new Map<string, string | Uint8Array>(at(folder, { one: "after", fresh: "after" }));
    contents.set(join(folder, "two"), new Sly(1));
    await expect(replaceFiles(contents)).rejects.toThrow(/rename/);
    rmSync(join(folder, "two"), { recursive: true });
    expect(read(folder)).toEqual({ one: "before" });
  });

  it("are as they were where the process may write no more", () => {
    const folder = newFolder();
    writeFileSync(join(folder, "one"), "before");
    const script = `import { replaceFiles } from ${JSON.stringify(source)};
      const folder = process.argv[1];
      const contents = new Map([[folder + "/one", "after"], [folder + "/deep/two", "x".repeat(200_000)]]);
      await replaceFiles(contents).catch((error) => process.stdout.write(error.code));`;
    const command = `ulimit -f 100; exec "$0" --import tsx --input-type=module -e "$1" "$2"`;
    const { stdout } = spawnSync("bash", ["-c", command, process.execPath, script, folder], { encoding: "utf8" });
    expect(stdout).toBe("EFBIG");
    expect(read(folder)).toEqual({ one: "before" });
  });

  it("are as they were on a disk that is full", async ({ skip }) => {
    const folder = newFolder();
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], { stdio: "ignore" });
    } catch {
      skip("only root may mount a disk");
    }
    try {
      await replaceFiles(at(folder, { one: "before", two: "before" }));
      const large = at(folder, { one: "after", two: "x".repeat(100_000), "new/three": "after" });
      await expect(replaceFiles(large)).rejects.toThrow(/ENOSPC/);
      expect(read(folder)).toEqual({ one: "before", two: "before" });
    } finally {
      execFileSync("umount", [folder]);
    }
  });

  it("are whole, and old or new, when the process is killed; what it leaves goes with the next call", async () => {
    const folder = newFolder();
    for (const delay of [0, 3, 11, 26]) {
      expect(await endedAfter(folder, delay, "SIGKILL")).toBe("SIGKILL");
      const files = Array.from({ length: 10 }, (_, k) => readFileSync(join(folder, String(k)), "utf8"));
      const versions = files.map(versionOf);
      expect(versions).not.toContain(Number.NaN);
      // Between the first rename and the last the earlier files are ahead by one version.
      expect(versions[0] - versions[9]).toBeLessThanOrEqual(1);
      expect(versions).toEqual(versions.toSorted((a, b) => b - a));
    }
    await replaceFiles(at(folder, { 0: "next" }));
    expect(readdirSync(folder).sort()).toEqual(Array.from({ length: 10 }, (_, k) => String(k)));
  });

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "are of one version after %s, which ends the process",
    async (signal) => {
      const folder = newFolder();
      expect(await endedAfter(folder, 7, signal)).toBe(signal);
      const files = read(folder);
      expect(Object.keys(files).sort()).toEqual(Array.from({ length: 10 }, (_, k) => String(k)));
      expect(new Set(Object.values(files)).size).toBe(1);
    },
  );

  it("lose no signal that comes after the event loop looked for one", () => {
    const script = `import { replaceFiles } from ${JSON.stringify(source)};
      setImmediate(() => setImmediate(() => process.kill(process.pid, "SIGINT")));
      await replaceFiles(new Map([[process.argv[1] + "/one", ""]]));
      setTimeout(() => {}, 5_000);`;
    const command = ["--import", "tsx", "--input-type=module", "-e", script, newFolder()];
    expect(spawnSync(process.execPath, command).signal).toBe("SIGINT");
  });

  it.each(["on", "once"])("leave a signal to who listens by process.%s", (listen) => {
    const script = `import { replaceFiles } from ${JSON.stringify(source)};
      process.${listen}("SIGINT", () => setTimeout(() => process.stdout.write("cleaned up", () => process.exit(3)), 50));
      await replaceFiles(new Map([[process.argv[1] + "/one", ""]]));
      process.kill(process.pid, "SIGINT");
      setTimeout(() => {}, 5_000);`;
    const command = ["--import", "tsx", "--input-type=module", "-e", script, newFolder()];
    const { status, stdout } = spawnSync(process.execPath, command, { encoding: "utf8" });
    expect([status, stdout]).toEqual([3, "cleaned up"]);
  });

  it("leave temporary files of processes that live", async () => {
    const folder = newFolder();
    const host = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
    const child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"]);
    const living = join(folder, `.wehrl-${host}-${child.pid}-0.tmp`);
    const dead = join(folder, `.wehrl-${host}-${2 ** 22 + 1}-0.tmp`);
    for (const name of [living, dead]) writeFileSync(name, "");
    await replaceFiles(at(folder, { one: "again" }));
    child.kill();
    expect([existsSync(living), existsSync(dead)]).toEqual([true, false]);
  });
});
