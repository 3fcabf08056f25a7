import { describe, expect, it } from "vitest";
import { problemOf } from "../../../cli/read/job.ts";
import { textsOf } from "../../../cli/read/job-texts.ts";
import { checkProblem } from "../../../evaluate/check/validate.ts";
import { prepareChannel } from "../../../evaluate/prepare/prepared-channel.ts";
import { evaluate } from "../../../evaluate/problem/evaluate.ts";
import type { Result } from "../../../evaluate/problem/problem.ts";
import { channels as registered } from "../../../generated/index.ts";
import { distance } from "../../../laws/matrices.ts";
import { drift, evolution } from "../../../spins/dynamics/evolve.ts";
import { randomState } from "../../support/random-states.ts";
import { add, dagger, identity, multiply, scale, spinOperators, subtract } from "../dense.ts";

const run = (job: object): Result => evaluate(problemOf({ state: "none", ...job }, registered, textsOf));
const damping = (on: number, Gamma: number, nbar: number) => ({
  channel: "amplitude-damping",
  on: [on],
  parameters: { Gamma, nbar },
});
const dephasing = (on: number, lambda: number) => ({ channel: "dephasing", on: [on], parameters: { lambda } });

function expectSame(found: Result, declared: Result): void {
  for (const quantity of ["entropy", "entropyRate", "production", "flux"] as const)
    found[quantity]!.values.forEach((value, k) => {
      const other = declared[quantity]!.values[k]!;
      expect(Math.abs(value - other), `${quantity}[${k}]`).toBeLessThan(1e-13 * Math.max(1, Math.abs(other)));
    });
  expect(found.channels.map((one) => [one.class, one.positivity])).toEqual(
    declared.channels.map((one) => [one.class, one.positivity]),
  );
}

/** A matrix on two qubits as programs print it: kron(A, 1) or kron(1, A). */
const pair = (A: readonly (readonly number[])[], party: 0 | 1) => ({
  re: [0, 1, 2, 3].map((r) =>
    [0, 1, 2, 3].map((c) => {
      const [i, j, k, l] = [r >> 1, c >> 1, r & 1, c & 1];
      return party === 0 ? (k === l ? A[i]![j]! : 0) : i === j ? A[k]![l]! : 0;
    }),
  ),
});

describe("a master equation by its collapse operators", () => {
  it("of a driven qubit with σ₋ and σ_z noise is that of damping and dephasing", () => {
    const common = {
      spins: [0.5],
      state: { dicke: [0.5] },
      hamiltonian: "0.2*sx",
      times: [0.3, 2],
      constants: { g: 0.3 },
    };
    // √γ σ_z/2 is √γ J_z: dephasing with λ = γ.
    const jumps = [{ jumps: ["sqrt(g)*sm"] }, { jumps: ["sz/2"], rates: "2*g/3" }];
    expectSame(
      run({ ...common, channels: jumps }),
      run({ ...common, channels: [damping(0, 0.3, 0), dephasing(0, 0.2)] }),
    );
  });

  it("of two coupled qubits with a bath each, as matrices of the whole, finds the spin of each", () => {
    const [down, up] = [
      [
        [0, 0],
        [1, 0],
      ],
      [
        [0, 1],
        [0, 0],
      ],
    ];
    const common = {
      spins: [0.5, 0.5],
      state: { dicke: [0.5, -0.5] },
      hamiltonian: "sz[0]/2 + 1.1*sz[1]/2 + 0.3*(sp[0]*sm[1] + dag(sp[0]*sm[1]))",
      times: [1, 4],
    };
    const rates = [0.4 * 1.1, 0.04, 0.2 * 1.7, 0.14];
    const jumps = [pair(down!, 0), pair(up!, 0), pair(down!, 1), pair(up!, 1)];
    const found = run({ ...common, channels: [{ jumps, rates, reservoir: "bath" }] });
    expect(found.channels.map(({ channel, on }) => [channel, on])).toEqual([
      ["bath", [0]],
      ["bath", [1]],
    ]);
    expectSame(found, run({ ...common, channels: [damping(0, 0.4, 0.1), damping(1, 0.2, 0.7)] }));
  });

  it("of a spin 3/2 in matrices is that of a thermal bath", () => {
    const [x, y] = spinOperators(1.5);
    const lowering = add(x, scale(y, 0, -1));
    const rows = ({ re, im }: typeof x) => {
      const part = (entries: Float64Array) => [0, 4, 8, 12].map((r) => [...entries.slice(r, r + 4)]);
      return { re: part(re), im: part(im) };
    };
    const common = {
      spins: [1.5],
      state: { coherent: [{ theta: 1, phi: 0.3 }] },
      hamiltonian: "0.7*Jx + 0.1*Jz^2",
      times: [0.5],
    };
    const jumps = [rows(scale(lowering, Math.sqrt(0.8 * 1.3))), rows(scale(dagger(lowering), Math.sqrt(0.8 * 0.3)))];
    expectSame(
      run({ ...common, channels: [{ jumps, on: [0] }] }),
      run({ ...common, channels: [damping(0, 0.8, 0.3)] }),
    );
  });

  it("moves constants into the Hamiltonian: D[L + α] is D[L] and a turn, which is no heat", () => {
    const [x, y, z] = spinOperators(1);
    const L = add(add(add(x, scale(y, 0, -1)), scale(z, 0.2, 0.4)), scale(identity(3), 0.7, -0.5));
    const rho = randomState(3, 3, 8);
    const checked = checkProblem({ spins: [1], state: rho, channels: [{ jumps: [L], on: [0] }] });
    const { dissipator } = prepareChannel(checked.channels[0]!, [1]);
    const square = multiply(dagger(L), L);
    const whole = subtract(
      multiply(multiply(L, rho), dagger(L)),
      scale(add(multiply(square, rho), multiply(rho, square)), 0.5),
    );
    expect(dissipator.remainder).not.toBeNull();
    expect(distance(drift(evolution([dissipator], [3]), rho), whole)).toBeLessThan(1e-14);
    const job = { spins: [1], state: { coherent: [{ theta: 1, phi: 2 }] }, hamiltonian: "Jx" };
    const heat = (text: string) => run({ ...job, channels: [{ jumps: [text] }] }).channels[0]!.heatCurrent!.values[0]!;
    expect(heat("J- + 0.3 - 2j")).toBeCloseTo(heat("J-"), 13);
  });
});

describe("what is one reservoir is the user's word", () => {
  const job = { spins: [0.5], state: { coherent: [{ theta: 1, phi: 0.3 }] } };
  const [down, up] = ["sqrt(0.6)*sm", "sqrt(0.2)*sp"];

  it("two entries of one name on the same spin are one", () => {
    const [one, named] = [
      [{ jumps: [down, up], reservoir: "bath" }],
      [
        { jumps: [down], reservoir: "bath" },
        { jumps: ["sz"], reservoir: "noise" },
        { jumps: [up], reservoir: "bath" },
      ],
    ].map((channels) => run({ ...job, channels }));
    expect(named!.channels.map(({ channel, entry }) => [channel, entry])).toEqual([
      ["bath", 0],
      ["noise", 1],
    ]);
    expect(named!.channels[0]!.production).toEqual(one!.channels[0]!.production);
    expect(named!.warnings).toEqual([]);
  });

  it("J₋ and J₊ of one spin listed as two are two, produce more, and a warning says that Π depends on it", () => {
    const one = run({ ...job, channels: [{ jumps: [down, up] }] });
    const two = run({ ...job, channels: [{ jumps: [down] }, { jumps: [up] }] });
    expect(two.entropyRate.values[0]).toBeCloseTo(one.entropyRate.values[0]!, 12);
    expect(two.production!.values[0]).toBeGreaterThan(one.production!.values[0]! + 0.1);
    expect(one.warnings).toEqual([]);
    expect(two.warnings).toEqual([
      expect.stringMatching(/^channels\[0\] and channels\[1\] lower and raise spin 0 .* Π depends on it/),
    ]);
  });

  it.each([
    [{ jumps: ["sm"], on: [1] }, "channels[0].on[0]: found 1"],
    [{ jumps: ["sm"], rates: [1, 2] }, "channels[0].rates: found 2 rates for 1 jumps"],
    [{ jumps: ["sm"], rates: -1 }, "channels[0].rates: found -1, expected a rate ≥ 0"],
    [{ jumps: ["sm"], reservoir: 3 }, "channels[0].reservoir: found 3"],
    [{ jumps: ["Jp"] }, 'channels[0].jumps[0], at character 1 of Jp: found unknown name "Jp"'],
    [{ jumps: [] }, "channels[0].jumps: found []"],
    [{ jumps: [[[0]]] }, "channels[0].jumps[0]: found 1 row, expected 2"],
  ])("%j is refused", (entry, message) => {
    expect(() => run({ ...job, channels: [entry] })).toThrow(message);
  });

  it("entries of one name that share a spin and have others besides are refused", () => {
    const channels = [
      { jumps: ["sm[0]"], reservoir: "bath" },
      { jumps: ["sm[0] + sm[1]"], reservoir: "bath" },
    ];
    const two = { spins: [0.5, 0.5], state: { dicke: [0.5, 0.5] }, channels };
    expect(() => run(two)).toThrow('found [0, 1] in reservoir "bath", which channels[0] has on [0]');
  });
});
