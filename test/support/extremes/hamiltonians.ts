/** Hamiltonians of random systems, as matrices of doubles that are taken to be exact. */
import type { ComplexMatrix } from "../../../spins/matrices/complex-matrix.ts";
import type { Draw } from "./draws.ts";

type Entries = readonly (readonly [number, number])[];

interface Operator {
  readonly size: number;
  readonly entries: Entries;
}

function build(size: number, entry: (r: number, c: number) => readonly [number, number]): Operator {
  return { size, entries: Array.from({ length: size * size }, (_, k) => entry(Math.floor(k / size), k % size)) };
}

function spinOperators(J: number): readonly Operator[] {
  const size = 2 * J + 1;
  const step = (r: number, c: number) => Math.sqrt(Math.max(r, c) * (size - Math.max(r, c))) / 2;
  return [
    build(size, (r, c) => [Math.abs(r - c) === 1 ? step(r, c) : 0, 0]),
    build(size, (r, c) => [0, c - r === 1 ? -step(r, c) : r - c === 1 ? step(r, c) : 0]),
    build(size, (r, c) => [r === c ? J - r : 0, 0]),
  ];
}

function kron(a: Operator, b: Operator): Operator {
  return build(a.size * b.size, (r, c) => {
    const [x, y] = a.entries[Math.floor(r / b.size) * a.size + Math.floor(c / b.size)];
    const [u, v] = b.entries[(r % b.size) * b.size + (c % b.size)];
    return [x * u - y * v, x * v + y * u];
  });
}

function product(a: Operator, b: Operator): Operator {
  return build(a.size, (r, c) => {
    let [re, im] = [0, 0];
    for (let k = 0; k < a.size; k++) {
      const [x, y] = a.entries[r * a.size + k];
      const [u, v] = b.entries[k * b.size + c];
      re += x * u - y * v;
      im += x * v + y * u;
    }
    return [re, im];
  });
}

const identity = (size: number): Operator => build(size, (r, c) => [r === c ? 1 : 0, 0]);

function weighted(terms: readonly (readonly [number, Operator])[]): ComplexMatrix {
  const n = terms[0][1].size;
  const matrix = { dimension: n, re: new Float64Array(n * n), im: new Float64Array(n * n) };
  for (const [factor, { entries }] of terms) {
    entries.forEach(([x, y], k) => {
      matrix.re[k] += factor * x;
      matrix.im[k] += factor * y;
    });
  }
  return exactlyHermitian(matrix);
}

function exactlyHermitian({ dimension: n, re, im }: ComplexMatrix): ComplexMatrix {
  for (let r = 0; r < n; r++) {
    im[r * (n + 1)] = 0;
    for (let c = r + 1; c < n; c++) {
      re[c * n + r] = re[r * n + c];
      im[c * n + r] = -im[r * n + c];
    }
  }
  return { dimension: n, re, im };
}

/** Of every party, on all of them. */
function operatorsOf(spins: readonly number[]): readonly (readonly Operator[])[] {
  return spins.map((_, party) =>
    [0, 1, 2].map((axis) =>
      spins.map((J, other) => (other === party ? spinOperators(J)[axis] : identity(2 * J + 1))).reduce(kron),
    ),
  );
}

/** A field on each spin: along an axis, or any. */
export function fieldsOf(draw: Draw, spins: readonly number[], size: number): ComplexMatrix {
  const axis = draw.pick([0, 1, 2, null]);
  const terms = operatorsOf(spins).flatMap((own) =>
    own.map((operator, k): [number, Operator] => [
      axis === null ? size * (draw.uniform() - 0.5) : axis === k ? size : 0,
      operator,
    ]),
  );
  return weighted(terms);
}

/** With exact degeneracies: fields, couplings and squares, each with the same factor. */
export function hamiltonianFrom(draw: Draw, spins: readonly number[], size: number): ComplexMatrix {
  const own = operatorsOf(spins);
  const last = own[own.length - 1];
  const [x, y, z] = own[0];
  const [u, v, w] = last;
  const pair = own.length > 1;
  const forms: (readonly (readonly [number, Operator])[])[] = pair
    ? [
        [
          [size, z],
          [size, w],
        ],
        [
          [size, z],
          [-size, w],
        ],
        [
          [size, x],
          [size, product(z, w)],
        ],
        [
          [size, z],
          [size, product(x, u)],
          [size, product(y, v)],
        ],
        [
          [size, product(x, u)],
          [size, product(y, v)],
          [size, product(z, w)],
        ],
        [
          [size, x],
          [size / 2, w],
          [size / 4, product(z, w)],
        ],
        [[size, z]],
      ]
    : [
        [[size, z]],
        [[size, x]],
        [[size, product(z, z)]],
        [
          [size, z],
          [size / 2, product(z, z)],
        ],
        [
          [size, x],
          [size / 2, z],
        ],
      ];
  return weighted(draw.pick(forms));
}
