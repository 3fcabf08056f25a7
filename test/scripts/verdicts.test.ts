import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sizeOf } from "../../evaluate/prepare/verdict.ts";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels } from "../../generated/index.ts";
import type { Evaluator } from "../../runtime/evaluator.ts";
import mixed from "../../scripts/verdicts/damping-with-dephasing.ts";
import type { Entry } from "../../scripts/verdicts/entry.ts";
import { questions } from "../../scripts/verdicts/questions.ts";
import { contradictions, tableOf } from "../../scripts/verdicts/table.ts";
import { validate } from "../../symbolic/declare/declare.ts";
import { derive } from "../../symbolic/derive/derivation.ts";

const document = JSON.parse(readFileSync("docs/verdicts.json", "utf8")) as {
  readonly starts: number;
  readonly seed: number;
  readonly entries: readonly Entry[];
};
const { entries, starts, seed } = document;
const violating = entries.filter(({ found }) => found.violated);

/** Of the compiler. */
function verdictOf(channel: string, J: number): string | undefined {
  const { positivity } =
    channel === "damping-with-dephasing"
      ? derive(validate(mixed)).reservoirs[0].verdict
      : channels[channel].reservoirs[0];
  return positivity?.[sizeOf([J])];
}

describe("docs/verdicts.json", () => {
  it("answers every question, from at least fifty starts each", () => {
    expect(entries.map(({ command }) => command)).toHaveLength(questions.length);
    questions.forEach((question, k) => {
      expect(entries[k]).toMatchObject(question);
    });
    expect(Math.min(starts, ...entries.map(({ found }) => found.search.starts))).toBeGreaterThanOrEqual(50);
  });

  it("asks of every built-in channel whose Π ≥ 0 is not proven, for J of every kind up to 3", () => {
    const isOpen = ({ parties, reservoirs }: Evaluator) =>
      parties.length === 1 &&
      reservoirs.some(
        ({ positivity }) => positivity !== null && Object.values(positivity).some((one) => one !== "proven"),
      );
    for (const { name } of Object.values(channels).filter(isOpen)) {
      const asked = questions.filter(({ channel }) => channel === name).map(({ spin }) => spin);
      expect(
        [0.5, 1, 1.5, 2, 2.5, 3].every((J) => asked.includes(J)),
        name,
      ).toBe(true);
    }
  });

  it.each(entries)("bears the compiler's verdict: $channel, J = $spin, $over", ({ channel, spin, verdict }) => {
    expect(verdict).toBe(verdictOf(channel, spin));
  });

  it("has a state with Π < 0 for each verdict violated, and none for another", () => {
    expect(contradictions(entries)).toEqual([]);
    const [first, ...others] = entries.map((entry) => ({ ...entry, verdict: "violated" as const }));
    expect(contradictions([first, ...others]).length).toBeGreaterThan(0);
    expect(contradictions(violating.map((entry) => ({ ...entry, verdict: "searched" }))).length).toBe(violating.length);
  });

  it.each(violating)("has Π < 0 beyond its bound again: $channel, J = $spin, $over", ({ channel, spin, found }) => {
    const { state, parameters, production: stored, error: storedError } = found;
    const rho = {
      dimension: state.re.length,
      re: Float64Array.from(state.re.flat()),
      im: Float64Array.from(state.im.flat()),
    };
    const use = { channel: channels[channel], on: [0], parameters };
    const { production } = evaluate({ spins: [spin], state: rho, channels: [use] });
    expect(production!.values[0] + production!.error[0]).toBeLessThan(0);
    expect(Math.abs(production!.values[0] - stored)).toBeLessThanOrEqual(production!.error[0] + storedError);
  });

  it("is what docs/verdicts.md shows", () => {
    expect(readFileSync("docs/verdicts.md", "utf8")).toBe(tableOf(entries, starts, seed));
  });
});
