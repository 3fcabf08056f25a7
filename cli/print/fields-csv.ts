/** Fields of a spin as comma-separated values: comment lines (`#`), a row of names, a line a direction. */
import { labelledConventions } from "../../evaluate/problem/conventions.ts";
import { visible, visibleJson } from "../../text/visible.ts";
import type { SpinMap } from "./spin-map.ts";

/** @param told  what is to be known besides */
export function fieldsCsv(map: SpinMap, told: readonly string[]): string {
  const { theta, phi, Q, production, current } = map.fields;
  const columns: readonly (readonly [name: string, valueAt: (k: number) => number])[] = [
    ["theta", (k) => theta[Math.floor(k / phi.length)]!],
    ["phi", (k) => phi[k % phi.length]!],
    ["weight", (k) => map.weight[k]!],
    ["Q", (k) => Q[k]!],
    ...column("production", production),
    ...column("current_theta", current?.[0] ?? null),
    ...column("current_phi", current?.[1] ?? null),
  ];
  const lines = [
    ...labelledConventions().map(([label, text]) => label.padEnd(17) + text),
    ...meaningOf(map),
    ...told,
    `job              ${visibleJson(JSON.stringify(map.job))}`,
  ].map((line) => visible(line.replace(/\s*\n\s*/g, " ")));
  const read =
    `wehrl husimi. Read: numpy.genfromtxt(f, delimiter=",", skip_header=${lines.length + 1}, names=True); ` +
    `pandas.read_csv(f, comment="#")`;
  return [
    ...[read, ...lines].map((line) => `# ${line}`),
    columns.map(([name]) => name).join(","),
    ...Array.from(Q, (_, k) => columns.map(([, valueAt]) => valueAt(k)).join(",")),
    "",
  ].join("\n");
}

const column = (name: string, values: Float64Array | null) =>
  values === null ? [] : [[name, (k: number) => values[k]!] as const];

function meaningOf({ J, party, held = [], time }: SpinMap): readonly string[] {
  const others = held.flatMap((direction, k) => {
    if (k === party) return [];
    return direction === null ? `${k} integrated` : `${k} held at (${direction.theta}, ${direction.phi})`;
  });
  return [
    `spin             ${party}, J = ${J}; t = ${time}${others.length === 0 ? "" : `; spins ${others.join(", ")}`}`,
    "theta, phi       radians, the direction n of the spin",
    "weight           Σ weight f = ∫ f dΩ",
    "Q                bare; Σ weight μ Q = 1 where no other spin is held, μ = (2J+1)/4π",
    "production       nat/time, with μ and the others' measures in it: Σ weight production = Π of the channels on this spin alone, " +
      "where no other is held",
    "current          1/time, along e_θ and e_φ: I = AQ − B∇Q of these channels and the bare Q, ∂Q/∂t = −∇·I",
  ];
}
