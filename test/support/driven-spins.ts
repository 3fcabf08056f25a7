/** Seeded driven and damped spins, and how the library is asked for them. */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { channels } from "../../generated/index.ts";
import type { ChannelUse } from "../../runtime/evaluator.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { tensorProduct, zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { add, identity, multiply, scale, spinOperators } from "../evaluate/dense.ts";
import type { DrivenSpins } from "./exact-steady-state.ts";

const SPINS: readonly (readonly number[])[] = [
  [0.5],
  [1],
  [1.5],
  [2],
  [0.5, 0.5],
  [3],
  [0.5, 1],
  [4],
  [1, 1],
  [5],
  [0.5, 1.5],
  [6],
];
const NBAR: readonly number[] = [0, 1e-3, 0.1, 0.7, 3, 50];
/** Of the field and of the coupling, in units of the damping. */
const DRIVE: readonly number[] = [1e-3, 0.1, 1, 10, 1e3];

/** The k-th of a series in which every size meets every temperature and every strength; each fourth has levels that nearly
 *  coincide, split by 1e-6 of the drive, and two rates that differ by as much. */
export function drivenSpins(k: number): DrivenSpins {
  const generator = xoroshiro128plus(1000 + k);
  const uniform = () => uniformFloat64(generator);
  for (let skip = 0; skip < 64; skip++) uniform();
  const spins = SPINS[k % SPINS.length];
  const drive = DRIVE[Math.floor(5 * uniform())];
  const near = k % 4 === 3;
  return {
    spins,
    fields: spins.map((_, party) => [
      near ? 1e-6 * drive * uniform() : drive * uniform(),
      near ? 0 : drive * (uniform() - 0.5),
      near ? drive * (1 + 1e-6 * party) : drive * (uniform() - 0.5),
    ]),
    coupling: spins.length === 1 ? 0 : drive * (near ? 1e-6 : 1) * uniform(),
    baths: spins.map((_, party) => ({
      Gamma: (near && party === 1 ? 1e-6 : 1) * (0.5 + uniform()),
      nbar: NBAR[(Math.floor(k / SPINS.length) + 2 * party) % NBAR.length],
      lambda: uniform() < 0.5 ? 0 : uniform(),
    })),
  };
}

export function channelsOf({ baths }: DrivenSpins): ChannelUse[] {
  return baths.flatMap(({ Gamma, nbar, lambda }, party) => [
    { channel: channels["amplitude-damping"], on: [party], parameters: { Gamma, nbar } },
    { channel: channels.dephasing, on: [party], parameters: { lambda } },
  ]);
}

export function hamiltonianOf({ spins, fields, coupling }: DrivenSpins): ComplexMatrix {
  const own = spins.map((_, party) => {
    const operators = spinOperators(spins[party]);
    return operators.map((operator) =>
      spins.map((J, other) => (other === party ? operator : identity(2 * J + 1))).reduce(tensorProduct),
    );
  });
  let H = zeroMatrix(own[0][0].dimension);
  own.forEach((operators, party) => {
    operators.forEach((operator, axis) => {
      H = add(H, scale(operator, fields[party][axis]));
    });
  });
  if (coupling === 0) return H;
  return [0, 1].reduce((all, axis) => add(all, scale(multiply(own[0][axis], own[1][axis]), coupling)), H);
}
