/**
 * How many files of the sources a reader would open to follow a run: those of which anything but the top level is executed, by V8's
 * coverage of the run less that of its imports alone, room by room.
 *
 *   npm run executed
 *
 * Exit status 1 where there are more than what each run has been brought to. Of those of a derivation 27 are the compiler's and 12 print what
 * it found. Of those for a qubit's Π a third are what every result has
 * besides: the problem is checked (`check/`, `given`, `density-matrix`, `nearest-state`), S and the closure are computed (`log-moment`), and
 * what is told of Π is its verdict with what is proven, whether it has converged, and a series over times. Fewer would be files put together
 * that are about different things.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

interface Run {
  readonly what: string;
  readonly most: number;
  /** Imports and what is given, then what is followed. */
  readonly imports: string;
  readonly call: string;
}

const runs: readonly Run[] = [
  {
    what: "wehrl derive amplitude-damping",
    most: 39,
    imports: `const { outlined } = await import("ROOT/symbolic/compile.ts");
      const { explain } = await import("ROOT/symbolic/print/page/results-page.ts");
      const { format } = await import("ROOT/symbolic/print/page/document.ts");
      const { default: declaration } = await import("ROOT/symbolic/channels/amplitude-damping.ts");`,
    call: `format(explain(outlined(declaration)), "text");`,
  },
  {
    what: "one qubit's Π",
    most: 42,
    imports: `const { channels, coherent, evaluate } = await import("ROOT/index.ts");
      const state = coherent([0.5], [{ theta: 1, phi: 0 }]);`,
    call: `evaluate({ spins: [0.5], state,
      channels: [{ channel: channels["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar: 0.5 } }] });`,
  },
];

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly functionName: string;
      readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[];
    }[];
  }[];
}

/** Functions that ran, `file:start`, of the product's sources. */
function executedBy(script: string): ReadonlySet<string> {
  const folder = mkdtempSync(join(tmpdir(), "wehrl-executed-"));
  try {
    const file = join(folder, "run.mts");
    writeFileSync(file, script.replaceAll("ROOT", root.replace(/\/$/, "")));
    execFileSync(process.execPath, ["--import", "tsx", file], {
      cwd: root,
      env: { ...process.env, NODE_V8_COVERAGE: folder },
    });
    const reports = readdirSync(folder).filter((name) => name.endsWith(".json"));
    return new Set(
      reports.flatMap((name) => functionsIn(JSON.parse(readFileSync(join(folder, name), "utf8")) as Coverage)),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const functionsIn = ({ result }: Coverage): readonly string[] =>
  result.flatMap(({ url, functions }) => {
    const path = url.startsWith("file://") ? fileURLToPath(url.split("?")[0]) : "";
    if (!path.startsWith(root) || path.includes("node_modules")) return [];
    return functions
      .filter(({ ranges }) => ranges[0].count > 0)
      .map(({ ranges }) => `${path.slice(root.length)}:${ranges[0].startOffset}-${ranges[0].count}`);
  });

for (const { what, most, imports, call } of runs) {
  const before = executedBy(imports);
  const after = [...executedBy(`${imports}\n${call}`)].filter((each) => !before.has(each));
  const files = [...new Set(after.map((each) => each.split(":")[0]))].sort();
  console.log(`${what}: ${files.length} files, at most ${most}`);
  for (const file of files) console.log(`  ${file}`);
  if (files.length > most) process.exitCode = 1;
}
