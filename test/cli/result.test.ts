import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printJson } from "../../cli/print/json-print.ts";
import { resultDocument } from "../../cli/print/result.ts";
import { job, refusedResult, result, sampledResult, steadyJob, steadyResult } from "./sample-result.ts";

const written = (from = result) => JSON.parse(printJson(resultDocument(from, job)));

describe("the JSON result", () => {
  it("has the keys of schema wehrl.result/1, in their order", () => {
    const keys = "schema conventions job times entropy entropyRate production flux unitaryRate closure produced error";
    expect(Object.keys(written())).toEqual(
      `${keys} errorKind channels stateDistance method evaluations converged convergedBy warnings`.split(" "), // prettier
    );
    expect(Object.keys(written().channels[0])).toEqual(
      "channel on class positivity proof refusal entropyRate production flux error".split(" "),
    );
    expect(Object.keys(written().error)).toEqual("entropy entropyRate production flux unitaryRate produced".split(" "));
    expect(written().schema).toBe("wehrl.result/1");
  });

  it("gives every double back bit for bit", () => {
    expect(written().times).toEqual([...result.times]);
    expect(written().entropy).toEqual([...result.entropy.values]);
    expect(written().error.entropy).toEqual([...result.entropy.error]);
    expect(written().closure).toEqual([...result.closure]);
  });

  it("echoes the job", () => {
    expect(written().job).toEqual(job);
  });

  it("has null for what is refused, and the reason", () => {
    const { production, flux, produced, error, channels } = written(refusedResult);
    expect([production, flux, produced, error.production, error.flux]).toEqual([null, null, null, null, null]);
    expect(channels[1].refusal).toMatch(/diverges/);
    expect([channels[1].production, channels[1].error.flux]).toEqual([null, null]);
    expect(channels[0].production).toEqual([0.3, 0.25]);
  });

  it("claims neither convergence nor closure of Monte Carlo", () => {
    expect(written(sampledResult)).toMatchObject({ converged: null, closure: [null, null], errorKind: "standard" });
    expect(written({ ...result, converged: false }).converged).toBe(false);
  });

  it("has excess, heat and the number of steady states where there are such", () => {
    const document = JSON.parse(printJson(resultDocument(steadyResult, steadyJob)));
    expect(document.times).toEqual(["steady"]);
    expect(document).toMatchObject({ excess: [0.0625], error: { excess: [1e-12] }, steadyStates: 2 });
    expect(document.channels[0].heatCurrent).toEqual([0.123456789]);
    expect(document.channels.map(({ error }: typeof document) => error.heatCurrent)).toEqual([[1e-12], [0]]);
    const refused = JSON.parse(printJson(resultDocument({ ...steadyResult, excess: null }, steadyJob)));
    expect([refused.excess, refused.error.excess]).toEqual([null, null]);
  });

  it("spells an infinite value as text, which JSON can carry", () => {
    const infinite = { values: Float64Array.of(Infinity, 1), error: Float64Array.of(Infinity, 0) };
    const document = written({
      ...result,
      production: infinite,
      entropyRate: { ...infinite, values: infinite.values.map((x) => -x) },
    });
    expect(document.production).toEqual(["Infinity", 1]);
    expect(document.error.production).toEqual(["Infinity", 0]);
    expect(document.entropyRate).toEqual(["-Infinity", -1]);
  });
});

describe("printed JSON", () => {
  it("is read back as what it was", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value = JSON.parse(text);
        expect(JSON.parse(printJson(value))).toEqual(value);
      }),
    );
  });

  it("keeps a list of numbers on one line", () => {
    const long = Array.from({ length: 60 }, (_, k) => k / 7);
    expect(printJson({ long, flag: true }).split("\n")).toHaveLength(4);
  });
});
