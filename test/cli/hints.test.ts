/** What users of other programs write is refused with what leads to the same here. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readProblem } from "../../cli/read/job.ts";
import { textsOf } from "../../cli/read/job-texts.ts";
import { channels, InvalidInput, type Problem } from "../../index.ts";

const folder = mkdtempSync(join(tmpdir(), "wehrl-hints-"));
const read = (change: object): Problem => readProblem({ ...job, ...change }, channels, textsOf, folder).problem;
const job = { spins: [0.5, 0.5], state: "mixed", channels: [] as object[] };

/** The error's one line. */
function complaint(change: object): string {
  try {
    read(change);
  } catch (error) {
    if (error instanceof InvalidInput) return error.message;
    throw error;
  }
  throw new Error("the job was accepted");
}

const square = (d: number) => Array.from({ length: d }, (_, r) => Array.from({ length: d }, (_, c) => (r + c ? 0 : 1)));

describe("a job with what another program has is refused with what it has here:", () => {
  it.each([
    [{ times: ["steady"] }, /^times: found "steady" in a list, expected numbers; write "times": "steady"/],
    [{ times: [0, 1, "steady"] }, /^times: .*; write "times": "steady"; what comes before it is a job of its own$/],
    [{ e_ops: ["sz[0]"] }, /^e_ops: .*; write "observables": \{ "name": "operator" \}$/],
    [{ args: { w: 1 } }, /^args: .*; names for numbers stand in "constants"$/],
    [{ state: "basis(2,0)" }, /^state: found "basis\(2,0\)", .*; write \{ "ket": \[1, 0\] \}$/],
    [{ state: "qt.fock_dm(3, n=1)" }, /; write \{ "ket": \[0, 1, 0\] \}$/],
    [{ state: "fock" }, /; write \{ "ket": \[1, 0\] \}, amplitudes in the order of \|m⟩, m descending$/],
    [
      { state: "tensor(basis(2,0), basis(2,1))" },
      /; write \{ "product": \[\{ "ket": \[1, 0\] \}, \{ "ket": \[0, 1\] \}\] \}/,
    ],
    [{ state: "bell_state('00')" }, /; write \{ "bell": "phi\+" \}$/],
    [{ state: "thermal" }, /; write \{ "thermal": … \}$/],
    [{ state: { basis: [2, 0] } }, /^state\.basis: .*; write \{ "ket": \[1, 0\] \}/],
    [
      { channels: [{ jumps: ["sm[0]"], on: "each" }] },
      /^channels\[0\]\.on: found "each" beside jumps, .*; jumps name their spins and need no "on", .*; "each" is for channels by name$/,
    ],
    [
      { spins: [2, 2], state: { ket: [1, 0, 0, 0] } },
      /^state\.ket: found 4 amplitudes, expected 25, .*; "spins" are J, not dimensions, and a qubit is 0\.5: write \[0\.5, 0\.5\]$/,
    ],
    [{ spins: [2, 3], state: { ket: [1, 0, 0, 0, 0, 0] } }, /: write \[0\.5, 1\]$/],
    [{ spins: [3], state: { ket: [1, 0, 0] } }, /; "spins" are J, not dimensions: write \[1\]$/],
    [{ spins: [1, 1], state: { ket: [1, 0, 0, 0] } }, /; a qubit is 0\.5: "spins" of 4 states are \[0\.5, 0\.5\]$/],
    [{ spins: [2, 2], state: square(4) }, /^state: found 4 rows, expected 25, .*: write \[0\.5, 0\.5\]$/],
    [{ spins: [2], hamiltonian: square(2) }, /^hamiltonian: found 2 rows, expected 5, .*: write \[0\.5\]$/],
  ])("%j", (change, message) => {
    expect(complaint(change)).toMatch(message);
  });
});

describe("a matrix in a file", () => {
  const lowering = [
    [0, 0],
    [1, 0],
  ];
  writeFileSync(join(folder, "lowering.json"), JSON.stringify(lowering));
  writeFileSync(join(folder, "x.npy"), arrayOf([0, 1, 1, 0], "(2, 2)"));
  writeFileSync(join(folder, "lowering.npy"), arrayOf(lowering.flat(), "(2, 2)"));
  const one = { spins: [0.5] };

  it.each(["npy", "json"])("is a jump as in the job, %s", (format) => {
    const jumps = (jump: unknown) => read({ ...one, channels: [{ jumps: [jump], rates: 0.3 }] }).channels;
    expect(jumps({ file: `lowering.${format}` })).toEqual(jumps(lowering));
  });

  it("is a Hamiltonian as in the job, from the job's folder", () => {
    const { re, im } = read({ ...one, hamiltonian: { file: "x.npy" } }).hamiltonian!;
    expect([[...re], [...im]]).toEqual([
      [0, 1, 1, 0],
      [0, 0, 0, 0],
    ]);
    expect(read({ ...one, hamiltonian: { file: join(folder, "x.npy") } })).toBeDefined();
  });

  it.each([
    ["one that is not there", { ...one, hamiltonian: { file: "y.npy" } }, /y\.npy: found no such file/],
    [
      "no Hermitian one",
      { ...one, hamiltonian: { file: "lowering.npy" } },
      /hamiltonian\[0\]\[1\]: found 0 \+ 0i with 1/,
    ],
    [
      "one of other spins",
      { hamiltonian: { file: "x.npy" } },
      /x\.npy: hamiltonian: found an array of 2 × 2, expected 4 × 4/,
    ],
    ["no name", { ...one, hamiltonian: { file: 1 } }, /^hamiltonian\.file: found 1, expected the name of a \.npy/],
  ])("is refused where it is %s", (_, change, message) => {
    expect(complaint(change)).toMatch(message);
  });
});

/** What np.save writes of a float64 array. */
function arrayOf(numbers: readonly number[], shape: string): Buffer {
  const header = `${`{'descr': '<f8', 'fortran_order': False, 'shape': ${shape}, }`.padEnd(117)}\n`;
  const start = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0]);
  return Buffer.concat([start, Buffer.from(header), Buffer.from(Float64Array.from(numbers).buffer)]);
}
