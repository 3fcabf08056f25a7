/** The library's numbers on random states of three and four damped qubits, held against plain grids of the tests' own. */

import type { Problem, Result, Series } from "../../evaluate/problem/problem.ts";
import { channels } from "../../generated/index.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { plus, product } from "./equivalents/dense.ts";
import { type Coefficients, coefficientsOf, damped, type LastSphere, momentsOnGrids } from "./qubits-on-grids.ts";
import { normals, randomState } from "./random-states.ts";

export interface Bath {
  readonly Gamma: number;
  readonly nbar: number;
}

/** One state, a bath a qubit, and perhaps what couples them. */
export interface ManyQubits {
  readonly seed: number;
  readonly qubits: 3 | 4;
  readonly rank: number;
  readonly state: ComplexMatrix;
  readonly baths: readonly Bath[];
  /** g Σ (σ₊σ₋ + σ₋σ₊) over neighbours; null without. */
  readonly hamiltonian: ComplexMatrix | null;
}

/** Ranks 1, 2, 3 and full in turn, every other four of them coupled. */
export function manyQubits(qubits: 3 | 4, k: number, firstSeed: number): ManyQubits {
  const [seed, dimension] = [firstSeed + k, 2 ** qubits];
  const rank = [1, 2, 3, dimension][k % 4];
  const normal = normals(1e6 + seed);
  const nbars = [0, 0.3, 1.5, 0.05, 20];
  const baths = Array.from({ length: qubits }, (_, q) => ({
    Gamma: Math.exp(normal()),
    nbar: nbars[(k + 2 * q) % nbars.length],
  }));
  const hamiltonian = Math.floor(k / 4) % 2 === 0 ? null : chain(qubits, normal());
  return { seed, qubits, rank, state: randomState(dimension, rank, seed), baths, hamiltonian };
}

function chain(qubits: number, g: number): ComplexMatrix {
  const H = zeroMatrix(2 ** qubits);
  for (let i = 0; i < H.dimension; i++) {
    for (let q = 0; q + 1 < qubits; q++) {
      const pair = (i >> q) & 3;
      if (pair === 1 || pair === 2) H.re[i * H.dimension + (i ^ (3 << q))] = g;
    }
  }
  return H;
}

/** One number of the library beside the grids'. */
export interface Beside {
  /** Such as "dS/dt of qubit 0". */
  readonly what: string;
  readonly value: number;
  readonly error: number;
  /** By the finest grid, and by how much the one before differs. */
  readonly truth: { readonly value: number; readonly error: number };
  /** How the last sphere went, and nodes in cosθ of the others. */
  readonly grid: { readonly sphere: LastSphere; readonly side: number };
}

export const TOLERANCES = { 3: 1e-8, 4: 1e-6 } as const;

/** Nodes in cosθ, half of those in φ. All spheres on grids are for states without zeros of Q. */
const SIDES = {
  3: { grid: [8, 12, 16], closed: [8, 16, 32, 48] },
  4: { grid: [4, 6], closed: [4, 6, 8, 12] },
} as const;

/** Where two grids in succession differ by this share of the library's bound no finer one is asked. */
const SETTLED = 1 / 4;

/** @param budget  of the library's evaluations; its own by default */
export function problemOf({ qubits, state, baths, hamiltonian }: ManyQubits, budget?: number): Problem {
  return {
    spins: Array.from({ length: qubits }, () => 0.5),
    state,
    tolerance: TOLERANCES[qubits],
    channels: baths.map((bath, on) => ({ channel: channels["amplitude-damping"], on: [on], parameters: { ...bath } })),
    ...(hamiltonian === null ? {} : { hamiltonian }),
    ...(budget === undefined ? {} : { budget }),
  };
}

/** S, each dS/dt, Π and Φ, and the Hamiltonian's share.
 *  @param spheres  how the last sphere goes first: on a grid, where that settles, else in closed form
 *  @param finest  nodes in cosθ that grids do not go beyond */
export function besideGrids(
  one: ManyQubits,
  result: Result,
  spheres: LastSphere = "closed",
  finest: number = Number.POSITIVE_INFINITY,
): Beside[] {
  const r = coefficientsOf(one.state);
  const { entropy, channels: found, unitaryRate } = result;
  const damping = one.baths.map(({ Gamma, nbar }, on) => damped(r, on, Gamma, nbar));
  const turned = one.hamiltonian === null ? [] : [coefficientsOf(turn(one.hamiltonian, one.state))];
  const rates = [...found.map(({ entropyRate }) => entropyRate), ...turned.map(() => unitaryRate)];
  const changes = [...damping, ...turned];
  const truths =
    (spheres === "grid" ? allOnGrids(one.qubits, r, changes, [entropy, ...rates]) : null) ??
    closedOneByOne(one.qubits, r, changes, [entropy, ...rates], finest, one.rank < 2 ** one.qubits);
  return [
    beside("S", entropy, truths[0]),
    ...rates.map((rate, k) => beside(k < found.length ? `dS/dt of qubit ${k}` : "dS/dt of H", rate, truths[k + 1])),
    ...one.baths.flatMap((bath, on) => {
      const [rate, flux] = [truths[on + 1], exactFlux(r, on, bath)];
      return [
        beside(`Π of qubit ${on}`, found[on].production!, { ...rate, value: rate.value + flux.value }),
        beside(`Φ of qubit ${on}`, found[on].flux!, { ...rate, ...flux }),
      ];
    }),
  ];
}

interface OnGrids {
  readonly value: number;
  readonly error: number;
  readonly sphere: LastSphere;
  readonly side: number;
}

const errorsOf = (numbers: readonly Series[]): number[] => numbers.map(({ error }) => error[0]);

/** S and the changes in order; null where a number does not settle. */
function allOnGrids(
  qubits: 3 | 4,
  r: Coefficients,
  changes: readonly Coefficients[],
  numbers: readonly Series[],
): OnGrids[] | null {
  const goals = errorsOf(numbers);
  const all = climb(SIDES[qubits].grid, goals, "grid", false, (side) => momentsOnGrids(r, changes, 0, "grid", side));
  return all.every(({ error }, k) => error <= goals[k]) ? all : null;
}

/** Each change of a qubit by its own sphere in closed form, S and what else changes by that of the last. */
function closedOneByOne(
  qubits: 3 | 4,
  r: Coefficients,
  changes: readonly Coefficients[],
  numbers: readonly Series[],
  finest: number,
  hasZeros: boolean,
): OnGrids[] {
  const goals = errorsOf(numbers);
  const sides = SIDES[qubits].closed.filter((side) => side <= finest);
  const by = (last: number, some: readonly number[]): OnGrids[] =>
    climb(sides, [goals[0], ...some.map((k) => goals[k + 1])], "closed", hasZeros, (side) =>
      momentsOnGrids(
        r,
        some.map((k) => changes[k]),
        last,
        "closed",
        side,
      ),
    );
  const rest = changes.map((_, k) => k).slice(qubits - 1);
  const [S, ...others] = by(qubits - 1, rest);
  return [S, ...Array.from({ length: qubits - 1 }, (_, k) => by(k, [k])[1]), ...others];
}

/**
 * Finer grids until two in succession agree; three where Q has zeros, next to which grids come nearer to the truth so slowly that two may agree
 * by chance: to 1e-14 where both are off by 1.7e-12, as S of the state of rank two with the seed 78.
 */
function climb(
  sides: readonly number[],
  goals: readonly number[],
  sphere: LastSphere,
  hasZeros: boolean,
  moments: (side: number) => readonly number[],
): OnGrids[] {
  let before = moments(sides[0]).map((value) => ({ value, change: 0 }));
  for (const side of sides.slice(1)) {
    const found = moments(side).map((value, k) => {
      const change = Math.abs(value - before[k].value);
      return { value, change, error: hasZeros ? Math.max(change, before[k].change) : change, sphere, side };
    });
    const isSettled = !(hasZeros && side === sides[1]) && found.every(({ error }, k) => error <= SETTLED * goals[k]);
    if (side === sides.at(-1) || isSettled) return found;
    before = found;
  }
  throw new Error("fewer than two grids");
}

const beside = (what: string, { values, error }: Series, { sphere, side, ...truth }: OnGrids): Beside => ({
  what,
  value: values[0],
  error: error[0],
  truth,
  grid: { sphere, side },
});

/** −i[H, ρ]. */
function turn(H: ComplexMatrix, rho: ComplexMatrix): ComplexMatrix {
  return plus(plus(zeroMatrix(H.dimension), product(H, rho), 0, -1), product(rho, H), 0, 1);
}

/** M ∫ D(Q) ln(N − cosθ) = −½ż Σ 2N^{−k}/k(k + 2) over odd k, ż = −Γ(Nz + 1); at n̄ = 0 the sum is 1. */
function exactFlux(
  r: Coefficients,
  on: number,
  { Gamma, nbar }: Bath,
): { readonly value: number; readonly error: number } {
  const qubits = Math.log2(r.length) / 2;
  const N = 2 * nbar + 1;
  const z = 2 ** qubits * r[3 * 4 ** (qubits - 1 - on)];
  let sum = nbar === 0 ? 1 : 0;
  for (let k = 1, power = 1 / N; nbar > 0 && power > Number.EPSILON ** 2; k += 2, power /= N * N)
    sum += (2 * power) / (k * (k + 2));
  const half = (Gamma * sum) / 2;
  return { value: half * (N * z + 1), error: 8 * Number.EPSILON * half * (N * Math.abs(z) + 1) };
}
