/** Why what is at rest is sought in thirty digits: a bath much slower than the noise beside it. */
import { SingularValueDecomposition } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels } from "../../generated/index.ts";
import { evolution } from "../../spins/dynamics/evolve.ts";
import { allParts } from "../../spins/dynamics/generator/cluster.ts";
import { denseMatrix, partOf } from "../../spins/dynamics/generator/part.ts";
import { dissipator } from "../../spins/dynamics/liouvillian.ts";
import { steadyState } from "../../spins/dynamics/steady-state.ts";
import { dicke } from "../../spins/states/named-states.ts";

const [nbar, polar] = [0.5, 0.7];

function usesOf(q: number) {
  return [
    { channel: channels["amplitude-damping"], on: [0], parameters: { Gamma: 10 ** -q, nbar } },
    { channel: channels["axis-dephasing"], on: [0], parameters: { lambda: 1, polar, azimuth: 0 } },
  ];
}

const systemOf = (q: number) =>
  evolution(
    usesOf(q).map(({ channel, on, parameters }) => dissipator(channel.jumps(parameters, []), [0.5], on)),
    [2],
  );

/** The Bloch vector at rest: (½λ ttᵀ + Γ̄ diag(½, 1)) r = (0, −Γ) in the plane of both axes, t across the noise's; nothing cancels. */
function blochAtRest(q: number): { readonly x: number; readonly z: number } {
  const Gamma = 10 ** -q;
  const total = Gamma * (2 * nbar + 1);
  const [tx, tz] = [Math.cos(polar), -Math.sin(polar)];
  const determinant = 0.5 * total * (tx * tx + 0.5 * tz * tz) + 0.5 * total * total;
  return { x: (0.5 * Gamma * tx * tz) / determinant, z: (-Gamma * (0.5 * tx * tx + 0.5 * total)) / determinant };
}

/** The same from the generator's matrix in doubles: its singular vector of the least value. */
function blochInDoubles(q: number): { readonly x: number; readonly z: number } {
  const parts = allParts(systemOf(q).clusters[0]);
  const p = Array.from({ length: parts.starts.length - 1 }, (_, k) => k).find((k) =>
    parts.coordinates.subarray(parts.starts[k], parts.starts[k + 1]).includes(0),
  )!;
  const { rightSingularVectors: V } = new SingularValueDecomposition(denseMatrix(partOf(parts, p)));
  const entry = (coordinate: number) =>
    V.get(parts.coordinates.subarray(parts.starts[p]).indexOf(coordinate), V.columns - 1);
  const [up, x, down] = [entry(0), entry(1), entry(3)];
  return { x: (2 * x) / (up + down), z: (up - down) / (up + down) };
}

describe("a qubit at rest in a bath 10^q times slower than a noise beside it", () => {
  it.each([0, 2, 4, 6, 8, 10, 12, 14])("is known to its last digits: q = %d", (q) => {
    const { state, error } = steadyState(systemOf(q), dicke([0.5], [0.5]));
    const { x, z } = blochAtRest(q);
    const off = Math.hypot(
      state.re[0] - 0.5 * (1 + z),
      Math.SQRT2 * (state.re[1] - 0.5 * x),
      state.re[3] - 0.5 * (1 - z),
    );
    expect(off).toBeLessThanOrEqual(error + 4 * Number.EPSILON);
    expect(error).toBeLessThan(1e-14);
  });

  it.each([2, 6, 12, 14])("has an S that is known as well: q = %d", (q) => {
    const { entropy } = evaluate({ spins: [0.5], state: dicke([0.5], [0.5]), channels: usesOf(q), times: "steady" });
    expect(entropy.error[0]).toBeLessThan(2e-14);
  });

  it("has lost eight digits in doubles by q = 12", () => {
    const offOf = (q: number) => {
      const [found, truth] = [blochInDoubles(q), blochAtRest(q)];
      return Math.hypot(found.x - truth.x, found.z - truth.z);
    };
    expect(offOf(0)).toBeLessThan(1e-14);
    expect(offOf(12)).toBeGreaterThan(1e-6);
  });
});
