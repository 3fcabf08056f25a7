import { describe, expect, inject, it } from "vitest";
import { randomOf } from "../cli/fuzz/chance.ts";
import { answerOf, toldAnswerOf } from "../support/equivalents/answers.ts";
import { builtIn, chanceOf, formsOf, sampleOf } from "../support/equivalents/cases.ts";
import { compare, instantsOf } from "../support/equivalents/compare.ts";
import { rewritings } from "../support/equivalents/forms.ts";
import type { Sample } from "../support/equivalents/reservoirs.ts";

const seed = inject("propertySeed");

/** What differs in the forms of a sample, one a line. */
function differences(sample: Sample, index: number, names: readonly string[], isRun: boolean): readonly string[] {
  const { declaration, points } = sample;
  const base = isRun ? answerOf(declaration) : toldAnswerOf(declaration);
  const instants = instantsOf(randomOf(seed, index, 0), declaration.parties.length, points);
  return names.flatMap((name) => {
    const compared = compare(base, rewritings[name], chanceOf(seed, index, name), instants);
    return (compared?.differences ?? []).map(
      ({ kind, text }) =>
        `${name} (${compared!.form.how}): ${kind}; ${text}; ${JSON.stringify(compared!.form.declaration.reservoirs)}`,
    );
  });
}

describe("a reservoir has the same class and verdict however it is written", () => {
  it.each(builtIn.map((sample, k) => ({ sample, index: -1 - k, name: sample.declaration.name })))(
    "$name, in every form that is known, or some where two parties make it slow",
    ({ sample, index }) => {
      const isJoint = sample.declaration.parties.length > 1;
      const names = isJoint ? formsOf(sample, seed, index, 4) : Object.keys(rewritings);
      expect(differences(sample, index, names, false)).toEqual([]);
    },
  );

  it("and so have random ones, each in three forms", () => {
    const found = Array.from({ length: 22 }, (_, index) => {
      const sample = sampleOf(seed, index);
      return differences(sample, index, formsOf(sample, seed, index, 3), false);
    });
    expect(found.flat()).toEqual([]);
  });

  it("a random one is of the class that it was drawn for", () => {
    for (let index = 0; index < 22; index++) {
      const { declaration, class: expected } = sampleOf(seed, index);
      if (expected !== null)
        expect(toldAnswerOf(declaration).reservoirs[0].class, JSON.stringify(declaration)).toBe(expected);
    }
  });
});

describe("and the same numbers within their bounds", () => {
  it.each(builtIn.map((sample, k) => ({ sample, index: -1 - k, name: sample.declaration.name })))(
    "$name, in another form",
    ({ sample, index }) => expect(differences(sample, index, formsOf(sample, seed, index, 1), true)).toEqual([]),
  );

  it("and random ones, each in another form", () => {
    const found = Array.from({ length: 6 }, (_, k) => {
      const index = 100 + k;
      const sample = sampleOf(seed, index);
      return differences(sample, index, formsOf(sample, seed, index, 1), true);
    });
    expect(found.flat()).toEqual([]);
  });
});
