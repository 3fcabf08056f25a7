/** States and mean values as `wehrl run` gives them, and takes them back. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { arrayBytes } from "../../cli/print/array-bytes.ts";
import { arrayOf } from "../../cli/read/array-file.ts";
import { folderWithJob, smallJob, wehrl } from "./command.ts";

const job = {
  ...smallJob,
  constants: { g: 0.3 },
  observables: {
    M: "g*Jz",
    flip: {
      re: [
        [0, 1],
        [1, 0],
      ],
    },
  },
  states: true,
};

interface Printed {
  readonly states: readonly { readonly re: readonly number[][]; readonly im: readonly number[][] }[];
  readonly observables: Readonly<Record<string, readonly number[]>>;
  readonly error: { readonly observables: Printed["observables"]; readonly states: readonly number[] };
}

describe("states and observables", () => {
  it("are printed in JSON with their errors, and written bit for bit the same", () => {
    const { folder, file } = folderWithJob(job);
    const path = join(folder, "rho.npy");
    const { stdout, status } = wehrl(["run", file, "--json", "--states", path]);
    const { states, observables, error } = JSON.parse(stdout) as Printed;
    expect(status).toBe(0);
    const { shape, re, im } = arrayOf(readFileSync(path), path);
    expect(shape).toEqual([2, 2, 2]);
    expect([...re]).toEqual(states.flatMap((one) => one.re.flat()));
    expect([...im]).toEqual(states.flatMap((one) => one.im.flat()));
    expect(Object.keys(error.observables)).toEqual(["M", "flip"]);
    expect(error.states.length).toBe(2);
    states.forEach(({ re: rows }, k) => {
      expect(observables.M[k]).toBeCloseTo(0.15 * (rows[0][0] - rows[1][1]), 14);
      expect(observables.flip[k]).toBeCloseTo(2 * rows[0][1], 14);
    });
  });

  it("come back as the state of another job", () => {
    const { folder, file } = folderWithJob({ ...job, times: [0.5] });
    const path = join(folder, "rho.npy");
    const { states } = JSON.parse(wehrl(["run", file, "--json", "--states", path]).stdout) as Printed;
    expect(arrayOf(readFileSync(path), path).shape).toEqual([1, 2, 2]);
    const again = folderWithJob({ ...job, state: { file: path }, times: [0] });
    const {
      states: [same],
    } = JSON.parse(wehrl(["run", again.file, "--json"]).stdout) as Printed;
    expect(same).toEqual(states[0]);
  });

  it("of several times are no state of another job", () => {
    const { folder, file } = folderWithJob(job);
    const path = join(folder, "rho.npy");
    wehrl(["run", file, "--json", "--states", path]);
    const { stderr, status } = wehrl(["run", folderWithJob({ ...job, state: { file: path } }).file]);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /found an array of 2 × 2 × 2, expected 2 or 2 × 2, as spins \[0\.5\] need; save one of them, x\[k\]/,
    );
  });

  it("are columns of a table and of CSV", () => {
    const { file } = folderWithJob(job);
    expect(wehrl(["run", file]).stdout).toMatch(/⟨M⟩[\s\S]*⟨flip⟩/);
    const [names] = wehrl(["run", file, "--format", "csv"])
      .stdout.split("\n")
      .filter((line) => !line.startsWith("#"));
    expect(names).toContain(",observable M,observable M error,observable flip,observable flip error,");
  });

  it.each([
    ["an operator that is misspelt, at its character", { M: "g*Jq" }, /observables\.M, at character 3 of g\*Jq/],
    [
      "what is not Hermitian",
      { M: "J+" },
      /observables\.M: found A ≠ A†, .*: an observable is Hermitian; .* dag\(…\) is added/,
    ],
    ["what is no object", ["Jz"], /observables: found \["Jz"\], expected an object/],
  ])("refuse %s", (_, observables, message) => {
    const { stderr, status } = wehrl(["run", folderWithJob({ ...job, observables }).file]);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr.trim()).not.toContain("\n");
  });

  it.each([
    ["rho.txt", /--states .*rho\.txt: found another ending/],
    [join("nowhere", "rho.npy"), /--states .*rho\.npy: found no folder/],
  ])("go to no file %s", (name, message) => {
    const { folder, file } = folderWithJob(job);
    const { stderr, status } = wehrl(["run", file, "--states", join(folder, name)]);
    expect([status, message.test(stderr)]).toEqual([2, true]);
  });
});

describe("a .npy file", () => {
  it("keeps every bit of a double: signed zeros, the smallest, the largest", () => {
    const values = Float64Array.of(-0, 5e-324, -1.7976931348623157e308, 0.1, 1 / 3, 2 ** -1022);
    const { shape, re, im } = arrayOf(Buffer.from(arrayBytes("<c16", [3], values)), "x.npy");
    expect(shape).toEqual([3]);
    values.forEach((value, k) => {
      expect(Object.is((k % 2 === 0 ? re : im)[k >> 1], value)).toBe(true);
    });
  });

  it("is read by columns where it was written so, of three indices too", () => {
    const values = Float64Array.from({ length: 24 }, (_, k) => k);
    const bytes = Buffer.from(arrayBytes("<f8", [2, 3, 4], values));
    const text = bytes.toString("latin1").replace("'fortran_order': False", "'fortran_order': True ");
    const { re } = arrayOf(Buffer.from(text, "latin1"), "x.npy");
    // Element (i, j, k) stands at i + 2j + 6k.
    expect([...re]).toEqual(
      Array.from({ length: 24 }, (_, at) => Math.floor(at / 12) + 2 * (Math.floor(at / 4) % 3) + 6 * (at % 4)),
    );
  });

  it("is not the file of the result too, by whatever path", () => {
    const { folder, file } = folderWithJob(job);
    const { status, stderr } = wehrl([
      "run",
      file,
      "--states",
      join(folder, "x.npy"),
      "--out",
      join(folder, ".", "x.npy"),
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain("--states: found the file of --out");
  });
});
