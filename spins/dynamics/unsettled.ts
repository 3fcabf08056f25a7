/** Why there is no steady state to give; who needs it, and can do without, says the rest. */
import { InvalidInput } from "../input/invalid-input.ts";

/** Of `times`, where the steady state was asked for. */
export class Unsettled extends InvalidInput {
  private readonly reason: string;
  private readonly otherwise: string | null;

  /**
   * @param reason  a sentence's end, after "but"
   * @param otherwise  a second remedy, after "or"; null where there is none
   * @param long  whether a long time tells what the steady state does not
   */
  constructor(reason: string, otherwise: string | null = null, long = true) {
    super({
      path: ["times"],
      found: `"steady", but ${reason}`,
      expected: "a steady state that can be told",
      remedy: remedyOf(long ? "give a long time instead" : "give times instead", otherwise),
    });
    this.reason = reason;
    this.otherwise = otherwise;
  }

  /** Of a reference that was asked for. */
  ofExcess(): InvalidInput {
    return new InvalidInput({
      path: ["excess"],
      found: `true, but ${this.reason}`,
      expected: "a steady state to measure it from",
      remedy: remedyOf("leave it out", this.otherwise),
    });
  }
}

const remedyOf = (first: string, otherwise: string | null): string =>
  otherwise === null ? first : `${first}, or ${otherwise}`;
