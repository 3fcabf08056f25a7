/** What becomes of a case: a value that holds, or a refusal in a line. */
import { InvalidInput } from "../../../spins/input/invalid-input.ts";
import { InvalidDeclaration } from "../../../symbolic/declare/declare.ts";
import { NotFokkerPlanck } from "../../../symbolic/derive/fokker-planck.ts";
import { lineOf, type Refusal } from "../../../text/refusal.ts";
import { longest, oneLine } from "../../../text/visible.ts";

export type Outcome = "value" | "refused";

/** One case: its text for a report, and the work on it, which throws where a value does not hold. */
export interface Case {
  readonly text: string;
  /** How long it may take, where that is not two seconds. */
  readonly milliseconds?: number;
  readonly run: () => void;
}

/** @throws Error  where the case ends in anything but a value or a line for the user */
export function judge({ run }: Case): Outcome {
  try {
    run();
    return "value";
  } catch (error) {
    if (!(error instanceof InvalidInput || error instanceof InvalidDeclaration || error instanceof NotFokkerPlanck))
      throw error;
    requireData(error);
    return "refused";
  }
}

/** Where, what was found and what was expected; its line, as a pipe gets it, is made of these and is no longer than a line. */
function requireData(refusal: Refusal): void {
  const { source, path, found, expected, message } = refusal;
  const said = JSON.stringify(message.slice(0, 2000));
  if (source === null && path.length === 0) throw new Error(`says not where: ${said}`);
  if (found.trim() === "" || expected.trim() === "") throw new Error(`says not what: ${said}`);
  if (lineOf(refusal) !== message) throw new Error(`is not made of its data: ${said}`);
  if (oneLine(message) !== message) throw new Error(`no line of ${longest.message} visible characters: ${said}`);
}

export function hold(condition: boolean, what: () => string): void {
  if (!condition) throw new Error(`does not hold: ${what()}`);
}
