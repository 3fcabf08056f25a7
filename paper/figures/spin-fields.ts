/** Q of a spin and the local integrand of its Π in a thermal bath, on the sphere. */

import type { SphereField } from "../../drawing/sphere-map.ts";
import { channels } from "../../generated/index.ts";
import { dickeAmplitudes } from "../../spins/states/dicke.ts";

export const J = 1.5;
export const nbar = 0.1;
/** √p |J,J⟩ + √(1−p) |J,−J⟩: the zeros of its Q lie where B_φφ < 0. */
export const p = 0.08;
/** Its share of ρ; the rest is maximally mixed. */
export const purity = 0.95;
const rows = 180;
/** One more than steps of φ, as −π and π are both columns. */
const columns = 241;

const parameters = { Gamma: 1 / (2 * nbar + 1), nbar };

export const mapsJob = {
  spins: [J],
  state: { re: matrix() },
  channels: [{ channel: "amplitude-damping", on: [0], parameters }],
};

function matrix(): readonly (readonly number[])[] {
  const d = 2 * J + 1;
  const amplitude = (i: number) => (i === 0 ? Math.sqrt(p) : i === d - 1 ? Math.sqrt(1 - p) : 0);
  const cat = (i: number, j: number) => purity * amplitude(i) * amplitude(j);
  return Array.from({ length: d }, (_, i) =>
    Array.from({ length: d }, (_, j) => Number((cat(i, j) + (i === j ? (1 - purity) / d : 0)).toFixed(6))),
  );
}

export const thetaOf = (row: number): number => ((row + 0.5) * Math.PI) / rows;
export const phiOf = (column: number): number => -Math.PI + (2 * Math.PI * column) / (columns - 1);

/** μQ and the integrand of eq 21 by dΩ: what they integrate to is 1 and Π/Γ̄.
 *  @param channel  the bath */
export function fields(channel = channels["amplitude-damping"]): {
  readonly density: SphereField;
  readonly production: SphereField;
} {
  const size = rows * columns;
  const [Q, slope, turn] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const theta = Float64Array.from({ length: rows }, (_, r) => thetaOf(r));
  const phi = Float64Array.from({ length: columns }, (_, c) => phiOf(c));
  theta.forEach((t, r) => {
    phi.forEach((f, c) => {
      const at = r * columns + c;
      [Q[at], slope[at], turn[at]] = husimi(t, f);
    });
  });
  const sphere = {
    cosTheta: theta.map(Math.cos),
    sinTheta: theta.map(Math.sin),
    cosPhi: phi.map(Math.cos),
    sinPhi: phi.map(Math.sin),
  };
  const out = new Float64Array(size);
  const geometry = { rows, columns, spheres: [sphere] };
  channel.pointwise.production!(parameters, [J], geometry, Q, Q, [slope, turn], out);
  const mu = (2 * J + 1) / (4 * Math.PI);
  const times = (values: Float64Array): SphereField => ({ rows, columns, values: values.map((value) => mu * value) });
  return { density: times(Q), production: times(out) };
}

/** ⟨Ω|ρ|Ω⟩ = Σ ρ_ij a_i a_j cos((i − j)φ) for a real ρ, ∂_θ of it, and ∂_φ of it by sin θ;
 *  a_i ∝ cos(θ/2)^{2J−i} sin(θ/2)^i, so that a_i' = ½ a_i [i cot(θ/2) − (2J − i) tan(θ/2)]. */
function husimi(theta: number, phi: number): readonly [number, number, number] {
  const a = new Float64Array(2 * J + 1);
  dickeAmplitudes(2 * J, Math.cos(theta / 2), Math.sin(theta / 2), a);
  const tangent = Math.tan(theta / 2);
  const logSlope = (i: number) => 0.5 * (i / tangent - (2 * J - i) * tangent);
  let [value, slope, turn] = [0, 0, 0];
  mapsJob.state.re.forEach((line, i) => {
    line.forEach((entry, j) => {
      const weight = entry * a[i] * a[j];
      value += weight * Math.cos((i - j) * phi);
      slope += weight * (logSlope(i) + logSlope(j)) * Math.cos((i - j) * phi);
      turn -= (weight * (i - j) * Math.sin((i - j) * phi)) / Math.sin(theta);
    });
  });
  return [value, slope, turn];
}
