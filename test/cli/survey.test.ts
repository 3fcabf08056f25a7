import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { type SurveyOptions, surveyStates } from "../../cli/commands/survey.ts";
import { conventions } from "../../evaluate/problem/conventions.ts";
import { channels } from "../../generated/index.ts";
import { evaluate } from "../../index.ts";
import { type Hexagon, hexbin } from "../../paper/survey/hexbin.ts";
import { rankCorrelation, strongestCounterexample } from "../../paper/survey/rank-correlation.ts";
import { densityMatrix } from "../../spins/states/density-matrix.ts";
import { randomStream } from "../../spins/states/random-stream.ts";
import { collisionsIn, drawnIn } from "./drawn.ts";

const small: SurveyOptions = { channel: "amplitude-damping", states: 400, seed: 3, json: true };

interface Surveyed {
  readonly index: number;
  readonly coherence: number;
  readonly production: number;
  readonly error: number;
  readonly state: { readonly re: number[][]; readonly im: number[][] };
}

interface Summary {
  readonly acceptance: number;
  readonly coherence: {
    readonly spearman: number;
    readonly discordant: number;
    readonly counterexample: { readonly more: Surveyed; readonly less: Surveyed };
  };
}

async function summaryOf(options: SurveyOptions): Promise<Summary> {
  return JSON.parse((await surveyStates(options)).text) as Summary;
}

describe("a survey", () => {
  it.each([
    ["amplitude-damping", "classes", { Gamma: 1, nbar: 0.5 }],
    ["dephasing", "x", { lambda: 1 }],
    ["dephasing", "ginibre", { lambda: 1 }],
  ] as const)(
    "of %s on class %s gives a pair of states with more coherence and less production",
    async (name, form, parameters) => {
      const { coherence } = await summaryOf({ ...small, channel: name, class: form });
      const { more, less } = coherence.counterexample;
      const judged = [more, less].map(({ state, coherence: C, production, error }) => {
        const rho = densityMatrix([0.5, 0.5], state.re, state.im);
        const found = evaluate({
          spins: [0.5, 0.5],
          state: rho,
          channels: [0, 1].map((party) => ({ channel: channels[name], on: [party], parameters })),
          tolerance: 1e-11,
        }).production!;
        const l1 = rho.re.reduce((sum, x, k) => (k % 5 === 0 ? sum : sum + Math.hypot(x, rho.im[k])), 0);
        expect(C).toBeCloseTo(l1, 12);
        expect(Math.abs(found.values[0] - production)).toBeLessThanOrEqual(error + found.error[0]);
        return { l1, Pi: found.values[0], error: found.error[0] };
      });
      expect(judged[0].l1).toBeGreaterThan(judged[1].l1);
      expect(judged[0].Pi + judged[0].error).toBeLessThan(judged[1].Pi - judged[1].error);
    },
  );

  it("is the same from the same seed, and another from another", async () => {
    const [first, again, other] = await Promise.all([small, small, { ...small, seed: 4 }].map(surveyStates));
    expect(again.text).toBe(first.text);
    expect(other.text).not.toBe(first.text);
  });

  it("writes CSV, Parquet, a plot and a summary, each with seed and conventions, and leaves nothing else", async () => {
    const folder = join(mkdtempSync(join(tmpdir(), "wehrl-survey-")), "new");
    const { text } = await surveyStates({ ...small, out: folder });
    expect(readdirSync(folder).sort()).toEqual(["survey.csv", "survey.json", "survey.parquet", "survey.svg"]);
    const read = (name: string) => readFileSync(join(folder, name));
    expect(read("survey.json").toString()).toBe(text);
    const lines = read("survey.csv").toString().trimEnd().split("\n");
    const rows = lines.filter((line) => !line.startsWith("#"));
    expect(lines.find((line) => line.startsWith("# survey"))).toMatch(/"seed":3/);
    expect(lines.some((line) => line.startsWith("# basis"))).toBe(true);
    expect(rows.length).toBe(401);
    expect(rows[0]).toBe(
      "C [1],C_rel [nat],production [nat/time],production error [nat/time],flux [nat/time],flux error [nat/time],entropy [nat],entropy error [nat]",
    );
    for (const row of rows.slice(1))
      for (const cell of row.split(",")) expect(Number.isFinite(Number(cell))).toBe(true);
  });

  it("writes a Parquet file that another reader finds equal to the CSV bit by bit, with its conventions, seed and states", async () => {
    const folder = mkdtempSync(join(tmpdir(), "wehrl-survey-"));
    const { text } = await surveyStates({ ...small, out: folder });
    const bytes = readFileSync(join(folder, "survey.parquet"));
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    const rows = await parquetReadObjects({ file });
    const [header, ...lines] = readFileSync(join(folder, "survey.csv"), "utf8")
      .trimEnd()
      .split("\n")
      .filter((line) => !line.startsWith("#"))
      .map((line) => line.split(","));
    expect(rows.length).toBe(400);
    for (const [c, title] of header.entries()) {
      const name = title.replace(/ \[.*/, "").replaceAll(" ", "_");
      for (const [k, line] of lines.entries())
        expect(Object.is(rows[k][name], Number(line[c])), `${name}, ${k}`).toBe(true);
    }
    const { more } = (JSON.parse(text) as Summary).coherence.counterexample;
    const entry = (part: "re" | "im", i: number, j: number) =>
      part === "im" && i === j ? 0 : rows[more.index][`${part}_${i}${j}`];
    for (const [i, j] of [0, 1, 2, 3].flatMap((row) => [0, 1, 2, 3].slice(row).map((column) => [row, column])))
      expect([entry("re", i, j), entry("im", i, j)]).toEqual([more.state.re[i][j], more.state.im[i][j]]);
    const kept = parquetMetadata(file).key_value_metadata!;
    const metadata = Object.fromEntries(kept.map(({ key, value }) => [key, value ?? ""]));
    expect(JSON.parse(metadata["wehrl.conventions"])).toEqual(conventions);
    expect(JSON.parse(metadata["wehrl.survey"])).toMatchObject({ seed: 3, states: 400, channel: small.channel });
    expect(JSON.parse(metadata["wehrl.units"])).toMatchObject({ C: "1", production: "nat/time" });
  });

  it.each([
    ["amplitude-damping", "Π/Γ"],
    ["dephasing", "Π/λ"],
  ] as const)(
    "draws %s for a journal's column: %s against C, the pair circled, no text on another",
    async (channel, rate) => {
      const folder = mkdtempSync(join(tmpdir(), "wehrl-survey-"));
      await surveyStates({ ...small, channel, out: folder });
      const svg = readFileSync(join(folder, "survey.svg"), "utf8");
      expect(svg).toMatch(/<svg[^>]* width="86mm"/);
      expect(svg).toContain("@font-face");
      const drawn = drawnIn(svg);
      const words = drawn.texts.map(({ text }) => text);
      for (const word of [rate, "C", "states", "more C, less Π: the strongest pair"]) expect(words).toContain(word);
      expect(collisionsIn(drawn)).toEqual([]);
      // The pair, and the key that explains it.
      expect(svg.match(/<path[^>]*stroke="#c8102e"/g)?.length).toBe(4);
    },
  );

  it.each([
    [{ ...small, channel: "dephasig" }, /--channel: found unknown channel "dephasig", .*; did you mean "dephasing"/],
    [{ ...small, parameters: "nbr=1" }, /found "nbr", no parameter.*did you mean "nbar"/],
    [{ ...small, parameters: "nbar=-1" }, /nbar: found -1, expected .* in \[0, inf\)/],
    [{ ...small, channel: "squeezed-vacuum" }, /--parameters\.r: found nothing/],
    [{ ...small, channel: "collective-decay" }, /channel: found collective-decay, of which Π is refused/],
    [{ ...small, states: 3 }, /states: found 3, expected an integer ≥ 4/],
    [{ ...small, seed: 0.5 }, /seed: found 0.5, expected a seed/],
    [{ ...small, seed: -1 }, /seed: found -1, expected a seed/],
    [{ ...small, tolerance: 0 }, /tolerance: found 0, expected .* in \(0, 1\)/],
    [{ ...small, out: "package.json" }, /--out package.json: found .*package.json, which is no folder/],
    [{ ...small, out: "package.json/in" }, /--out package.json\/in: found .*package.json, which is no folder/],
  ] as const)("refuses %o", async (options, message) => {
    await expect(surveyStates(options)).rejects.toThrow(message);
  });

  it.each([{ states: 3 }, { tolerance: 2 }, { seed: -1 }, { parameters: "nbar=-1" }, { channel: "dephasig" }])(
    "makes no folder for %o",
    async (wrong) => {
      const out = join(mkdtempSync(join(tmpdir(), "wehrl-survey-")), "new");
      await expect(surveyStates({ ...small, ...wrong, out })).rejects.toThrow();
      expect(existsSync(out)).toBe(false);
    },
  );
});

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Of values without ties. */
function spearmanBySorting(a: Float64Array, b: Float64Array): number {
  const places = (values: Float64Array): Float64Array => {
    const rank = new Float64Array(values.length);
    for (const [place, k] of [...values.keys()].sort((i, j) => values[i] - values[j]).entries()) rank[k] = place;
    return rank;
  };
  const [p, q] = [places(a), places(b)];
  const squares = p.reduce((sum, place, k) => sum + (place - q[k]) ** 2, 0);
  return 1 - (6 * squares) / (a.length * (a.length ** 2 - 1));
}

type Pair = readonly [number, number];
const bow = (u: () => number): Pair => {
  const a = 2 * u() - 1;
  return [a, (a + 0.4) ** 2 + 0.05 * u()];
};
const crossing = (u: () => number): Pair => {
  const [a, rising] = [u(), u() < 0.75];
  return [a, (rising ? a : 1 - a) + 0.02 * u()];
};
const fan = (u: () => number): Pair => {
  const a = u();
  return [a, a ** 2 * u()];
};

describe("rank statistics", () => {
  const x = Float64Array.from({ length: 60 }, (_, k) => Math.round(10 * Math.sin(k * 1.7)) / 10);
  const y = Float64Array.from({ length: 60 }, (_, k) => Math.round(10 * Math.sin(k * 1.7 + Math.cos(k))) / 10);

  it("count pairs as two loops do, ties as neither", () => {
    let [concordant, discordant] = [0, 0];
    for (let i = 0; i < 60; i++) {
      for (let j = 0; j < i; j++) {
        const sign = Math.sign(x[i] - x[j]) * Math.sign(y[i] - y[j]);
        if (sign > 0) concordant++;
        if (sign < 0) discordant++;
      }
    }
    const found = rankCorrelation(x, y);
    expect(found.concordant * 1770).toBeCloseTo(concordant, 9);
    expect(found.discordant * 1770).toBeCloseTo(discordant, 9);
  });

  it("are 1, −1 and known in between", () => {
    expect(rankCorrelation(x, x.map(Math.exp)).spearman).toBeCloseTo(1, 14);
    expect(
      rankCorrelation(
        x,
        x.map((value) => -value),
      ).spearman,
    ).toBeCloseTo(-1, 14);
    // 1 − 6 Σd²/(n(n² − 1)), d = 1, 1, 1, 1, 0.
    expect(rankCorrelation(Float64Array.of(1, 2, 3, 4, 5), Float64Array.of(2, 1, 4, 3, 5)).spearman).toBeCloseTo(
      0.8,
      14,
    );
  });

  it("rank states that are drawn several times as sorting them does", () => {
    const [a, b] = [Float64Array.of(3, 1, 1, 2, 5), Float64Array.of(2, 2, 1, 7, 6)];
    // ρ is a ratio of sums over all pairs of states, which so many copies of each leave as it is.
    const copies = (values: Float64Array) => Float64Array.from({ length: 15 }, (_, k) => values[k % 5]);
    expect(rankCorrelation(copies(a), copies(b)).spearman).toBeCloseTo(rankCorrelation(a, b).spearman, 12);
  });

  // Pairs as they may be where more coherence need not produce more: none is normal, and the formula for normal pairs,
  // (1 − ρ²)√((1 + ρ²/2)/(N − 3)), misses by a seventh and more, to either side.
  it.each([
    ["a bow", (u: () => number) => bow(u)],
    ["two crossing lines", (u: () => number) => crossing(u)],
    ["a fan", (u: () => number) => fan(u)],
  ])("have the error that repetition has, of %s", (_, draw) => {
    const [size, repetitions, bootstrapped] = [150, 2000, 60];
    const uniform = randomStream(17, "pairs of a test");
    const found = Array.from({ length: repetitions }, (__, k) => {
      const pairs = Array.from({ length: size }, () => draw(uniform));
      const [a, b] = [0, 1].map((side) => Float64Array.from(pairs, (pair) => pair[side as 0 | 1]));
      return k < bootstrapped ? rankCorrelation(a!, b!, k) : { spearman: spearmanBySorting(a!, b!), error: null };
    });
    const rho = meanOf(found.map(({ spearman }) => spearman));
    const spread = Math.sqrt(meanOf(found.map(({ spearman }) => (spearman - rho) ** 2)));
    const bootstrap = meanOf(found.flatMap(({ error }) => (error === null ? [] : [error])));
    const formula = (1 - rho ** 2) * Math.sqrt((1 + rho ** 2 / 2) / (size - 3));
    // The spread is known to 1.6 %.
    expect(bootstrap / spread).toBeGreaterThan(0.93);
    expect(bootstrap / spread).toBeLessThan(1.07);
    expect(Math.abs(formula / spread - 1)).toBeGreaterThan(0.1);
  });

  it("have the same error from the same seed, and nearly the same from another", () => {
    const [a, again, b] = [5, 5, 6].map((seed) => rankCorrelation(x, y, seed).error);
    expect(again).toBe(a);
    expect(b).not.toBe(a);
    expect(Math.abs(b! / a! - 1)).toBeLessThan(0.15);
  });

  it("find the pair that two loops find", () => {
    let most = 0;
    for (let i = 0; i < 60; i++) {
      for (let j = 0; j < 60; j++) if (x[i] > x[j]) most = Math.max(most, (x[i] - x[j]) * (y[j] - y[i]));
    }
    const { more, less } = strongestCounterexample(x, y)!;
    expect((x[more] - x[less]) * (y[less] - y[more])).toBeCloseTo(most, 14);
    expect(strongestCounterexample(x, x)).toBeNull();
  });

  it("of hexagons lose no point, and put each into the nearest", () => {
    const points = Array.from(x, (_, k) => [50 * x[k], 40 * y[k]] as const);
    const bins = hexbin(points, 7);
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(60);
    const centres = bins.map((bin) => points.filter(([a, b]) => nearest(bins, a, b) === bin).length);
    expect(centres).toEqual(bins.map(({ count }) => count));
    for (const [a, b] of points) {
      const { x: right, y: up } = nearest(bins, a, b);
      expect(Math.hypot(a - right, b - up)).toBeLessThanOrEqual(7 + 1e-9);
    }
  });
});

function nearest(bins: readonly Hexagon[], x: number, y: number): Hexagon {
  const distance = (bin: Hexagon) => Math.hypot(bin.x - x, bin.y - y);
  return bins.reduce((best, bin) => (distance(bin) < distance(best) ? bin : best));
}
