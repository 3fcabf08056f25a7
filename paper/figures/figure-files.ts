/** What stands beside a picture: its numbers, the jobs they come from, a caption, a script that draws it again. */
import { conventions, conventionsHelp } from "../../evaluate/problem/conventions.ts";
import type { Figure, Panel } from "./layout.ts";
import { nbar } from "./spin-fields.ts";

/** One row a point: panel, curve, quantity, C, x, y, error. */
export function csvOf(figure: Figure): string {
  const header = [
    ...plain(figure.caption),
    ...figure.panels.map(({ letter, x, y }) => `${letter || "panel"} x = ${bare(x.title)}, y = ${bare(y.title)}`),
    "error bounds |value − truth| of a curve and is the standard error of a Monte Carlo point",
    ...conventionsHelp().trim().split("\n"),
  ];
  if (figure.custom !== undefined) return commented(header, figure.custom.rows);
  const rows = figure.panels.flatMap((panel) =>
    panel.curves.flatMap((curve) =>
      curve.points.map(({ x, y, error }) =>
        [panelName(panel), curve.name, curve.quantity, curve.coherence ?? "", x, y, error].join(","),
      ),
    ),
  );
  return commented(header, ["panel,curve,quantity,C,x,y,error", ...rows]);
}

const commented = (header: readonly string[], rows: readonly string[]): string =>
  `${[...header.map((line) => `# ${line}`.trimEnd()), ...rows].join("\n")}\n`;

export function dataOf(figure: Figure): object {
  return {
    schema: "wehrl.figure/1",
    conventions,
    name: figure.name,
    caption: figure.caption,
    ...(figure.custom === undefined ? {} : { rows: figure.custom.rows, job: figure.custom.job }),
    panels: figure.panels.map((panel) => ({
      panel: panelName(panel),
      x: bare(panel.x.title),
      y: bare(panel.y.title),
      curves: panel.curves.map(({ name, quantity, coherence, points, job }) => ({
        name,
        quantity,
        C: coherence,
        x: points.map(({ x }) => x),
        y: points.map(({ y }) => y),
        error: points.map(({ error }) => error),
        job,
      })),
    })),
  };
}

/** Each as `wehrl run` takes it, by the name of its file; quantities of one curve share a job. */
export function jobsOf(figure: Figure): ReadonlyMap<string, string> {
  const jobs = new Map<string, string>();
  const single = figure.custom === undefined ? [] : [{ name: "state", job: figure.custom.job }];
  for (const { name, job } of [...figure.panels.flatMap(({ curves }) => curves), ...single]) {
    const text = `${JSON.stringify(job, null, 2).replace(/\[[^[\]{}]*\]/g, (list) => list.replace(/\s+/g, " "))}\n`;
    if (![...jobs.values()].includes(text)) jobs.set(`${name}.json`, text);
  }
  return jobs;
}

/** A few lines of Python that draw the data file. */
export function scriptOf(figure: Figure): string {
  if (figure.custom !== undefined) return mapScript(figure.name);
  const columns = figure.width > 100 ? 2 : 1;
  const rows = Math.ceil(figure.panels.length / columns);
  const titles = figure.panels.map(({ x, y }) => `(${mathtext(x.title)}, ${mathtext(y.title)})`);
  const labels = figure.panels.flatMap((panel) =>
    panel.curves.map(
      ({ name, label, marks }) =>
        `("${panelName(panel)}", "${name}"): "${marks === "line" ? label.replaceAll("_", "$") : ""}"`,
    ),
  );
  const inches = (length: number) => (length / 25.4).toFixed(2);
  return `import csv, matplotlib.pyplot as plt
plt.rcParams.update({"font.family": "serif", "mathtext.fontset": "cm", "font.size": 8, "lines.linewidth": 1})
rows = list(csv.DictReader(line for line in open("${figure.name}.csv", encoding="utf-8") if not line.startswith("#")))
titles = [${titles.join(", ")}]
labels = {${labels.join(", ")}}
figure, axes = plt.subplots(${rows}, ${columns}, squeeze=False, figsize=(${inches(figure.width)}, ${inches(figure.height)}), layout="constrained")
for axis, panel, (x, y) in zip(axes.flat, sorted({row["panel"] for row in rows}), titles):
    axis.set(xlabel=x, ylabel=y)
    for k, name in enumerate(dict.fromkeys(row["curve"] for row in rows if row["panel"] == panel)):
        t, v, e = zip(*([float(row[k]) for k in ("x", "y", "error")] for row in rows if row["curve"] == name and row["panel"] == panel))
        if "monte-carlo" in name:
            axis.errorbar(t, v, e, fmt="o", ms=3, mfc="white", color=f"C{k % 4}")
        else:
            axis.plot(t, v, ("-", "--", ":", "-.")[k % 4], color=f"C{k % 4}", label=labels[panel, name])
    axis.set_ylim(min(0, axis.dataLim.ymin), 1.12 * axis.dataLim.ymax)
${figure.panels.length > 1 ? `    axis.text(0.5, 0.97, f"({panel})", transform=axis.transAxes, ha="center", va="top")\n` : ""}    if any(axis.get_legend_handles_labels()):
        axis.legend(loc="upper right", frameon=False)
figure.savefig("${figure.name}-matplotlib.pdf")
`;
}

const mapScript = (name: string): string => `import numpy as np, matplotlib.pyplot as plt
from matplotlib.colors import Normalize, SymLogNorm
plt.rcParams.update({"font.family": "serif", "mathtext.fontset": "cm", "font.size": 8})
theta, phi, q, rate = np.genfromtxt("${name}.csv", delimiter=",", comments="#", encoding="utf-8").T[:, 1:]
shape, most = (len(np.unique(theta)), len(np.unique(phi))), abs(rate).max()
maps = (r"(a) $\\mu Q$", q, "Blues", Normalize(0)), (r"(b) $\\mu\\, g\\cdot Bg/Q$", rate, "RdBu_r", SymLogNorm(0.01, vmin=-most, vmax=most))
figure, axes = plt.subplots(1, 2, figsize=(7, 2.4), subplot_kw={"projection": "hammer"}, layout="constrained")
for axis, (title, values, colours, norm) in zip(axes, maps):
    grid = [field.reshape(shape) for field in (phi, np.pi / 2 - theta, values)]
    figure.colorbar(axis.pcolormesh(*grid, cmap=colours, norm=norm, rasterized=True), ax=axis, shrink=0.6)
    for latitude in (0, np.arcsin(1 / ${2 * nbar + 1})):
        axis.plot([-np.pi, np.pi], [latitude, latitude], "k--", lw=0.6)
    axis.set(title=title, xticklabels=[], yticklabels=[])
figure.savefig("${name}-matplotlib.pdf", dpi=300)
`;

const panelName = ({ letter }: Panel): string => letter.replace(/[()]/g, "") || "a";

/** As a raw string of Python: Γ̄ → \bar{\Gamma}, ~v~N → _\mathrm{vN}; letters are italic without marks. */
function mathtext(markup: string): string {
  const formula = markup
    .replaceAll("_", "")
    .replaceAll("Γ\u0304", "\\bar{\\Gamma}")
    .replaceAll("Π", "\\Pi")
    .replace(/λ(?=[a-z])/g, "\\lambda ")
    .replaceAll("λ", "\\lambda")
    .replace(/(?:~.)+/g, (lowered) => `_\\mathrm{${lowered.replaceAll("~", "")}}`);
  return `r"$${formula}$"`;
}

/** Without the marks of italics. */
const bare = (text: string): string => text.replace(/[_~^]/g, "");

/** In lines of about a hundred characters. */
function plain(caption: string): readonly string[] {
  return caption.match(/.{1,110}(?=\s|$)/g)!.map((line) => line.trim());
}
