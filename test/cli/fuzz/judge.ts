/** What becomes of a case: a value that holds, or a refusal in a line. */
import { InvalidInput } from "../../../spins/input/invalid-input.ts";
import { InvalidDeclaration } from "../../../symbolic/declare/declare.ts";
import { NotFokkerPlanck } from "../../../symbolic/derive/fokker-planck.ts";
import { longest, oneLine, pointedParts } from "../../../text/visible.ts";

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
    requireLine(error.message);
    return "refused";
  }
}

/** As a pipe gets it; nothing that was quoted may have made it longer than a line. */
function requireLine(message: string): void {
  const pointed = pointedParts(message);
  const line = pointed === undefined ? message : `${pointed.line} ${pointed.text}`;
  if (oneLine(line) !== line)
    throw new Error(`no line of ${longest.message} visible characters: ${JSON.stringify(line.slice(0, 2000))}`);
  if (line.trim() === "") throw new Error("an empty line");
}

export function hold(condition: boolean, what: () => string): void {
  if (!condition) throw new Error(`does not hold: ${what()}`);
}
