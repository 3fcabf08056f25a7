/** States of a job as they are had: entries of every form, kets, names, files. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { problemOf } from "../../cli/read/job.ts";
import { textsOf } from "../../cli/read/job-texts.ts";
import { bell, coherent, densityMatrix, ghz, gibbs, mixed, w } from "../../index.ts";
import { type ComplexMatrix, combine, frobenius } from "../../spins/matrices/complex-matrix.ts";

const folder = mkdtempSync(join(tmpdir(), "wehrl-"));
const job = (state: unknown, spins: readonly number[] = [0.5], more: object = {}) =>
  problemOf({ spins, state, channels: [], ...more }, {}, textsOf, folder);
const gap = (a: ComplexMatrix, b: ComplexMatrix) => frobenius(combine(1, a, -1, b));

const plain = densityMatrix(
  [0.5],
  [
    [0.5, 0.1],
    [0.1, 0.5],
  ],
  [
    [0, -0.2],
    [0.2, 0],
  ],
);

describe("entries of a matrix", () => {
  it.each([
    [
      "pairs",
      [
        [
          [0.5, 0],
          [0.1, -0.2],
        ],
        [
          [0.1, 0.2],
          [0.5, 0],
        ],
      ],
    ],
    [
      "Python's text",
      [
        ["(0.5+0j)", "(0.1-0.2j)"],
        ["(0.1+0.2j)", "(0.5+0j)"],
      ],
    ],
    [
      "text in re",
      {
        re: [
          ["0.5+0i", "0.1-0.2i"],
          ["0.1+0.2i", 0.5],
        ],
      },
    ],
    [
      "fractions and roots",
      [
        ["1/2", "1/10-i/5"],
        ["sqrt(0.01)+sqrt(4)/10*i", "cos(pi/3)"],
      ],
    ],
    [
      "the job's constants",
      [
        ["h", "c"],
        ["0.1+0.2i", "h"],
      ],
    ],
    [
      "parts",
      {
        re: [
          ["1/2", 0.1],
          [0.1, 0.5],
        ],
        im: [
          [0, "-1/5"],
          ["1/5", 0],
        ],
      },
    ],
  ])("in %s", (_, state) => {
    expect(gap(job(state, [0.5], { constants: { h: 0.5, c: "0.1-0.2i" } }).state, plain)).toBeLessThan(2e-16);
  });

  it.each([
    [
      [[1], [0]],
      "state: found a column of 2, not a matrix, expected 2 rows of 2, as a spin of J = 0.5 needs; amplitudes",
    ],
    [[[1, 0]], "state: found a row of 2, not a matrix"],
    [[1, 0], "state: found a row of 2, not a matrix"],
    [{ re: [[1], [0]] }, "state.re: found a column of 2, not a matrix"],
    [
      [
        [[1, 0, 0], 0],
        [0, 0],
      ],
      "state[0][0]: found [1,0,0], expected a number, [re, im] or text",
    ],
    [
      {
        re: [
          ["0.5i", 0],
          [0, 1],
        ],
        im: [
          [0, 0],
          [0, 0],
        ],
      },
      'state.re[0][0]: found "0.5i", expected a real number',
    ],
    [{ dims: [[2], [2]], data: [] }, "state.dims: found an unknown field"],
    ["up", 'state: found "up", expected rows of entries'],
    [{ ghz: [] }, "state.ghz: found an unknown field"],
  ])("%j is refused", (state, message) => {
    expect(() => job(state)).toThrow(message);
  });
});

describe("states by amplitudes and names", () => {
  const pair = [0.5, 0.5];
  it("are those of the library", () => {
    expect(gap(job({ ket: ["sqrt(2)/2", 0, 0, "1/sqrt(2)"] }, pair).state, bell(pair, "phi+"))).toBeLessThan(1e-15);
    const turned = coherent([0.5], [{ theta: Math.PI / 2, phi: Math.PI / 2 }]);
    for (const ket of [
      ["1/sqrt(2)", "i/sqrt(2)"],
      [
        [Math.SQRT1_2, 0],
        [0, Math.SQRT1_2],
      ],
    ])
      expect(gap(job({ ket }).state, turned)).toBeLessThan(1e-15);
    expect(gap(job({ coherent: [{ theta: "pi/2", phi: "pi/2" }] }).state, turned)).toBe(0);
    expect(job({ bell: "psi-" }, pair).state).toEqual(bell(pair, "psi-"));
    expect(job("ghz", pair).state).toEqual(ghz(pair));
    expect(job("w", pair).state).toEqual(w(pair));
    expect(job("mixed", [0.5, 1]).state).toEqual(mixed([0.5, 1]));
  });

  it("mix, and multiply", () => {
    const werner = job(
      {
        mixture: [
          ["1/3", { bell: "psi-" }],
          ["2/3", "mixed"],
        ],
      },
      pair,
    ).state;
    expect(gap(werner, combine(1 / 3, bell(pair, "psi-"), 2 / 3, mixed(pair)))).toBeLessThan(1e-16);
    expect(
      gap(
        job({ product: ["mixed", { ket: [1, 0] }] }, pair).state,
        job(
          [
            [0.5, 0, 0, 0],
            [0, 0, 0, 0],
            [0, 0, 0.5, 0],
            [0, 0, 0, 0],
          ],
          pair,
        ).state,
      ),
    ).toBe(0);
  });

  it("are thermal in the job's Hamiltonian, with what rounding of its levels makes of that", () => {
    const { state, stateError } = job({ thermal: { temperature: "T" } }, [0.5], {
      hamiltonian: "2*Jz",
      constants: { T: 0.5 },
    });
    expect(gap(state, gibbs([0.5], [1 / Math.expm1(4)]))).toBeLessThan(1e-16);
    expect(stateError).toBeUndefined();
    const tilted = job({ thermal: { temperature: 1 } }, [0.5], { hamiltonian: "Jx + Jy" });
    expect(tilted.stateError).toBeGreaterThan(0);
    expect(tilted.stateError).toBeLessThan(1e-13);
  });

  it.each([
    [{ thermal: { temperature: 1 } }, "state.thermal: found no Hamiltonian of these spins"],
    [{ bell: "phi" }, "state.bell: found a state of qubits, but spins is [0.5]"],
    ["w", "state: found a state of qubits, but spins is [0.5]"],
    [{ ket: [1, 1] }, "state.ket: found a norm of 1.41421356"],
    [{ ket: [[1], [0]] }, "state.ket[0]: found [1], expected a number, [re, im] or text"],
    [{ mixture: [[1, { bell: "fi" }]] }, "state.mixture[0][1].bell: found"],
    [{ mixture: [0.5, "mixed"] }, "state.mixture[0]: found 0.5, expected a pair"],
    [{ mixture: [[0.5, "mixed"]] }, "state.mixture: found a trace of 0.5"],
  ])("%j is refused", (state, message) => {
    expect(() => job(state)).toThrow(message);
  });
});

/** A number, the least byte first. */
function written(data: Buffer, kind: string, x: number, at: number): void {
  if (kind === "i8") data.writeBigInt64LE(BigInt(x), at);
  else if (kind === "i2") data.writeInt16LE(x, at);
  else if (kind === "u4") data.writeUInt32LE(x, at);
  else if (kind === "b1") data.writeUInt8(x, at);
  else if (kind === "c8" || kind === "f4") data.writeFloatLE(x, at);
  else data.writeDoubleLE(x, at);
}

/** What np.save writes of an array. */
function saved(
  name: string,
  descr: string,
  shape: readonly number[],
  numbers: readonly number[],
  fortran = false,
): string {
  const kind = descr.slice(1);
  const size = Number(descr.slice(2)) / (descr[1] === "c" ? 2 : 1);
  const head = `{'descr': '${descr}', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': (${shape.join(", ")}${shape.length === 1 ? "," : ""}), }`;
  const header = `${head.padEnd(117)}\n`;
  const data = Buffer.alloc(size * numbers.length);
  for (const [k, x] of numbers.entries()) written(data, kind, x, size * k);
  if (descr[0] === ">") data[size === 8 ? "swap64" : "swap32"]();
  const length = Buffer.alloc(2);
  length.writeUInt16LE(header.length);
  writeFileSync(
    join(folder, name),
    Buffer.concat([Buffer.from("\x93NUMPY\x01\x00", "latin1"), length, Buffer.from(header, "latin1"), data]),
  );
  return name;
}

describe("a state in a file", () => {
  const complex = [0.5, 0, 0.1, -0.2, 0.1, 0.2, 0.5, 0];
  it.each([
    ["complex128", "<c16", [2, 2], complex, false],
    ["complex128 the other way round", ">c16", [2, 2], complex, false],
    ["complex128 by columns", "<c16", [2, 2], [0.5, 0, 0.1, 0.2, 0.1, -0.2, 0.5, 0], true],
    ["complex64", "<c8", [2, 2], complex, false],
  ] as const)("of NumPy, %s", (name, descr, shape, numbers, fortran) => {
    const { state } = job({ file: saved(`${name}.npy`, descr, shape, numbers, fortran) });
    expect(gap(state, plain)).toBeLessThan(descr === "<c8" ? 1e-8 : 1e-16);
  });

  it("of NumPy, float64, and kets of one dimension or a column", () => {
    expect(gap(job({ file: saved("f.npy", "<f8", [2, 2], [0.5, 0, 0, 0.5]) }).state, mixed([0.5]))).toBe(0);
    for (const shape of [[2], [2, 1]])
      expect(gap(job({ file: saved("k.npy", "<c16", shape, [0, 1, 0, 0]) }).state, job({ ket: [1, 0] }).state)).toBe(0);
  });

  it.each(["<i8", ">i8", "<i2", "<u4", "|b1"])("of NumPy, whole numbers or truths, %s", (descr) => {
    const { state } = job({ file: saved("i.npy", descr, [2, 2], [0, 0, 0, 1]) });
    expect(gap(state, job({ ket: [0, 1] }).state)).toBe(0);
  });

  it("of JSON, as in a job", () => {
    writeFileSync(
      join(folder, "s.json"),
      JSON.stringify([
        ["1/2", "0.1-0.2j"],
        ["0.1+0.2j", 0.5],
      ]),
    );
    expect(gap(job({ file: "s.json" }).state, plain)).toBeLessThan(2e-16);
  });

  const text = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return name;
  };
  const refused: readonly (readonly [string, () => string, RegExp])[] = [
    ["none", () => "none.npy", /none\.npy: found no such file/],
    ["a folder", () => ".", /found a folder, expected a \.npy file/],
    ["nothing in JSON", () => text("n.json", ""), /n\.json: found nothing, expected a state in JSON/],
    ["no JSON", () => text("t.json", "[1, 2"), /t\.json:1:6: found no JSON: .*, expected a state in JSON/],
    [
      "of three dimensions",
      () => saved("3.npy", "<f8", [2, 2, 1], [1, 0, 0, 0]),
      /3\.npy: state: found an array of 2 × 2 × 1, expected 2 or 2 × 2, .*; save one of them, x\[k\]/,
    ],
    [
      "of four dimensions",
      () => saved("4.npy", "<f8", [1, 1, 2, 2], [1, 0, 0, 0]),
      /4\.npy: found a shape of \(1, 1, 2, 2\)/,
    ],
    [
      "of objects",
      () => saved("o.npy", "|O8", [1], [0]),
      /o\.npy: found entries of type "\|O8".*; save np\.asarray\(x, complex\), of a Qobj x\.full\(\)/,
    ],
    ["of integers that make no state", () => saved("big.npy", "<i8", [2], [1, 2 ** 53]), /big\.npy: ket: found a norm/],
    [
      "an archive",
      () => text("a.npz", "PK\x03\x04"),
      /a\.npz: found an archive \(\.npz\), .*; save one array, np\.save\(/,
    ],
    [
      "of other spins",
      () => saved("9.npy", "<f8", [3, 3], Array(9).fill(0)),
      /9\.npy: state: found an array of 3 × 3, expected 2 or 2 × 2, as spins \[0\.5\] need/,
    ],
    ["that is cut", () => text("cut.npy", "\x93NUMPY"), /cut\.npy:/],
    ["of no state", () => saved("no.npy", "<f8", [2, 2], [1, 0, 0, 1]), /no\.npy: state: found a trace of 2/],
    [
      "that names another",
      () => text("a.json", '{ "file": "a.json" }'),
      /a\.json: state\.file: found a file in a file/,
    ],
    ["of no JSON", () => text("b.json", "[1,"), /b\.json:1:4: found no JSON/],
  ];
  it.each(refused)("that is %s is refused with its name", (_, make, message) => {
    expect(() => job({ file: make() })).toThrow(message);
  });
});
