import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const page = readFileSync("docs/architecture.md", "utf8");
const paths = [...page.matchAll(/`((?:[\w.-]+\/)+[\w.-]*)`/g)].map(([, path]) => path);

describe("the page of the architecture", () => {
  it("names paths that are there", () => {
    expect(paths.length).toBeGreaterThan(40);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  it("names every room", () => {
    const named = (room: string): boolean => paths.some((path) => path === `${room}/` || path.startsWith(`${room}/`));
    const rooms = ["symbolic", "evaluate", "cli"].flatMap((room) =>
      readdirSync(room, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => `${room}/${name}`),
    );
    const top = ["generated", "spins", "runtime", "laws", "drawing", "paper", "text", "test", "scripts"];
    expect([...top, ...rooms].filter((room) => !named(room))).toEqual([]);
  });

  it("knows of no file that lies loose in a room of rooms", () => {
    const loose = ["symbolic", "evaluate", "cli"].flatMap((room) =>
      readdirSync(room, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => `${room}/${name}`),
    );
    expect(loose.sort()).toEqual(["symbolic/compile.ts", "symbolic/index.ts"]);
  });
});

describe("the sources", () => {
  const files = readdirSync(".", { withFileTypes: true })
    .filter(
      (entry) =>
        entry.isDirectory() && /^(symbolic|runtime|spins|evaluate|laws|drawing|paper|cli|text)$/.test(entry.name),
    )
    .flatMap(({ name }) => (readdirSync(name, { recursive: true }) as string[]).map((file) => `${name}/${file}`))
    .filter((file) => file.endsWith(".ts"));
  const linesOf = (file: string): number => readFileSync(file, "utf8").split("\n").length - 1;

  it("have no file of more than 250 lines", () => {
    expect(files.filter((file) => linesOf(file) > 250).map((file) => `${file}: ${linesOf(file)}`)).toEqual([]);
  });

  it("keep the runtime thin", () => {
    const lines = files.filter((file) => file.startsWith("runtime/")).map(linesOf);
    expect(lines.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(3500);
  });
});
