/**
 * Both curves of figure 3 by a way of its own: nothing here comes from runtime/ or generated/. The master equation (eq 28)
 * is solved qubit by qubit, Π of eq 21 is summed on a four-dimensional grid, and Π_vN of eqs 31 and 32 comes from the
 * eigenvectors of ρ. Γ̄ = Γ(2n̄ + 1) = 1; index 0 is spin up.
 */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { gaussLegendre } from "./gauss-legendre.ts";

const nbar = 1.5;
const N = 2 * nbar + 1;
const Gamma = 1 / N;

/** Eq 30 with ρ11 = ρ33 = 0.1, ρ22 = 0.2, α = γ = 0.02, β = 0.15. */
const start = [
  [0.1, 0.02, 0.02, 0.02],
  [0.02, 0.2, 0.02, 0.15],
  [0.02, 0.02, 0.1, 0.15],
  [0.02, 0.15, 0.15, 0.6],
];

/** Of one qubit: populations relax to n̄/N and (n̄ + 1)/N as e^{−Γ̄t}, coherences as e^{−Γ̄t/2}. Entry [i][j] is what becomes of |i⟩⟨j|. */
function relaxed(entry: readonly [number, number], t: number): readonly (readonly number[])[] {
  const [i, j] = entry;
  const left = Math.exp(-t);
  if (i !== j)
    return [
      [0, i === 0 ? Math.exp(-t / 2) : 0],
      [i === 1 ? Math.exp(-t / 2) : 0, 0],
    ];
  const up = nbar / N + ((i === 0 ? 1 : 0) - nbar / N) * left;
  return [
    [up, 0],
    [0, 1 - up],
  ];
}

/** ρ(t): each |i⟩⟨j| ⊗ |k⟩⟨l| relaxes factor by factor. */
export function stateAt(t: number): Matrix {
  const rho = Matrix.zeros(4, 4);
  const both = [0, 1, 2, 3];
  for (const row of both)
    for (const column of both) {
      const a = relaxed([row >> 1, column >> 1], t);
      const b = relaxed([row & 1, column & 1], t);
      for (const r of both)
        for (const c of both) rho.set(r, c, rho.get(r, c) + start[row][column] * a[r >> 1][c >> 1] * b[r & 1][c & 1]);
    }
  return rho;
}

interface Node {
  readonly cos: number;
  readonly weight: number;
  /** |Ω⟩⟨Ω| in the basis |0⟩, |1⟩ as ½(1 + n·σ), and its derivatives ∂θ and ∂φ; rows of [00, 11, Re 10, Im 10]. */
  readonly symbol: readonly (readonly number[])[];
}

/** Gauss–Legendre in cos θ, the trapezoid rule in φ. */
function sphere(rows: number, columns: number): readonly Node[] {
  const { x, w } = gaussLegendre(rows);
  return x.flatMap((cos, row) => {
    const sin = Math.sqrt(1 - cos * cos);
    return Array.from({ length: columns }, (_, c): Node => {
      const phi = (2 * Math.PI * c) / columns;
      const [u, v] = [Math.cos(phi), Math.sin(phi)];
      const symbol = [
        [(1 + cos) / 2, (1 - cos) / 2, (sin * u) / 2, (sin * v) / 2],
        [-sin / 2, sin / 2, (cos * u) / 2, (cos * v) / 2],
        [0, 0, (-sin * v) / 2, (sin * u) / 2],
      ];
      return { cos, weight: (w[row] * 2 * Math.PI) / columns, symbol };
    });
  });
}

/** Tr_b[ρ(1 ⊗ S)], ρ real, with S and the result as [00, 11, Re 10, Im 10]. */
function contractB(rho: Matrix, S: readonly number[]): readonly number[] {
  const [s00, s11, re] = S;
  const entry = (i: number, j: number) =>
    rho.get(2 * i, 2 * j) * s00 +
    rho.get(2 * i + 1, 2 * j + 1) * s11 +
    (rho.get(2 * i, 2 * j + 1) + rho.get(2 * i + 1, 2 * j)) * re;
  return [entry(0, 0), entry(1, 1), entry(1, 0), (rho.get(2, 1) - rho.get(3, 0)) * S[3]];
}

/** Tr[σS] of Hermitian 2 × 2 matrices. */
const trace = (sigma: readonly number[], S: readonly number[]): number =>
  sigma[0] * S[0] + sigma[1] * S[1] + 2 * (sigma[2] * S[2] + sigma[3] * S[3]);

/** The braces of eq 21 for one qubit, J = 1/2, without Γ: half of a square over N − cos θ, and the dephasing currents' term. */
function integrand(Q: number, dTheta: number, dPhi: number, cos: number): number {
  const sin = Math.sqrt(1 - cos * cos);
  const current = sin * Q - (N - cos) * dTheta;
  return (0.5 * (current ** 2 / (N - cos) + cos * (N * cos - 1) * (dPhi / sin) ** 2)) / Q;
}

/** Π/Γ̄ of eqs 20 and 21: M = (2/4π)², the sum over both qubits. */
export function wehrlProduction(t: number, nodes: number): number {
  const rho = stateAt(t);
  const points = sphere(nodes, nodes);
  let sum = 0;
  for (const b of points) {
    const [of, dTheta, dPhi] = b.symbol.map((S) => contractB(rho, S));
    for (const a of points) {
      const Q = trace(of, a.symbol[0]);
      const first = integrand(Q, trace(of, a.symbol[1]), trace(of, a.symbol[2]), a.cos);
      const second = integrand(Q, trace(dTheta, a.symbol[0]), trace(dPhi, a.symbol[0]), b.cos);
      sum += a.weight * b.weight * (first + second);
    }
  }
  return (Gamma * sum) / (2 * Math.PI) ** 2;
}

/** ln of a positive symmetric matrix. */
function logarithm(matrix: Matrix): Matrix {
  const { realEigenvalues, eigenvectorMatrix: V } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  return V.mmul(Matrix.diag(realEigenvalues.map(Math.log))).mmul(V.transpose());
}

const lower = new Matrix([
  [0, 0],
  [1, 0],
]);
const one = Matrix.eye(2);

/** LρLᵀ − ½{LᵀL, ρ}, L real. */
function dissipator(L: Matrix, rho: Matrix): Matrix {
  const square = L.transpose().mmul(L);
  const anti = Matrix.add(square.mmul(rho), rho.mmul(square)).mul(0.5);
  return Matrix.sub(L.mmul(rho).mmul(L.transpose()), anti);
}

/** Eq 32: −Tr[D(ρ)(ln ρ − ln ρ_eq)], ρ_eq = e^{−β_R H}/Z with β_R ε = ln((n̄+1)/n̄) for each qubit (eq 31). */
export function neumannProduction(t: number): number {
  const rho = stateAt(t);
  const change = [lower.kroneckerProduct(one), one.kroneckerProduct(lower)]
    .flatMap((L) => [dissipator(L, rho).mul(Gamma * (nbar + 1)), dissipator(L.transpose(), rho).mul(Gamma * nbar)])
    .reduce((a, b) => Matrix.add(a, b));
  const gibbs = Matrix.diag([nbar / N, (nbar + 1) / N]);
  const force = Matrix.sub(logarithm(rho), logarithm(gibbs.kroneckerProduct(gibbs)));
  return -change.mmul(force).trace();
}
