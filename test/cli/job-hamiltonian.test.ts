import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { combine, tensorProduct, zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { dicke } from "../../spins/states/named-states.ts";
import { linesOf } from "../../text/refusal.ts";
import { hamiltonianOf } from "../support/hamiltonian.ts";
import { amplitudeDamping } from "../support/paper-evaluators.ts";

/** A·B, the plain triple loop. */
function times(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  const n = a.dimension;
  const c = zeroMatrix(n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      for (let k = 0; k < n; k++) {
        const [x, y, u, v] = [a.re[i * n + k]!, a.im[i * n + k]!, b.re[k * n + j]!, b.im[k * n + j]!];
        c.re[i * n + j]! += x * u - y * v;
        c.im[i * n + j]! += x * v + y * u;
      }
  return c;
}

/** Rows of numbers as a complex matrix, with `im` times as much in the imaginary part. */
function of(re: readonly (readonly number[])[], im = re.map((row) => row.map(() => 0))): ComplexMatrix {
  return { dimension: re.length, re: Float64Array.from(re.flat()), im: Float64Array.from(im.flat()) };
}

const h = Math.SQRT1_2;
const zero2 = [
  [0, 0],
  [0, 0],
];
const zero3 = [
  [0, 0, 0],
  [0, 0, 0],
  [0, 0, 0],
];
/** Jx, Jy, Jz as textbooks print them, for J = 1/2 and J = 1. */
const textbook = {
  half: {
    x: of([
      [0, 0.5],
      [0.5, 0],
    ]),
    y: of(zero2, [
      [0, -0.5],
      [0.5, 0],
    ]),
    z: of([
      [0.5, 0],
      [0, -0.5],
    ]),
    one: of([
      [1, 0],
      [0, 1],
    ]),
  },
  one: {
    x: of([
      [0, h, 0],
      [h, 0, h],
      [0, h, 0],
    ]),
    y: of(zero3, [
      [0, -h, 0],
      [h, 0, -h],
      [0, h, 0],
    ]),
    z: of([
      [1, 0, 0],
      [0, 0, 0],
      [0, 0, -1],
    ]),
    one: of([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]),
  },
} as const;

function expectEqual(found: ComplexMatrix, expected: ComplexMatrix): void {
  expect(found.dimension).toBe(expected.dimension);
  for (let k = 0; k < expected.re.length; k++) {
    expect(found.re[k]).toBeCloseTo(expected.re[k]!, 14);
    expect(found.im[k]).toBeCloseTo(expected.im[k]!, 14);
  }
}

describe("a Hamiltonian", () => {
  const { half, one } = textbook;

  it("of one spin needs no index", () => {
    expectEqual(hamiltonianOf("0.5*Jz", [0.5]), combine(0.5, half.z, 0, half.z));
    expectEqual(hamiltonianOf("Jx - 2*Jy", [1]), combine(1, one.x, -2, one.y));
    expectEqual(hamiltonianOf("Jy[0]", [1]), one.y);
  });

  it("of several spins has the first slowest", () => {
    expectEqual(hamiltonianOf("Jz[0]", [0.5, 1]), tensorProduct(half.z, one.one));
    expectEqual(hamiltonianOf("Jy[1]", [0.5, 1]), tensorProduct(half.one, one.y));
    const exchange = combine(0.2, tensorProduct(half.x, one.x), 0.2, tensorProduct(half.y, one.y));
    const text = "0.5*Jz[0] + 0.2*(Jx[0]*Jx[1] + Jy[0]*Jy[1])";
    expectEqual(hamiltonianOf(text, [0.5, 1]), combine(0.5, tensorProduct(half.z, one.one), 1, exchange));
    expectEqual(hamiltonianOf("Jx[2]*Jz[0]", [0.5, 0.5, 1]), tensorProduct(tensorProduct(half.z, half.one), one.x));
  });

  it("keeps the order of a product", () => {
    const [xy, yx] = [times(one.x, one.y), times(one.y, one.x)];
    expectEqual(hamiltonianOf("i*(Jx*Jy - Jy*Jx)", [1]), combine(-1, one.z, 0, xy));
    expectEqual(hamiltonianOf("Jx*Jy + Jy*Jx", [1]), combine(1, xy, 1, yx));
    expectEqual(hamiltonianOf("Jx*Jy - i/2*Jz", [1]), combine(0.5, xy, 0.5, yx));
  });

  it("obeys the algebra of spins for every J", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 4 }), (twoJ, twoOther) => {
        const spins = [twoJ / 2, twoOther / 2];
        const casimir = hamiltonianOf("Jx[0]^2 + Jy[0]^2 + Jz[0]^2", spins);
        const n = casimir.dimension;
        const J = twoJ / 2;
        for (let r = 0; r < n; r++)
          for (let c = 0; c < n; c++) expect(casimir.re[r * n + c]).toBeCloseTo(r === c ? J * (J + 1) : 0, 11);
        expectEqual(hamiltonianOf("J+[0]*J-[0] - J-[0]*J+[0]", spins), hamiltonianOf("2*Jz[0]", spins));
        expectEqual(hamiltonianOf("-i*(J+[0] - J-[0])/2", spins), hamiltonianOf("Jy[0]", spins));
      }),
      { numRuns: 20 },
    );
  });

  it("takes the notation of declarations: powers, quotients, functions, signs, exponents", () => {
    expectEqual(hamiltonianOf("-Jz/4", [0.5]), combine(-0.25, half.z, 0, half.z));
    expectEqual(hamiltonianOf("1e-2*Jz + .5*Jz", [0.5]), combine(0.51, half.z, 0, half.z));
    expectEqual(hamiltonianOf("cos(0.3)*Jz + sqrt(2)*Jx", [0.5]), combine(Math.cos(0.3), half.z, Math.SQRT2, half.x));
    expectEqual(
      hamiltonianOf("exp(i*0.3)*J+ + exp(-i*0.3)*J-", [0.5]),
      combine(2 * Math.cos(0.3), half.x, -2 * Math.sin(0.3), half.y),
    );
    expectEqual(hamiltonianOf("2", [0.5]), combine(2, half.one, 0, half.one));
    expectEqual(hamiltonianOf("Jz\n + Jx", [0.5]), combine(1, half.z, 1, half.x));
  });

  it("may have a number in the sum, beside which no digits are lost", () => {
    const channels = [{ channel: amplitudeDamping, on: [0], parameters: { Gamma: 1, nbar: 0.3 } }];
    const results = ["1e20 + 0.3*Jx - 7", "0.3*Jx"].map((text) =>
      evaluate({
        spins: [0.5],
        state: dicke([0.5], [0.5]),
        channels,
        hamiltonian: hamiltonianOf(text, [0.5]),
        times: [1],
      }),
    );
    expect(results[0]).toEqual(results[1]);
  });

  it("may be a matrix, whose rounding is evened out", () => {
    const re = [
      [1, 0.1],
      [0.1 + 1e-15, 0],
    ];
    const im = [
      [0, 0.2],
      [-0.2, 0],
    ];
    const H = hamiltonianOf({ re, im }, [0.5]);
    expect([H.re[1], H.im[1]]).toEqual([H.re[2], -H.im[2]!]);
    expect([
      ...hamiltonianOf(
        {
          re: [
            [1, 0],
            [0, 2],
          ],
        },
        [0.5],
      ).im,
    ]).toEqual([0, 0, 0, 0]); // prettier
  });
});

/** The message, and what stands above its caret. */
function complaint(
  value: unknown,
  spins: readonly number[] = [0.5, 0.5],
): { readonly line: string; readonly under: string } {
  try {
    hamiltonianOf(value, spins);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const [line, text, caret] = linesOf(error);
    return { line: line!, under: text === undefined ? "" : text.slice(caret!.length - 1) };
  }
  throw new Error("it was accepted");
}

describe("a Hamiltonian is refused at its character:", () => {
  it.each([
    [
      "an unknown name",
      "0.5*Jz[0] + w*Jx[0]",
      /at character 13: found unknown name "w", expected .*Jx, Jy, Jz/,
      "w*Jx",
    ],
    ["JavaScript", "process.exit(1)", /at character 1: found unknown name "process", /, "process.exit(1)"],
    [
      "another case",
      "jz[0]",
      /at character 1: found unknown operator "jz", expected .*; did you mean "Jz"\?$/,
      "jz[0]",
    ],
    ["another letter", "Jz[0] + Sx[1]", /found unknown operator "Sx", expected .*; did you mean "Jx"\?/, "Sx[1]"],
    ["a Pauli matrix", "sigmax[0]", /found unknown operator "sigmax", expected .*; did you mean "sx"\?/, "sigmax"],
    ["a spin too many", "Jz[0] + Jz[2]", /found "2", no spin of this job, expected the index 0 to 1/, "Jz[2]"],
    ["a label", "Jz[a]", /found "a", no spin of this job/, "Jz[a]"],
    [
      "a missing index",
      "Jz[0]*Jz",
      /found an operator of no spin, expected the index of a spin, 0 to 1, in brackets, as in Jz\[0\]/,
      "Jz",
    ],
    ["half a product", "0.5*", /found the end of the text/, ""],
    ["a missing sign", "0.5Jz[0]", /found "Jz"/, "Jz[0]"],
    ["an open bracket", "(Jz[0]", /expected "\)"/, ""],
    ["a dissipator", "D[J-[0]]", /found a map of states, expected an operator/, "D[J-"],
    [
      "a division by an operator",
      "1/Jz[0]",
      /found what is no number that can divide, expected a number other than zero/,
      "Jz[0]",
    ],
    [
      "a division by zero",
      "Jz[0]/0",
      /found what is no number that can divide, expected a number other than zero/,
      "0",
    ],
    ["a function of its own", "tan(1)*Jz[0]", /unknown function "tan"/, "tan"],
    ["nothing", "", /found the end of the text/, ""],
    [
      "a power without end",
      "Jz[0]^1000000",
      /found what expands to 1000000 factors of operators and symbols, expected at most 40; give the matrix/,
      "Jz",
    ],
    ["a power of a sum", "(Jx[0] + Jy[0] + Jz[0])^9", /expands to 1953125 products/, "(Jx"],
    ["a number beyond doubles", "1e400*Jz[0]", /found 1e400, no number that a double holds/, "1e400"],
    ["a number beyond memory", "1e999999999*Jz[0]", /no number that a double holds/, "1e9"],
  ])("%s", (_, text, expected, under) => {
    const found = complaint(text);
    expect(found.line).toMatch(expected);
    expect(found.line).toMatch(/^hamiltonian, at character \d+: /);
    expect(text.endsWith(found.under)).toBe(true);
    expect(found.under.startsWith(under.slice(0, found.under.length))).toBe(true);
  });

  it("one that is not Hermitian, a text as a whole and a matrix at its entry", () => {
    for (const text of ["J+[0]", "sp[0]*sm[1] + 2*sz[0]", "i*Jz[0]", "Jz[0] + 1e-11*J+[0]"])
      expect(complaint(text).line).toBe(
        "hamiltonian: found H ≠ H†, a sum that is not its own adjoint, expected H = H†: a Hamiltonian is Hermitian; Hermitian terms have real coefficients, to others dag(…) is added, as in J+[0] + dag(J+[0])",
      );
    const im = [
      [0.5, 0],
      [0, 0],
    ];
    expect(
      complaint(
        {
          re: [
            [1, 0],
            [0, 0],
          ],
          im,
        },
        [0.5],
      ).line,
    ).toMatch(
      /^hamiltonian\[0\]\[0\]: found 1 \+ 0.5i on the diagonal, expected a real number: a Hamiltonian is Hermitian$/,
    );
    expect(
      complaint(
        {
          re: [
            [1, 0.1],
            [0.2, 0],
          ],
        },
        [0.5],
      ).line,
    ).toMatch(
      /^hamiltonian\[0\]\[1\]: found 0.1 \+ 0i with 0.2 \+ 0i at \[1\]\[0\], expected .* a Hamiltonian is Hermitian$/,
    ); // prettier
  });

  it.each([
    [
      "QuTiP's list of terms over time",
      ["sz[0]", ["sx[0]", "cos(w*t)"]],
      /^hamiltonian: found a list of terms, .*; a Hamiltonian that depends on time is not possible; use a rotating frame$/,
    ],
    [
      "one with its matrix",
      [
        [
          [
            [0, 1],
            [1, 0],
          ],
          "cos(w*t)",
        ],
      ],
      /^hamiltonian: found a list of terms, .* that depends on time is not possible/,
    ],
    ["a number", 0.5, /^hamiltonian: found 0.5, expected text such as "0\.5\*Jz\[0\]" or a matrix/],
    ["rows that are too few", [[1]], /^hamiltonian: found 1 row, expected 4/],
    ["null", null, /^hamiltonian: found null/],
    [
      "a matrix of another dimension",
      { re: [[1]] },
      /^hamiltonian\.re: found 1 row, expected 4, as spins of J = 0\.5, 0\.5 need/,
    ],
    [
      "a matrix with a misspelt part",
      { re: [[1]], imag: [[0]] },
      /^hamiltonian\.imag: found an unknown field, .*; give the entries as rows, or as \{ "re"/,
    ],
    [
      "an entry that is none",
      { re: [[null, 0, 0, 0], [], [], []].map((row) => [...row, 0, 0, 0, 0].slice(0, 4)) },
      /^hamiltonian\.re\[0\]\[0\]: found null, expected a finite number/,
    ],
    [
      "brackets a thousand deep",
      `${"(".repeat(20000)}Jz[0]${")".repeat(20000)}`,
      /nested too deeply, with more than 100 brackets/,
    ],
  ])("%s", (_, value, expected) => {
    expect(complaint(value).line).toMatch(expected);
  });
});
