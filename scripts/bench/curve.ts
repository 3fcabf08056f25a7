/** What a curve of a pair costs its user: the command over many times, beside the same integral in C. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { classState } from "../../spins/states/named-states.ts";
import { GAMMA, NBAR } from "./damped.ts";
import { interleave } from "./measure.ts";
import { compilePair } from "./pair-contenders.ts";
import { atMost, row } from "./results.ts";

const TIMES = 2001;
const [ROWS, COLUMNS] = [16, 24];

/** Tells the processor's microseconds of its process on standard error, threads that compile and collect included. */
const METER = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => { const { user, system } = process.cpuUsage(); process.stderr.write("\\nspent " + (user + system)); })',
)}`;

/** `wehrl run` of figure 3's job with many times, less that with one, per time, over Π of a pair in C. */
export function curve(): void {
  const job = { ...JSON.parse(readFileSync("examples/figure-3.json", "utf8")), tolerance: 1e-9 };
  const folder = mkdtempSync(join(tmpdir(), "wehrl-bench-"));
  const spentOver = (times: readonly number[]) => {
    const file = join(folder, `${times.length}.json`);
    writeFileSync(file, JSON.stringify({ ...job, times }));
    return () => spent(["--import", METER, "dist/cli.js", "run", file, "--out", join(folder, "out")]);
  };
  const one = spentOver([0]);
  const all = spentOver(Array.from({ length: TIMES }, (_, k) => (3 * k) / (TIMES - 1)));
  const program = compilePair(["-O2"], GAMMA, NBAR);
  const C = () => program?.run(classState([0.1, 0.2, 0.1, 0.6], 0.02, 0.15, 0.02), [ROWS, COLUMNS], 2000).microseconds;
  const { start, whole, inC } = interleave({ start: one, whole: all, inC: () => C() ?? Number.NaN }, 7);
  const each = (whole - start) / TIMES;
  row(`\`wehrl run\` of figure 3, ${TIMES} times to 1e-9, less the start, per time`, each, null, "all threads");
  row(`Π of the same pair in C at ${ROWS} × ${COLUMNS} nodes, cc -O2`, inC);
  atMost(
    `\`wehrl run\` of figure 3, ${TIMES} times, less the start, per time / C at ${ROWS} × ${COLUMNS} nodes`,
    program === null ? null : each / inC,
    6,
  );
}

/** Microseconds of the processor that a process takes. */
function spent(args: readonly string[]): number {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  const found = /spent (\d+)$/.exec(stderr);
  if (status !== 0 || found === null) throw new Error(stderr);
  return Number(found[1]);
}
