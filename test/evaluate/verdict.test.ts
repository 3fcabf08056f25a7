import { describe, expect, it } from "vitest";
import { sizeOf, verdict } from "../../evaluate/prepare/verdict.ts";
import { channels } from "../../generated/index.ts";

const vacuum = channels["squeezed-vacuum"];
const parameters = { Gamma: 1, r: 0.5, phase: 0 };

describe("the verdict on a channel", () => {
  it("is that of its only reservoir, for the spins at hand", () => {
    expect(verdict(vacuum, parameters, [0.5]).positivity).toBe("violated");
    expect(verdict(vacuum, parameters, [1]).positivity).toBe("searched");
    expect(verdict(vacuum, parameters, [1.5]).positivity).toBe("violated");
    expect(verdict(vacuum, parameters, [2]).positivity).toBe("violated");
    expect([[1, 1], [1, 0.5], [1, 2], [0.5, 0.5], [1.5]].map(sizeOf)).toEqual([
      "one",
      "halfInteger",
      "integer",
      "qubit",
      "threeHalves",
    ]);
  });

  it("is none where Π < 0 occurs in one of several reservoirs: their sum may still be positive", () => {
    const [squeezed] = vacuum.reservoirs;
    const [noise] = channels.depolarizing.reservoirs;
    const both = { ...vacuum, reservoirs: [squeezed, noise] };
    expect(verdict(both, parameters, [0.5]).positivity).toBeNull();
    expect(verdict(both, parameters, [1]).positivity).toBe("searched");
  });
});
