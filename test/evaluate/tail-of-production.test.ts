/** Π of large spins near rest, most of it where Q is smaller than the rounding of its largest value. */
import { expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels as registered } from "../../generated/index.ts";
import { coherent, dicke } from "../../spins/states/named-states.ts";

/** Truths by sums over the ladder of populations and quadrature in forty-five digits, to the last digit but one. */
it.each([
  ["of J = 30 from m = 10 at t = 0.6", dicke([30], [10]), 0.5, 0.6, 2.94687e-22],
  ["of J = 30 from m = 0 at t = 0.2", dicke([30], [0]), 0.5, 0.2, 5.06280536321479e-6],
  ["of J = 35.5 from m = 24.5", dicke([35.5], [24.5]), 0.05, 0.17886929860716883, 9.335464475129e-5],
  ["of J = 30, coherent, in an empty bath", coherent([30], [{ theta: 1, phi: 0.3 }]), 0, 0.575, 1.2539410003e-11],
] as const)("Π %s is within its bound", (_, state, nbar, time, truth) => {
  const { production } = evaluate({
    spins: [(state.dimension - 1) / 2],
    state,
    channels: [{ channel: registered["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar } }],
    times: [time],
  });
  const [value, error] = [production!.values[0], production!.error[0]];
  expect(Math.abs(value - truth)).toBeLessThanOrEqual(error + 1e-12 * truth + (truth < 1e-20 ? 1e-27 : 0));
  expect(error).toBeLessThan(truth);
});

it.each([
  ["J = 32 at rest", 32, dicke([32], [-32]), 1e-12, "steady"],
  ["J = 60 from its top, in a cold bath", 60, dicke([60], [60]), 1 / Math.expm1(30), [1]],
] as const)("where Q underflows there are numbers: %s", (_, J, state, nbar, times) => {
  const { production } = evaluate({
    spins: [J],
    state,
    channels: [{ channel: registered["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar } }],
    times: times === "steady" ? times : [...times],
  });
  expect(Math.abs(production!.values[0])).toBeLessThan(1e-9);
  expect(Number.isFinite(production!.error[0])).toBe(true);
});
