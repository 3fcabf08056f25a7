/** Baths as they are spoken of: temperatures, times, probabilities, one on every spin, against what they are to do to a state. */
import { describe, expect, it } from "vitest";
import { readProblem } from "../../cli/read/job.ts";
import { textsOf } from "../../cli/read/job-texts.ts";
import { entryName } from "../../evaluate/check/entries.ts";
import { checkProblem } from "../../evaluate/check/validate.ts";
import { evolve } from "../../evaluate/problem/evolve.ts";
import { evaluateQuantities } from "../../evaluate/quantities/quantities.ts";
import { channels, evaluate, InvalidInput, type Problem } from "../../index.ts";
import { combine, frobenius } from "../../spins/matrices/complex-matrix.ts";

const tilted = { ket: ["sqrt(0.7)", "sqrt(0.3)"] };
const read = (list: unknown, more: object = {}) =>
  readProblem({ spins: [0.5], state: tilted, channels: list, ...more }, channels, textsOf);
const one = (channel: string, parameters: object, on: unknown = [0]) => [{ channel, on, parameters }];
const numberOf = (use: Problem["channels"][number], name: string) =>
  "parameters" in use ? use.parameters[name] : Number.NaN;
const uses = (list: unknown, more: object = {}) => read(list, more).problem.channels;

describe("thermal relaxation of a qubit", () => {
  it.each([
    ["at zero temperature", {}, 0],
    ["with n̄", { nbar: 0.3 }, 0.3],
    ["at a temperature", { T: 2, omega: 1 }, 1 / Math.expm1(0.5)],
  ])("%s relaxes populations in T1 and coherences in T2", (_, bath, nbar) => {
    const t = 12;
    const { problem } = read(one("thermal-relaxation", { T1: 50, T2: 30, ...bath }), { times: [t] });
    const [{ re }] = evolve(problem).values;
    const rest = nbar / (2 * nbar + 1);
    expect(re[0]).toBeCloseTo(rest + (0.7 - rest) * Math.exp(-t / 50), 13);
    expect(re[1]).toBeCloseTo(Math.sqrt(0.21) * Math.exp(-t / 30), 13);
  });

  it("is two reservoirs, says what was converted, and needs no dephasing where T2 = 2 T1", () => {
    const { problem, conversions } = read(one("thermal-relaxation", { T1: 10, T2: 20 }));
    expect(problem.channels).toEqual([
      { channel: channels["amplitude-damping"], on: [0], parameters: { Gamma: 0.1, nbar: 0 } },
      { channel: channels.dephasing, on: [0], parameters: { lambda: 0 } },
    ]);
    expect(problem.entries).toEqual([0, 0]);
    expect(conversions).toEqual([
      "amplitude-damping on [0]: Gamma = 1/(T1 (2 nbar + 1)) = 0.1, nbar = 0, of T1 = 10",
      "dephasing on [0]: lambda = 2/T2 − 1/T1 = 0 of T2 = 20",
    ]);
  });

  it("knows the digits of a small dephasing", () => {
    const [, dephasing] = uses(one("thermal-relaxation", { T1: 3, T2: 6 - 2 ** -40 }));
    const exact = 2 ** -40 / 3 / (6 - 2 ** -40);
    expect(Math.abs(numberOf(dephasing, "lambda") / exact - 1)).toBeLessThan(1e-15);
  });
});

describe("a bath by its temperature", () => {
  it.each(["amplitude-damping", "squeezed-thermal", "collective-decay"] as const)(
    "%s has n̄ = 1/(e^{ω/T} − 1)",
    (name) => {
      const more = name === "squeezed-thermal" ? { r: 0, phase: 0 } : {};
      const on = name === "collective-decay" ? [0, 1] : [0];
      const nbarOf = (bath: object) => {
        const [use] = uses(one(name, { Gamma: 1, ...more, ...bath }, on), { spins: [0.5, 0.5], state: "mixed" });
        return numberOf(use, "nbar");
      };
      expect(nbarOf({ T: 2, omega: 1 })).toBe(1 / Math.expm1(0.5));
      expect(nbarOf({ beta: 0.5, omega: "2*0.5" })).toBe(1 / Math.expm1(0.5));
      expect(nbarOf({ T: 0, omega: 1 })).toBe(0);
      expect(nbarOf({ T: 0.005, omega: 1 })).toBe(1 / Math.expm1(200));
      for (const T of [1e-300, 0.001, 0.0014, 0.002, 0.004]) expect(nbarOf({ T, omega: 1 })).toBe(0);
    },
  );
});

describe("a probability in a time", () => {
  it("of a phase flip leaves 1 − 2p of coherences, of damping 1 − p of the upper state", () => {
    const leftBy = (list: unknown) => evolve(read(list, { times: [2] }).problem).values[0].re;
    expect(leftBy(one("dephasing", { p: 0.1, time: 2 }))[1]).toBeCloseTo(0.8 * Math.sqrt(0.21), 14);
    expect(leftBy(one("amplitude-damping", { p: 0.1, time: 2 }))[0]).toBeCloseTo(0.9 * 0.7, 14);
    expect(leftBy(one("pumping", { p: 0.1, time: 2 }))[3]).toBeCloseTo(0.9 * 0.3, 14);
    expect(leftBy(one("dephasing", { p: 0, time: 2 }))[1]).toBeCloseTo(Math.sqrt(0.21), 15);
  });
});

describe("a channel of one spin", () => {
  const pair = { spins: [0.5, 1], state: "mixed" };
  it("is one on each of a list, or on every spin", () => {
    const parameters = { lambda: 0.4 };
    const separate = [0, 1].map((party) => ({ channel: channels.dephasing, on: [party], parameters }));
    expect(uses(one("dephasing", parameters, "each"), pair)).toEqual(separate);
    expect(uses(one("dephasing", parameters, [0, 1]), pair)).toEqual(separate);
    expect(
      uses(one("thermal-relaxation", { T1: 1, T2: 1 }, "each"), { spins: [0.5, 0.5], state: "mixed" }),
    ).toHaveLength(4);
  });
});

describe("a channel that sees spins alike takes any number of them", () => {
  const spins = [0.5, 0.5, 0.5];
  it("collective dephasing of GHZ: the coherence between m = ±3/2 decays at 9λ/2", () => {
    const { problem } = read(one("collective-dephasing", { lambda: 0.2 }, [0, 1, 2]), {
      spins,
      state: "ghz",
      times: [1],
    });
    const [coherence] = evaluateQuantities(problem, ["l1-coherence"]);
    expect(coherence.values[0]).toBeCloseTo(Math.exp(-0.9), 12);
  });

  it("collective decay of W: heat flows out with Γ⟨J₊J₋⟩ = 4Γ, dS/dt is that of the jump as text, and Π is refused", () => {
    const job = { spins, state: "w", hamiltonian: "Jz[0]+Jz[1]+Jz[2]", tolerance: 0.1 };
    const {
      channels: [found],
      entropyRate,
    } = evaluate(read(one("collective-decay", { Gamma: 0.5, nbar: 0 }, [2, 0, 1]), job).problem);
    expect(found.heatCurrent!.values[0]).toBeCloseTo(2, 12);
    expect([found.channel, found.on, found.production]).toEqual(["collective-decay", [2, 0, 1], null]);
    const { entropyRate: other } = evaluate(read([{ jumps: ["sqrt(0.5)*(J-[0] + J-[1] + J-[2])"] }], job).problem);
    expect(Math.abs(entropyRate.values[0] - other.values[0])).toBeLessThan(
      entropyRate.error[0] + other.error[0] + 1e-12,
    );
  });

  it("of three is, as of two, the sum of its operators", () => {
    const evolvedBy = (list: unknown) =>
      evolve(read(list, { spins: [0.5, 1], state: "mixed", times: [0.7] }).problem).values[0];
    const compiled = evolvedBy(one("collective-decay", { Gamma: 0.3, nbar: 0.2 }, [0, 1]));
    const text = evolvedBy([{ jumps: ["sqrt(0.36)*(J-[0] + J-[1])", "sqrt(0.06)*(J+[0] + J+[1])"] }]);
    expect(frobenius(combine(1, compiled, -1, text))).toBeLessThan(1e-14);
  });
});

describe("what no bath is, is refused with the formula", () => {
  const relaxation = (parameters: object) => one("thermal-relaxation", parameters);
  const damping = (parameters: object) => one("amplitude-damping", { Gamma: 1, ...parameters });
  it.each([
    [relaxation({ T1: 10, T2: 30 }), "parameters.T2: found T2 = 30, which is more than 2 T1 = 20, expected T2 ≤ 2 T1"],
    [relaxation({ T1: 10 }), "parameters.T2: found nothing, expected a time > 0"],
    [relaxation({ T1: 0, T2: 0 }), "parameters.T1: found 0"],
    [relaxation({ T1: 1, T2: 1, lambda: 1 }), "parameters.lambda: found no parameter of thermal-relaxation"],
    [relaxation({ T1: 1, T2: 1, nbar: 1, T: 1, omega: 1 }), "parameters.T: found T beside nbar"],
    [relaxation({ T1: 1, T2: 1, nbar: -1 }), "parameters.nbar: found -1"],
    [damping({ T: 1 }), "parameters.omega: found nothing, expected the frequency"],
    [damping({ omega: 1 }), "parameters.T: found nothing, expected a temperature ≥ 0"],
    [damping({ T: 1, omega: 0 }), "parameters.omega: found 0"],
    [damping({ T: -1, omega: 1 }), "parameters.T: found -1"],
    [damping({ T: 1, beta: 1, omega: 1 }), "parameters.beta: found beta beside T"],
    [damping({ T: 1, nbar: 0.5, omega: 1 }), "parameters.T: found T beside nbar"],
    [damping({ p: 0.1, time: 1 }), "parameters.p: found p beside Gamma"],
    [
      one("dephasing", { p: 0.6, time: 1 }),
      "parameters.p: found 0.6, expected a probability in [0, 0.5), with time: lambda = −2 ln(1 − 2p)/time",
    ],
    [one("dephasing", { p: 0.1 }), "parameters.time: found nothing"],
    [
      one("dephasing", { T: 0.1 }),
      "parameters.T: found no parameter of dephasing, expected one of lambda, p, time; a channel with nbar",
    ],
    [one("dephasing", { T2: 3 }), '"thermal-relaxation" takes T1 and T2'],
    [one("phase-damping", {}), 'that is "dephasing", under which coherences of a qubit decay at lambda/2'],
    [one("thermal", {}), 'that is "amplitude-damping" with "Gamma" and "nbar", or "T" and "omega"'],
    [one("dephasing", { lambda: 1 }, [0, 0]), "channels[0].on[1]: found 0 twice"],
    [one("dephasing", { lambda: 1 }, [0, 1]), "channels[0].on[1]: found 1, expected the index of a spin, 0 to 0"],
    [
      one("collective-decay", { Gamma: 1, nbar: 1 }, "each"),
      'channels[0].on: found "each", expected a list of indices of spins',
    ],
  ])("%#", (list, message) => {
    expect(() => read(list)).toThrow(InvalidInput);
    expect(() => read(list)).toThrow(message);
  });

  it("of larger spins probabilities and times say nothing", () => {
    const more = { spins: [1], state: "mixed" };
    expect(() => read(relaxation({ T1: 1, T2: 1 }), more)).toThrow("T1 and T2 of a spin J = 1, expected a qubit");
    expect(() => read(one("dephasing", { p: 0.1, time: 1 }), more)).toThrow(
      "parameters.p: found a probability, for spins J = 1",
    );
  });
});

describe("what is said of a bath names the entry that it was written in:", () => {
  const spins = [0.5, 0.5, 0.5];
  const many = {
    spins,
    state: { ket: ["s", "s", "s", "-s", "s", "-s", "-s", "s"] },
    constants: { s: "1/sqrt(8)" },
    tolerance: 1e-14,
    budget: 1,
  };

  it("its spin and its part, where the entry makes several, and the entry alone where it makes one", () => {
    const list = [
      ...one("thermal-relaxation", { T1: 10, T2: 12 }, "each"),
      ...one("amplitude-damping", { Gamma: 1, nbar: 0.2 }, "each"),
      ...one("dephasing", { lambda: 2 }, [1]),
    ];
    const { warnings } = evaluate({ ...read(list, many).problem });
    expect(warnings[0]).toMatch(/entropyRate of channels\[0\] on qubit 0 \(amplitude-damping\) = \S+ ± /);
    const misses = [0, 3, 6].map((from) => entryNames(list).slice(from));
    expect(misses[0].slice(0, 2)).toEqual([
      "channels[0] on qubit 0 (amplitude-damping)",
      "channels[0] on qubit 0 (dephasing)",
    ]);
    expect(misses[2]).toEqual([
      "channels[1] on qubit 0",
      "channels[1] on qubit 1",
      "channels[1] on qubit 2",
      "channels[2]",
    ]);
  });

  const entryNames = (list: unknown): readonly string[] => {
    const { channels: acting, entries } = checkProblem(read(list, many).problem);
    const named = acting.map((use) => ({ name: "channel" in use ? use.channel.name : use.name, on: use.on }));
    return named.map((_, k) => entryName(named, k, entries, spins));
  };

  it("two jumps of one bath, listed as two", () => {
    const list = [
      ...one("dephasing", { lambda: 1 }, "each"),
      { jumps: ["sm[0]"], rates: [0.4] },
      { jumps: ["sp[0]"], rates: [0.1] },
    ];
    const { warnings } = evaluate(read(list, { ...many, tolerance: 0.1 }).problem);
    expect(warnings.join("\n")).toMatch(/^channels\[1\] and channels\[2\] lower and raise spin 0 about one axis/m);
  });

  it("what is refused", () => {
    const list = [...one("dephasing", { lambda: 1 }, "each"), { jumps: ["sm[0]"], rates: [1e300] }];
    expect(() => evaluate(read(list, many).problem)).toThrow(/^channels\[1\]\.jumps: found operators whose squares/);
    const { problem } = read(list, many);
    expect(() => evaluate({ ...problem, entries: [0] })).toThrow(
      /^entries: found a list of 1, expected a list of places/,
    );
  });
});
