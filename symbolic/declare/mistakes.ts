/** Mistakes in texts: at a character of what is being read, and the same of a text as a whole. */
import { type Issue, Refusal } from "../../text/refusal.ts";

/** A mistake at a character of the text that is read. */
export class SyntaxMistake extends Refusal {
  override readonly name = "SyntaxMistake";
  readonly at: number;
  constructor(issue: Issue, at: number) {
    super(issue);
    this.at = at;
  }
}

/** A mistake in one of the texts of a reservoir. */
export class MistakeInText extends Refusal {
  override readonly name = "MistakeInText";
}
