/** What `wehrl figure` writes: pictures that print as they should, and beside them what they were drawn from. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { figureNames, figures, writeFigure } from "../../cli/commands/figure.ts";
import { problemOf } from "../../cli/read/job.ts";
import { ringsAbove } from "../../drawing/contours.ts";
import { runsOf } from "../../drawing/rich-text.ts";
import { hammer } from "../../drawing/sphere-map.ts";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels } from "../../generated/index.ts";
import { crossingTime } from "../../paper/claims/crossing.ts";
import { library } from "../../paper/claims/library.ts";
import { figure1States, figure2 } from "../../paper/figures/dephasing-figures.ts";
import { ticksOf } from "../../paper/figures/layout.ts";
import { levels } from "../../paper/figures/maps-figure.ts";
import { mapsJob } from "../../paper/figures/spin-fields.ts";
import { paperStates } from "../../paper/states/random-states.ts";
import { collisionsIn, drawnIn, pointsAlong } from "./drawn.ts";

const folder = mkdtempSync(join(tmpdir(), "wehrl-figure-"));
beforeAll(async () => {
  for (const name of figureNames) await writeFigure(name, folder, 1, ["svg"]);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const read = (name: string): string => readFileSync(join(folder, name), "utf8");

interface Row {
  readonly panel: string;
  readonly curve: string;
  readonly x: number;
  readonly y: number;
  readonly error: number;
}

function rowsOf(name: string): readonly Row[] {
  const [, ...lines] = read(name)
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => {
    const [panel, curve, , , x, y, error] = line.split(",");
    return { panel, curve, x: Number(x), y: Number(y), error: Number(error) };
  });
}

describe("wehrl figure", () => {
  it("writes a picture in each format, 86 mm wide, with faces and every letter at 7 points or more", async () => {
    await writeFigure("3", folder, 1, ["svg", "pdf", "png"]);
    const svg = read("figure-3.svg");
    expect(svg).toMatch(/<svg[^>]* width="86mm"/);
    expect(svg).toContain("@font-face");
    const sizes = [...svg.matchAll(/font-size="([\d.]+)"[^>]*>([^<]*)/g)];
    // Lowered and raised letters are three quarters of their line.
    expect(
      Math.min(...sizes.map(([, size, letters]) => Number(size) / (letters.length === 1 ? 0.75 : 1))),
    ).toBeGreaterThanOrEqual(7);
    const pdf = readFileSync(join(folder, "figure-3.pdf")).toString("latin1");
    expect(pdf).toMatch(/^%PDF/);
    expect(pdf).toMatch(/FontFile/);
    expect(pdf).toContain("KaTeX_Main-Regular");
    expect(readFileSync(join(folder, "figure-3.png")).readUInt32BE(16)).toBe(Math.round((86 / 25.4) * 300));
  });

  it("writes the same bytes again", async () => {
    const before = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, readFileSync(path, "latin1")] as const);
    await writeFigure("3", folder, 1, ["svg", "pdf", "png"]);
    for (const [path, bytes] of before) expect(readFileSync(path, "latin1") === bytes, path).toBe(true);
  });

  it.each(figureNames)(
    "sets the texts of figure %s on the page, apart from one another, from curves and leaders",
    (name) => {
      const drawn = drawnIn(read(`figure-${name}.svg`));
      expect(drawn.texts.length).toBeGreaterThan(5);
      expect(collisionsIn(drawn)).toEqual([]);
    },
  );

  it("leads from a label to its curve without crossing another", () => {
    const { curves, leaders } = drawnIn(read("figure-3.svg"));
    expect(leaders.length).toBe(2);
    const near = ([x, y]: readonly number[], [a, b]: readonly number[]) => Math.hypot(x - a, y - b);
    for (const leader of leaders) {
      const gaps = curves.map((curve) =>
        Math.min(...pointsAlong(curve).flatMap((at) => pointsAlong(leader).map((by) => near(at, by)))),
      );
      // It stops a point and a half before its own curve.
      expect(gaps.filter((gap) => gap < 1.6).length).toBe(1);
      expect(Math.min(...gaps)).toBeGreaterThan(1);
    }
  });

  it("writes numbers in full: nine digits of each rate are certain, and fifteen or more are there to compare", () => {
    const digits = (number: string) => number.replace(/^-?[0.]*|\.|e.*$/g, "").length;
    for (const name of ["3", "5", "maps"]) {
      const cells = read(`figure-${name}.csv`)
        .split("\n")
        .filter((line) => /^([ab],|\d)/.test(line))
        .map((line) => line.split(","));
      const values = cells.flatMap((row) => (name === "maps" ? row.slice(2) : [row[5]])).slice(0, 4000);
      for (const value of values) expect(String(Number(value))).toBe(value);
      expect(values.filter((value) => digits(value) >= 15).length).toBeGreaterThan(0.9 * values.length);
    }
    // Beside the tolerance, what the evolved state is off by: it counts where Π has decayed to 1e-5.
    for (const { y, error } of [...rowsOf("figure-3.csv"), ...rowsOf("figure-5.csv")])
      expect(error).toBeLessThan(1e-9 * y + 2e-13);
  });

  it.each(["1", "2", "3", "4", "5"])(
    "bounds in the caption of figure %s every error of its curves, and not by much",
    (name) => {
      const curves = rowsOf(`figure-${name}.csv`).filter(({ curve }) => !/monte-carlo|ratio/.test(curve));
      const most = Math.max(...curves.map(({ error }) => error));
      const [, bound] = /at most (\S+) in/.exec(read(`figure-${name}.txt`))!;
      expect(Number(bound)).toBeGreaterThanOrEqual(most);
      expect(Number(bound)).toBeLessThanOrEqual(2 * most);
    },
  );

  it("gives Π_vN of figure 3 an error at every time, which the ratio has too", () => {
    for (const name of ["von-neumann", "ratio"]) {
      const rows = rowsOf("figure-3.csv").filter(({ curve }) => curve === name);
      expect(rows.length).toBe(61);
      for (const { error } of rows) expect(error).toBeGreaterThan(0);
    }
  });

  it.each([
    ["2", 4],
    ["4", 4],
    ["5", 2],
  ] as const)("names the seed of each panel in the caption of figure %s", (name, panels) => {
    const caption = read(`figure-${name}.txt`);
    for (let p = 0; p < panels; p++)
      expect(caption).toMatch(new RegExp(`\\(${"abcd"[p]}\\) of seed ${1 + p}[:,] .*ρ_ii = `));
  });

  it("says which points of figure 2 are common, and has them in the jobs", () => {
    expect(read("figure-2.txt")).toMatch(/all are means over the same 500 points of phase space \(seed 1\)/);
    for (let k = 1; k <= 4; k++)
      expect(JSON.parse(read(`figure-2-jobs/a-${k}-monte-carlo.json`))).toMatchObject({ samples: 500, seed: 1 });
  });

  it("draws the states of a caption's seeds again", () => {
    const { next } = paperStates({ form: "classes", alpha: [0, 0.25], beta: [0, 0.25], gamma: [0, 0.25], seed: 2 });
    const shown = read("figure-5.txt").split("(b) of seed 2, ")[1]!;
    for (let k = 0; k < 4; k++) expect(shown).toContain(`ρ_ii = ${next().re[0].toFixed(4).replace(/0+$/, "")}, `);
  });

  it("refuses a seed that leaves none for the panels, before anything is drawn", async () => {
    await expect(figures("2", folder, Number.MAX_SAFE_INTEGER)).rejects.toThrow(
      "seed: found 9007199254740991, which leaves none for a figure's other panels, expected at most 2^53 − 4, such as 1",
    );
  });

  it("writes data that its job gives, at an error below the width of a line", () => {
    const rows = rowsOf("figure-1.csv");
    const highest = Math.max(...rows.map(({ y }) => y));
    for (const { error } of rows) expect(error).toBeLessThan(1e-6 * highest);
    for (const curve of ["x-state", "non-x-state"]) {
      const result = evaluate(problemOf(JSON.parse(read(`figure-1-jobs/${curve}.json`)), channels));
      const own = rows.filter((row) => row.curve === curve);
      expect(own.map(({ x }) => x)).toEqual([...result.times]);
      own.forEach(({ y, error }, k) => {
        expect(Math.abs(y - result.production!.values[k])).toBeLessThanOrEqual(error + result.production!.error[k]);
      });
    }
  });

  it("shows figure 1's curves crossing where the audit finds it, to eight digits", () => {
    const time = crossingTime(library, figure1States)!;
    const rate = (k: number) => {
      const shrink = [Math.exp(-time), Math.exp(-time / 2)][k];
      const [alpha, beta] = figure1States[k].coherences.map((value) => value * shrink);
      const job = {
        spins: [0.5, 0.5],
        state: { x: { populations: figure1States[k].populations, alpha, beta } },
        channels: [0, 1].map((party) => ({ channel: "dephasing", on: [party], parameters: { lambda: 1 } })),
      };
      return evaluate(problemOf(job, channels)).production!.values[0];
    };
    // The slopes differ by more than Π/2, so this fixes the time to more than eight digits.
    expect(Math.abs(rate(0) / rate(1) - 1)).toBeLessThan(1e-10);
    expect(time).toBeCloseTo(0.287041733, 8);
    expect(read("figure-1.txt")).toContain(`λt = ${time.toFixed(4)}`);
  });

  it("puts Monte Carlo points on the curves of figure 2(a): nearly all within three standard errors", () => {
    const rows = rowsOf("figure-2.csv").filter(({ panel }) => panel === "a");
    const points = rows.filter(({ curve }) => curve.endsWith("monte-carlo"));
    const near = points.filter(({ curve, x, y, error }) => {
      const line = rows.find((row) => `${row.curve}-monte-carlo` === curve && row.x === x)!;
      return Math.abs(y - line.y) <= 3 * error;
    });
    expect(points.length).toBe(44);
    expect(near.length).toBeGreaterThanOrEqual(40);
  });

  it("orders the curves of figures 2 and 4 by C at every time", () => {
    for (const name of ["figure-2.csv", "figure-4.csv"]) {
      const rows = rowsOf(name).filter(({ curve }) => /^[a-d]-\d$/.test(curve));
      for (const panel of ["a", "b", "c", ...(name === "figure-4.csv" ? ["d"] : [])]) {
        const curves = [1, 2, 3, 4].map((k) => rows.filter(({ curve }) => curve === `${panel}-${k}`));
        for (let k = 1; k < 4; k++) {
          curves[k].forEach(({ y }, t) => {
            expect(y).toBeLessThan(curves[k - 1][t].y);
          });
        }
      }
    }
  });

  it("draws figure 2(d) from states in falling order of C, where the first draw leaves the states when rescaled", () => {
    const shown = figure2(4).panels[3].curves.map(({ coherence }) => coherence!);
    expect(shown.length).toBe(4);
    expect(shown).toEqual(shown.toSorted((a, b) => b - a));
  });

  it("writes scripts whose labels are mathtext: a bar that a font lacks is drawn", () => {
    expect(read("figure-3.py")).toContain(
      String.raw`[(r"$\bar{\Gamma}t$", r"$\Pi/\bar{\Gamma}$"), (r"$\bar{\Gamma}t$", r"$\Pi/\Pi_\mathrm{vN}$")]`,
    );
    expect(read("figure-2.py")).toContain(String.raw`(r"$\lambda t$", r"$\Pi/\lambda$")`);
    expect(read("figure-2.py")).toMatch(/"\$C\$ = 0\.\d\d"/);
    for (const name of figureNames) expect(read(`figure-${name}.py`)).toMatch(/^[\x20-\x7e\n]+$/);
    const lettered = figureNames.filter((name) => /\(a\)|\(\{panel\}\)/.test(read(`figure-${name}.py`)));
    expect(lettered).toEqual(["2", "3", "4", "5", "maps"]);
    // White is zero, and one size of either sign has one strength.
    expect(read("figure-maps.py")).toContain("vmin=-most, vmax=most");
  });

  it("maps an integrand whose integral is Π, and negative somewhere between the curves B_φφ = 0", () => {
    const lines = read("figure-maps.csv").split("\n");
    const values = lines.filter((line) => /^\d/.test(line)).map((line) => line.split(",").map(Number));
    const rowCount = new Set(values.map(([theta]) => theta)).size;
    const inner = values.filter(([, phi]) => phi < Math.PI - 1e-6);
    const weight = (theta: number) => (Math.sin(theta) * (Math.PI / rowCount) * 2 * Math.PI * rowCount) / inner.length;
    const integral = inner.reduce((sum, [theta, , , rate]) => sum + weight(theta) * rate, 0);
    const { production } = evaluate(problemOf(mapsJob, channels));
    expect(integral / production!.values[0]).toBeCloseTo(1, 3);
    const negative = values.filter(([, , , rate]) => rate < 0);
    expect(negative.length).toBeGreaterThan(0);
    for (const [theta] of negative) expect(Math.cos(theta)).toBeGreaterThan(0);
    for (const [, , density, rate] of values) {
      expect(density > levels.density[0] && density < levels.density.at(-1)!).toBe(true);
      expect(rate > levels.production[0] && rate < levels.production.at(-1)!).toBe(true);
    }
  });
});

describe("the parts of a figure", () => {
  it("keep areas on the map: the share of a cap is its share of the sphere", () => {
    const theta = 1;
    let area = 0;
    const count = 4000;
    for (let k = 0; k < count; k++) {
      // Green's theorem around the cap: along its circle, then back along the edge φ = ±π.
      const at = (share: number) => hammer(theta, Math.PI * (2 * share - 1));
      const [[x0, y0], [x1, y1]] = [at(k / count), at((k + 1) / count)];
      area += 0.5 * (x0 * y1 - x1 * y0);
      for (const side of [1, -1]) {
        const [[a, b], [c, d]] = [
          hammer((theta * k) / count, side * Math.PI),
          hammer((theta * (k + 1)) / count, side * Math.PI),
        ];
        area += side * 0.5 * (c * b - a * d);
      }
    }
    // The whole ellipse has area π/2 and stands for 4π.
    expect(Math.abs(area) / (Math.PI / 2)).toBeCloseTo((1 - Math.cos(theta)) / 2, 5);
  });

  it("bound what is above a level, holes taken out, beyond the grid's edge too", () => {
    const [rows, columns] = [81, 101];
    const values = Float64Array.from({ length: rows * columns }, (_, at) => {
      return -Math.abs(Math.hypot(Math.floor(at / columns) - 40, (at % columns) - 50) - 20);
    });
    const area = (level: number) =>
      ringsAbove({ rows, columns, values }, level)
        .map((ring) =>
          ring.reduce((sum, [r, c], k) => sum + 0.5 * (c * ring.at(k - 1)![0] - r * ring.at(k - 1)![1]), 0),
        )
        .reduce((a, b) => a + b, 0);
    expect(Math.abs(area(-10)) / (Math.PI * (30 ** 2 - 10 ** 2))).toBeCloseTo(1, 2);
    expect(Math.abs(area(-1000))).toBeCloseTo((rows - 1) * (columns - 1), 9);
    expect(area(1)).toBe(0);
  });

  it("refuse a letter that no face draws", () => {
    expect(() => runsOf("Π 🙂 0")).toThrow("cannot draw");
    expect(runsOf("Γ̄_t_").runs.map(({ face }) => face)).toEqual(["upright", "italic"]);
  });

  it("have four to eight ticks from zero, of round numbers", () => {
    expect(ticksOf(0, 3)).toEqual([0, 1, 2, 3]);
    expect(ticksOf(0, 0.123)).toEqual([0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12]);
    expect(ticksOf(-0.2, 0.7)).toEqual([-0.2, 0, 0.2, 0.4, 0.6]);
    for (let high = 1; high < 100; high *= 1.01) {
      expect(ticksOf(0, high).length).toBeGreaterThanOrEqual(4);
      expect(ticksOf(0, high).length).toBeLessThanOrEqual(8);
    }
  });
});
