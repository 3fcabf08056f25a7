/** What `wehrl husimi` writes. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type HusimiOptions, husimi } from "../../cli/commands/husimi.ts";
import { arrayOf } from "../../cli/read/array-file.ts";
import { channels, coherent, evaluate } from "../../index.ts";
import { folderWithJob, smallJob, wehrl } from "./command.ts";
import { drawnIn } from "./drawn.ts";

const pair = {
  spins: [0.5, 1],
  state: {
    coherent: [
      { theta: 0.8, phi: 0.3 },
      { theta: 2, phi: 1 },
    ],
  },
  channels: [
    { channel: "amplitude-damping", on: [0], parameters: { Gamma: 1, nbar: 0.1 } },
    { channel: "dephasing", on: [1], parameters: { lambda: 1 } },
  ],
  hamiltonian: "Jx[0]*Jx[1]",
  times: [0.6, 1],
};

const RING = /d="M3,0A3,3 0 1 1 -3,0A3,3 0 1 1 3,0Z" fill="white"/g;

// What is said of a file goes to standard error.
const said: string[] = [];
beforeAll(() => {
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
});
afterAll(() => vi.restoreAllMocks());

async function written(job: unknown, name: string, options: Partial<HusimiOptions> = {}): Promise<Buffer> {
  const { folder, file } = folderWithJob(job);
  const out = join(folder, name);
  await husimi(file, { grid: "4x6", spin: 0, out, ...options });
  return readFileSync(out);
}

const csvOf = async (job: unknown, options: Partial<HusimiOptions> = {}): Promise<string> =>
  (await written(job, "q.csv", options)).toString("utf8");

function rowsOf(csv: string): readonly Readonly<Record<string, number>>[] {
  const [names, ...rows] = csv.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const keys = names.split(",");
  return rows.map((row) => Object.fromEntries(row.split(",").map((cell, k) => [keys[k], Number(cell)])));
}

const sumOf = (csv: string, column: string): number =>
  rowsOf(csv).reduce((sum, row) => sum + row.weight * row[column], 0);

describe("wehrl husimi", () => {
  it("prints CSV whose weighted sums are 1 and Π, and says so", () => {
    const { stdout, status } = wehrl(["husimi", folderWithJob(smallJob).file, "--grid", "40x60", "--time", "0.5"]);
    const { production } = evaluate({
      spins: [0.5],
      state: coherent([0.5], [{ theta: 1.2, phi: 0.3 }]),
      channels: [{ channel: channels["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar: 0.5 } }],
      times: [0.5],
    });
    expect(status).toBe(0);
    expect(rowsOf(stdout).length).toBe(2400);
    expect((2 / (4 * Math.PI)) * sumOf(stdout, "Q")).toBeCloseTo(1, 13);
    expect(sumOf(stdout, "production")).toBeCloseTo(production!.values[0], 9);
    expect(stdout).toMatch(/^# sum {14}Σ weight·production = 0\.18526969\d+; Π = 0\.18526969/m);
    const skip = Number(/skip_header=(\d+)/.exec(stdout)![1]);
    expect(stdout.split("\n")[skip]).toBe("theta,phi,weight,Q,production,current_theta,current_phi");
  });

  it("writes the same numbers as .npy, planes in the order of the columns", async () => {
    const options = { spin: 1, grid: "6x9" };
    const rows = rowsOf(await csvOf(pair, options));
    const { shape, re } = arrayOf(await written(pair, "q.npy", options), "q.npy");
    expect(shape).toEqual([7, 6, 9]);
    rows.forEach((row, k) => {
      expect(Object.values(row)).toEqual(Array.from({ length: 7 }, (_, plane) => re[54 * plane + k]));
    });
  });

  it("holds other spins at a direction, and then gives no sum", async () => {
    const held = await csvOf(pair, { spin: 1, at: ["0=1.2,0.5"] });
    expect(held).toMatch(/^# spin {13}1, J = 1; t = 0\.6; spins 0 held at \(1\.2, 0\.5\)$/m);
    expect(held).not.toMatch(/^# sum/m);
    const whole = await csvOf(pair, { spin: 1 });
    expect(whole).toMatch(/^# left out {9}channels\[0\], which act on other spins$/m);
    expect(rowsOf(held)[0].Q).not.toBe(rowsOf(whole)[0].Q);
  });

  it("names the Majorana points of a pure spin, and rings them on its map", async () => {
    const svg = await written({ ...smallJob, spins: [1], state: { ket: [0.6, 0, 0.8] }, times: [0] }, "q.svg");
    const points = /zeros of Q \(theta, phi\): \(([\d.]+), ([\d.]+)\) \(([\d.]+), ([\d.]+)\); state to/.exec(
      said.at(-1)!,
    )!;
    // 0.6 u² + 0.8 v² = 0: tan θ/2 = √(3/4), at φ = π/2 and 3π/2.
    const [theta, phi, other, opposite] = points.slice(1).map(Number);
    expect(Math.tan(theta / 2)).toBeCloseTo(Math.sqrt(0.75), 12);
    expect(other).toBeCloseTo(theta, 12);
    expect(phi).toBeCloseTo(Math.PI / 2, 12);
    expect(opposite).toBeCloseTo((3 * Math.PI) / 2, 12);
    expect([...svg.toString("utf8").matchAll(RING)].length).toBe(2);
    expect(drawnIn(svg.toString("utf8")).texts.length).toBeGreaterThan(10);
  });

  it.each(["svg", "pdf", "png"])("draws the same bytes of the same job as .%s", async (ending) => {
    const [first, second] = [await written(smallJob, `a.${ending}`), await written(smallJob, `b.${ending}`)];
    expect(first.length).toBeGreaterThan(5000);
    expect(first.equals(second)).toBe(true);
  });

  it("leaves out what is refused, with the reason", async () => {
    const bath = { channel: "squeezed-thermal", on: [0], parameters: { Gamma: 1, nbar: 0.3, r: 0.5, phase: 0 } };
    const csv = await csvOf({ ...smallJob, channels: [bath] });
    expect(csv).toMatch(/^# refused {10}Π: /m);
    expect(Object.keys(rowsOf(csv)[0])).toEqual(["theta", "phi", "weight", "Q", "current_theta", "current_phi"]);
  });

  it.each<[Partial<HusimiOptions>, RegExp]>([
    [{ grid: "64" }, /^--grid: found "64", expected rows and columns such as 64x128/],
    [{ spin: 1 }, /^--spin: found 1, expected the index of a spin, 0 to 0/],
    [{ at: ["0=1,2"] }, /^--at: found "0=1,2", expected each other spin once/],
    [{ at: ["x"] }, /^--at: found "x", expected index=theta,phi/],
    [{ time: "-1" }, /^--time: found "-1", expected a time in \[0, inf\)/],
  ])("refuses %j", async (options, message) => {
    await expect(csvOf(smallJob, options)).rejects.toThrow(message);
  });

  it("refuses a job in one line, with its name, and a file that is none of its kinds", async () => {
    const { stderr, status } = wehrl(["husimi", folderWithJob({ ...smallJob, spins: [0.4] }).file]);
    expect([status, stderr.trim().split("\n").length]).toEqual([2, 1]);
    expect(stderr).toMatch(/job\.json: spins\[0\]: found 0\.4/);
    await expect(written(smallJob, "q.txt")).rejects.toThrow(
      /--out .*q\.txt: found another ending, expected a name that ends in \.npy/,
    );
  });
});
