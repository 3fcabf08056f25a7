/** What callers without types may give: everything, in every place. It is refused in one line or is what it says; and it stays theirs. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as wehrl from "../../index.ts";
import * as paper from "../../paper/index.ts";
import { lineOf, type Path } from "../../text/refusal.ts";

const library = { ...wehrl, ...paper };
const { channels, coherent, evaluate, evaluateMany, evaluateQuantities, InvalidInput, searchPositivity } = library;

/** What makes plain JSON, typed arrays, holes, symbols, instances, BigInts, and what throws when it is looked at. */
const anything: fc.Arbitrary<() => unknown> = fc.oneof(
  fc
    .anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
    })
    .map((value) => () => value),
  fc.constantFrom(
    () => Symbol("one"),
    () => () => 1,
    () => new DataView(new ArrayBuffer(8)),
    () => BigInt64Array.of(1n),
    () => new Own(),
    () => hostile({}),
    () => hostile([]),
    () => revoked(),
    () => Array(5),
    () => new Array(2 ** 32 - 1),
    ...["", "steady", Number.NaN, -0, 1e308, null, undefined, 1n].map((value) => () => value),
  ),
);

class Own {
  readonly theta = 1;
  readonly phi = 1;
}

/** Throws at each look. */
function hostile(target: object): object {
  const fail = () => {
    throw new Error("not for you");
  };
  const traps = ["get", "has", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor"];
  return new Proxy(target, Object.fromEntries(traps.map((trap) => [trap, fail])));
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  return proxy;
}

const use = () => ({ channel: channels["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar: 0.5 } });
const matrix = (...re: number[]) => ({ dimension: 2, re: Float64Array.from(re), im: new Float64Array(4) });
const good = () => ({
  spins: [0.5],
  state: coherent([0.5], [{ theta: 1.2, phi: 0.3 }]),
  channels: [use(), { jumps: [matrix(0, 0, 1, 0)], on: [0] }],
  hamiltonian: matrix(0.5, 0, 0, -0.5),
  times: [0, 0.5],
  excess: false,
  tolerance: 1e-6,
  method: "quadrature",
  budget: 2000,
  onProgress: () => {},
});

type Problem = ReturnType<typeof good>;

/** All places in some data but within compiled channels. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null || path.at(-1) === "channel") return [path];
  const keys = Array.isArray(value) || ArrayBuffer.isView(value) ? [0] : Object.keys(value);
  return [path, ...keys.flatMap((key) => placesIn((value as Record<string, unknown>)[key], [...path, key]))];
}

/** A copy of data in which another value stands at a place. */
function withAt(data: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (ArrayBuffer.isView(data)) return withAt([...(data as Float64Array)], [key, ...rest], value);
  const copy = (Array.isArray(data) ? [...data] : { ...(data as object) }) as Record<string | number, unknown>;
  copy[key] = withAt(copy[key], rest, value);
  return copy;
}

/** A refusal is data, of which its line is made: where, what was found, what was expected. */
function expectData(error: InstanceType<typeof InvalidInput>): void {
  const { path, source, found, expected, message } = error;
  expect(path.length > 0 || source !== null).toBe(true);
  for (const part of [found, expected]) expect(part).toMatch(/\S/);
  expect(message).toMatch(/^[^\n]{1,600}$/);
  expect(message).toBe(lineOf(error));
}

/** Runs to an end, or is refused in a line. */
function answers(call: () => unknown): boolean {
  try {
    call();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    expectData(error);
    return false;
  }
  return true;
}

const isMany = (value: unknown): boolean => typeof value === "number" && value > 5 && value < 1e9;

const byName: Readonly<Record<string, unknown>> = { ...library };
const untyped = (name: string) => byName[name] as (...given: unknown[]) => unknown;

describe("anything in any place", () => {
  const places = (data: unknown) => fc.constantFrom(...placesIn(data).slice(1));
  const calls: readonly (readonly [keyof typeof library, () => unknown[]])[] = [
    ["evaluate", () => [good()]],
    ["evaluateQuantities", () => [good(), ["concurrence", "l1-coherence"]]],
    ["evaluateMany", () => [shared(), { states: [good().state] }]],
    ["evaluateMany", () => [shared(), { state: good().state, times: [0, 1] }]],
    ["evaluateMany", () => [shared(), { state: good().state, parameters: [[{ Gamma: 1, nbar: 2 }]] }]],
    [
      "coherent",
      () => [
        [0.5, 1],
        [
          { theta: 1, phi: 1 },
          { theta: 1, phi: 1 },
        ],
      ],
    ],
    [
      "dicke",
      () => [
        [0.5, 1],
        [0.5, -1],
      ],
    ],
    [
      "gibbs",
      () => [
        [0.5, 1],
        [0.5, 1],
      ],
    ],
    ["xState", () => [[0.25, 0.25, 0.25, 0.25], 0.1, 0.1]],
    ["classState", () => [[0.25, 0.25, 0.25, 0.25], 0.1, 0.1, 0]],
    ["product", () => [[good().state, good().state]]],
    [
      "densityMatrix",
      () => [
        [0.5],
        [
          [1, 0],
          [0, 0],
        ],
        [
          [0, 0],
          [0, 0],
        ],
      ],
    ],
    ["l1Coherence", () => [good().state]],
    ["relativeEntropyOfCoherence", () => [good().state]],
    ["vonNeumannEntropy", () => [good().state]],
    ["quantumRelativeEntropy", () => [good().state, good().state]],
    [
      "mutualInformation",
      () => [
        coherent(
          [0.5, 0.5],
          [
            { theta: 1, phi: 1 },
            { theta: 1, phi: 1 },
          ],
        ),
        [2, 2],
      ],
    ],
    [
      "concurrence",
      () => [
        coherent(
          [0.5, 0.5],
          [
            { theta: 1, phi: 1 },
            { theta: 1, phi: 1 },
          ],
        ),
      ],
    ],
    [
      "negativity",
      () => [
        coherent(
          [0.5, 0.5],
          [
            { theta: 1, phi: 1 },
            { theta: 1, phi: 1 },
          ],
        ),
      ],
    ],
    ["ginibreStates", () => [1]],
    ["paperStates", () => [{ form: "classes", alpha: [0, 0.2], beta: [0, 0.2], gamma: [0, 0.2], seed: 1 }]],
    [
      "searchPositivity",
      () => [{ channel: use().channel, J: 0.5, parameters: { Gamma: 1 }, starts: 1, iterations: 1, seed: 1 }],
    ],
  ];

  it.each(calls)("of %s is refused in a line, or has an answer (%#)", (name, make) => {
    const call = untyped(name);
    expect(answers(() => call(...make()))).toBe(name !== "evaluateQuantities");
    fc.assert(
      fc.property(places(make()), anything, (path, value) => {
        // What is many has an end all the same, and no test waits for it.
        fc.pre(!(["starts", "iterations"].includes(String(path.at(-1))) && isMany(value())));
        answers(() => call(...(withAt(make(), path, value()) as unknown[])));
      }),
      {
        numRuns: 150,
        examples: placesIn(make())
          .slice(1)
          .map((path): [Path, () => unknown] => [path, () => hostile({})]),
      },
    );
  });
});

function shared() {
  const { spins, channels: uses, tolerance, budget } = good();
  return { spins, channels: uses, tolerance, budget };
}

const isRefused = (problem: unknown): boolean => !answers(() => evaluate(problem as Parameters<typeof evaluate>[0]));

describe("what has no meaning is refused", () => {
  const objects = placesIn(good()).filter((path) => {
    const value = path.reduce((data: unknown, key) => (data as Record<string | number, unknown>)[key], good());
    return (
      path.at(-1) !== "channel" && typeof value === "object" && !Array.isArray(value) && !ArrayBuffer.isView(value)
    );
  });

  it("where a field is unknown, in each object of a problem", () => {
    const names = fc.oneof(
      fc.string().filter((name) => !["jumps", "channel", "parameters"].includes(name)),
      fc.constantFrom<PropertyKey>("toString", "constructor", "__proto__", Symbol("field"), Symbol.toStringTag),
    );
    fc.assert(
      fc.property(fc.constantFrom(...objects), names, (path, name) => {
        const at = path.reduce((data: unknown, key) => (data as Record<string | number, unknown>)[key], good());
        fc.pre(
          !Object.hasOwn(at as object, name) && !(path.length === 0 && ["samples", "seed"].includes(String(name))),
        );
        const extended = Object.defineProperty({ ...(at as object) }, name, { value: undefined, enumerable: true });
        expect(isRefused(withAt(good(), path, extended))).toBe(true);
      }),
      { numRuns: 300 },
    );
    expect(() => evaluate({ ...good(), tolerence: 1 } as unknown as Parameters<typeof evaluate>[0])).toThrow(
      /^tolerence: found an unknown field, expected one of spins, .*; did you mean "tolerance"\?$/,
    );
  });

  it("where a list has a hole", () => {
    const lists = placesIn(good())
      .filter((path) => path.at(-1) === 0)
      .map((path) => path.slice(0, -1));
    for (const path of lists) expect([path, isRefused(withAt(good(), path, Array(1)))]).toEqual([path, true]);
    expect(() => evaluate({ ...good(), spins: Array(1) } as never)).toThrow("spins[0]: found a hole in the list");
  });

  it("where an object is an instance of a class, or fails when it is read", () => {
    class Mine {
      readonly spins = [0.5];
    }
    expect(() => evaluate(Object.assign(new Mine(), good()) as never)).toThrow(/^problem: found .*expected an object/);
    const sly = Object.defineProperty(good(), "times", {
      get: () => {
        throw new Error("not now");
      },
      enumerable: true,
    });
    expect(() => evaluate(sly as never)).toThrow("problem: found what cannot be read (not now), expected plain data");
  });

  it("where the problem of many names what evaluateMany does not do", () => {
    const many = () => evaluateMany({ ...shared(), method: "monte-carlo" } as never, { states: [] });
    expect(many).toThrow(
      "method: found an unknown field, expected one of spins, channels, hamiltonian, tolerance, budget",
    );
  });

  it("where matrices would be too large", () => {
    expect(() =>
      coherent(
        [1000, 1000],
        [
          { theta: 0, phi: 0 },
          { theta: 0, phi: 0 },
        ],
      ),
    ).toThrow("spins: found 4004001 states in all, expected at most 4096, up to which a density matrix fits");
    expect(() => library.product(Array(13).fill(good().state))).toThrow("product: found 8192 states in all");
  });
});

/** Overwrites all numbers and lists that can be reached. */
function spoil(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  if (ArrayBuffer.isView(value)) return void (value as Float64Array).fill(7);
  for (const [key, entry] of Object.entries(value)) {
    if (key === "channel") continue;
    spoil(entry);
    if (typeof entry !== "object") (value as Record<string, unknown>)[key] = 7;
  }
}

/** A copy without functions. */
const plain = ({ channels: uses, onProgress: _, ...rest }: Problem): unknown =>
  structuredClone({ ...rest, uses: uses.map((one) => ({ ...one, channel: null })) });

describe("what was given and what came out", () => {
  const results: readonly (readonly [string, (problem: Problem) => unknown])[] = [
    ["evaluate", (problem) => evaluate(problem as never)],
    ["evaluateQuantities", (problem) => evaluateQuantities(problem as never, ["l1-coherence"])],
    [
      "evaluateMany",
      ({ spins, channels: uses, state }) => evaluateMany({ spins, channels: uses }, { states: [state] }),
    ],
    ["product", ({ state }) => library.product([state])],
  ];

  it.each(results)("of %s have nothing in common, and nothing is changed", (_, call) => {
    const problem = good();
    const before = plain(problem);
    const result = call(problem);
    expect(plain(problem)).toEqual(before);
    const kept = structuredClone(result);
    spoil(problem);
    expect(result).toEqual(kept);
    const again = good();
    spoil(call(again));
    expect(plain(again)).toEqual(before);
  });

  it("of searchPositivity have nothing in common", () => {
    const parameters = { Gamma: 1, nbar: 0.5 };
    const found = searchPositivity({ channel: use().channel, J: 0.5, parameters, starts: 1, iterations: 1 });
    spoil(found);
    expect(parameters).toEqual({ Gamma: 1, nbar: 0.5 });
  });

  it("of evaluate do not change when the problem is changed between two times", () => {
    const problem = good();
    const expected = evaluate(good() as never);
    problem.onProgress = () => spoil(problem);
    expect(evaluate(problem as never)).toEqual(expected);
  });
});
