/**
 * The share of Π, and of Spohn's, that comes from coherence, in random states of axial channels: the least that was seen of each, and where.
 *
 *   npm run coherence -- [states] [seed]
 *
 * Ginibre's states of every rank of one spin, J = 1/2 to 5/2, and of two qubits, under damping, pumping and dephasing about z and about
 * another axis. Exit status 1 where a share is below zero by more than its bound, but of Π from J = 3/2 on, where it may be: those are
 * counted.
 */
import { type ComplexMatrix, channels, densityMatrix, evaluateQuantities, type Problem } from "../index.ts";
import { normals, randomStream } from "../spins/states/random-stream.ts";

const [states = 10_000, seed = 1] = process.argv.slice(2).map(Number);
const uniform = randomStream(seed, "coherence");
const normal = normals(uniform);
const choose = <T>(list: readonly T[]): T => list[Math.floor(uniform() * list.length)]!;

/** GG†/Tr. */
function ginibre(spins: readonly number[]): ComplexMatrix {
  const d = spins.reduce((all, J) => all * (2 * J + 1), 1);
  const rank = 1 + Math.floor(uniform() * d);
  const G = Array.from({ length: d }, () => Array.from({ length: rank }, () => [normal(), normal()] as const));
  const entry = (i: number, j: number, part: "re" | "im"): number =>
    G[i]!.reduce((sum, [a, b], k) => {
      const [c, e] = G[j]![k]!;
      return sum + (part === "re" ? a * c + b * e : b * c - a * e);
    }, 0);
  const rows = (part: "re" | "im") => G.map((_, i) => G.map((__, j) => entry(i, j, part)));
  const [re, im] = [rows("re"), rows("im")];
  const trace = re.reduce((sum, row, i) => sum + row[i]!, 0);
  const scaled = (matrix: number[][]) => matrix.map((row) => row.map((x) => x / trace));
  return densityMatrix(spins, scaled(re), scaled(im));
}

const nbar = () => choose([0, 10 ** (-3 + 5 * uniform())]);
const uses = [
  () => ({ channel: "amplitude-damping", parameters: { Gamma: 1, nbar: nbar() } }),
  () => ({ channel: "pumping", parameters: { Gamma: 1 } }),
  () => ({ channel: "dephasing", parameters: { lambda: 1 } }),
  () => ({ channel: "axis-dephasing", parameters: { lambda: 1, polar: 3 * uniform(), azimuth: 6 * uniform() } }),
];

function situation(): Problem {
  const spins = choose([[0.5], [0.5, 0.5], [1], [1.5], [2], [2.5]]);
  const channelsOf = spins.map((_, party) => {
    const { channel, parameters } = choose(uses)();
    return { channel: channels[channel as keyof typeof channels], on: [party], parameters };
  });
  return { spins, state: ginibre(spins), channels: channelsOf, tolerance: 1e-4 };
}

const names = ["coherence-production", "spohn-coherence-production"] as const;
const least = names.map(() => ({ value: Number.POSITIVE_INFINITY, error: 0, where: "" }));
let [below, short] = [0, 0];
for (let k = 0; k < states; k++) {
  const problem = situation();
  evaluateQuantities(problem, names).forEach(({ values: [value], error: [error] }, which) => {
    if (value! < least[which]!.value) {
      const where = `state ${k}, spins [${problem.spins}], ${problem.channels.map((use) => ("channel" in use ? use.channel.name : "")).join(", ")}`;
      least[which] = { value: value!, error: error!, where };
    }
    if (value! + error! >= 0) return;
    if (which === 0 && Math.max(...problem.spins) >= 1.5) below++;
    else short++;
  });
}
names.forEach((name, which) => {
  const { value, error, where } = least[which]!;
  console.log(`${name}: least ${value} ± ${error} (${where})`);
});
console.log(`${states} states, seed ${seed}: ${short} below zero; of Π from J = 3/2 on ${below}`);
process.exitCode = short > 0 ? 1 : 0;
