import { describe, expect, it } from "vitest";
import { problemOf } from "../../cli/read/job.ts";
import { textsOf } from "../../cli/read/job-texts.ts";

describe("constants of a job", () => {
  it("may need each other in any order, and serve every text", () => {
    const texts = textsOf({ g: "0.1*w", w: 0.5, z: "g + 1i*w" });
    expect(texts.complex("z", ["here"])).toEqual({ re: 0.05, im: 0.5 });
    expect(texts.real("2*g", ["here"])).toBe(0.1);
    const job = { spins: [0.5], state: { dicke: [0.5] }, channels: [], hamiltonian: "w*sz", constants: { w: 0.5 } };
    expect([...problemOf(job, {}, textsOf).hamiltonian!.re]).toEqual([0.5, 0, 0, -0.5]);
  });

  it.each([
    [{ a: "b", b: "a" }, 'constants.a: found "a", which needs itself: a → b → a'],
    [{ a: "2*c" }, 'constants.a, at character 3 of 2*c: found unknown name "c"'],
    [{ a: "1/0" }, "constants.a, at character 3 of 1/0: found what is no number that can divide"],
    [{ a: null }, "constants.a: found null, expected a finite number"],
    [{ sx: 1 }, 'constants.sx: found "sx", which means something else in every text'],
    [{ pi: 3 }, "constants.pi"],
    [{ "2a": 1 }, 'constants: found the name "2a"'],
    [[1], "constants: found [1]"],
    [{ a: "1e400" }, "constants.a"],
    [{ a: "exp(1e300)" }, "constants.a"],
  ])("%j are refused", (constants, message) => {
    expect(() => textsOf(constants)).toThrow(message);
  });

  it("are not real where a real number is needed and they are complex", () => {
    expect(() => textsOf({ a: "1i" }).real("a", ["rates", 0])).toThrow('rates[0]: found "a", expected a real number');
  });
});
