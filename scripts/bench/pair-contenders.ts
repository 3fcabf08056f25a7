/** Other ways to Π of a pair of qubits under thermal damping. */
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { phasePoint, placePoint } from "../../evaluate/monte-carlo/phase-point.ts";
import type { ChannelUse } from "../../runtime/evaluator.ts";
import { total } from "../../runtime/quadrature/integral.ts";
import { productRule } from "../../runtime/quadrature/sphere-rule.ts";
import { localAverage, sumOver } from "../../runtime/spheres/local-average.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { randomStream } from "../../spins/states/random-stream.ts";

const SPINS = [0.5, 0.5];

/** Eq 21's integrand at points uniform on both spheres: Π and its standard error. */
export function monteCarlo(
  rho: ComplexMatrix,
  uses: readonly ChannelUse[],
  samples: number,
  seed: number,
): { value: number; error: number } {
  const uniform = randomStream(seed, "bench Monte Carlo");
  const point = phasePoint(rho, SPINS);
  const blocks = uses.map(({ on: [party] }) => ({
    geometry: { rows: 1, columns: 1, spheres: [point.spheres[party]] },
    gradient: [point.gradient[2 * party], point.gradient[2 * party + 1]],
  }));
  const spin = [0.5];
  const out = new Float64Array(1);
  let sum = 0;
  let squares = 0;
  for (let k = 0; k < samples; k++) {
    placePoint(point, uniform);
    let sample = 0;
    for (let u = 0; u < uses.length; u++) {
      const { channel, parameters } = uses[u];
      const { geometry, gradient } = blocks[u];
      channel.pointwise.production!(parameters, spin, geometry, point.Q, point.Q, gradient, out);
      sample += 4 * out[0];
    }
    sum += sample;
    squares += sample * sample;
  }
  const value = sum / samples;
  return { value, error: Math.sqrt((squares / samples - value * value) / samples) };
}

/** Eq 21 on n⁴ nodes of both spheres with the emitted integrand. */
export function bruteGrid(rho: ComplexMatrix, uses: readonly ChannelUse[], n: number): number {
  const rule = productRule(n, n, 0.5);
  let sum = 0;
  for (const use of uses) {
    const average = localAverage(rho, SPINS, use.on[0], "grid", [{ kind: "production", use, of: rho }]);
    sum += total(sumOver(average, { outer: [rule], inner: rule }), 0);
  }
  return sum;
}

export interface CompiledPair {
  /** Microseconds an evaluation, Π and Φ. */
  run(
    rho: ComplexMatrix,
    nodes: readonly [rows: number, columns: number],
    evaluations: number,
  ): { microseconds: number; production: number; flux: number };
}

/** The C program, compiled with these flags; null without a compiler. */
export function compilePair(flags: readonly string[], Gamma: number, nbar: number): CompiledPair | null {
  const program = join(mkdtempSync(join(tmpdir(), "wehrl-bench-")), "pair");
  try {
    execFileSync("cc", [...flags, "scripts/bench/pair.c", "-o", program, "-lm"], { stdio: "pipe" });
  } catch {
    return null;
  }
  return {
    run: (rho, nodes, evaluations) => {
      const sizes = [...nodes, evaluations, Gamma, 2 * nbar + 1, ...correlations(rho)];
      return JSON.parse(execFileSync(program, sizes.map(String), { encoding: "utf8" }));
    },
  };
}

/** t_ij = Tr[ρ σ_i ⊗ σ_j], row-major. */
function correlations(rho: ComplexMatrix): number[] {
  // σ_i maps |a⟩ to a phase i^k times |a ^ flip⟩.
  const flip = [0, 1, 1, 0];
  const phase = (i: number, a: number) => (i === 2 ? 1 + 2 * a : i === 3 ? 2 * a : 0);
  return Array.from({ length: 16 }, (_, k) => {
    const [i, j] = [k >> 2, k & 3];
    let sum = 0;
    for (let a = 0; a < 2; a++) {
      for (let b = 0; b < 2; b++) {
        const at = 4 * (2 * a + b) + 2 * (a ^ flip[i]) + (b ^ flip[j]);
        sum += [rho.re[at], -rho.im[at], -rho.re[at], rho.im[at]][(phase(i, a) + phase(j, b)) % 4];
      }
    }
    return sum;
  });
}
