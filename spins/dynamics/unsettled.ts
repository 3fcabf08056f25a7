/** Why there is no steady state to give; who needs it, and can do without, says the rest. */
import { InvalidInput } from "../input/invalid-input.ts";

/** The message is that of `times`. */
export class Unsettled extends InvalidInput {
  private readonly reason: string;
  private readonly otherwise: string | null;

  /**
   * @param reason  a sentence's end, after "but"
   * @param otherwise  a second remedy, after "or"; null where there is none
   * @param long  whether a long time tells what the steady state does not
   */
  constructor(reason: string, otherwise: string | null = null, long = true) {
    super(`times: "steady", but ${reason}${long ? `. ${remedy("Give a long time instead", otherwise)}` : ""}`);
    this.reason = reason;
    this.otherwise = otherwise;
  }

  /** Of a reference that was asked for. */
  ofExcess(): InvalidInput {
    return new InvalidInput(
      `excess: it is measured from the steady state, but ${this.reason}. ${remedy("Leave it out", this.otherwise)}`,
    );
  }
}

const remedy = (first: string, otherwise: string | null): string =>
  otherwise === null ? first : `${first}, or ${otherwise}`;
