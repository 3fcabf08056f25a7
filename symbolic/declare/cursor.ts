import { limits } from "../algebra/limits.ts";
import { SyntaxMistake } from "./mistakes.ts";
import { meaningless, type Token, tokenFrom, unexpected } from "./tokens.ts";

/** A text, which of its tokens comes next, and what names mean. Nothing behind is looked at: the first mistake ends it. */
export class Cursor<Vocabulary> {
  readonly vocabulary: Vocabulary;
  private readonly text: string;
  private next: Token;
  private depth = 0;
  private taken = 0;

  constructor(text: string, vocabulary: Vocabulary) {
    this.text = text;
    this.vocabulary = vocabulary;
    this.next = tokenFrom(text, 0);
  }

  /** @throws SyntaxMistake at a character that has no meaning */
  peek(): Token {
    if (this.next.kind === "meaningless") throw meaningless(this.next);
    return this.next;
  }

  take(): Token {
    const token = this.peek();
    if (++this.taken > limits.tokens)
      throw new SyntaxMistake(
        { found: `a text of more than ${limits.tokens} numbers, names and signs`, expected: "a shorter one" },
        token.at,
      );
    if (token.kind !== "end") this.next = tokenFrom(this.text, token.at + token.text.length);
    return token;
  }

  isAt(...signs: readonly string[]): boolean {
    const { kind, text } = this.peek();
    return kind === "sign" && signs.includes(text);
  }

  expect(sign: string): void {
    if (!this.isAt(sign)) throw unexpected(this.peek(), `"${sign}"`);
    this.take();
  }

  /** The beginning of what stands behind a token. */
  behind({ at, text }: Token): string {
    return this.text.slice(at + text.length, at + text.length + 100);
  }

  /** What stands between brackets.
   *  @throws SyntaxMistake where they are deeper within each other than allowed */
  within<Read>(read: () => Read): Read {
    if (++this.depth > limits.depth)
      throw new SyntaxMistake(
        {
          found: `a text nested too deeply, with more than ${limits.depth} brackets within each other`,
          expected: "fewer",
        },
        this.peek().at,
      );
    const inside = read();
    this.depth--;
    return inside;
  }
}
