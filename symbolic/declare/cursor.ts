import { limits } from "../algebra/limits.ts";
import { SyntaxMistake } from "./mistakes.ts";
import { meaningless, type Token, tokenize, unexpected } from "./tokens.ts";

/** The tokens of a text, which comes next, and what names mean. */
export class Cursor<Vocabulary> {
  readonly vocabulary: Vocabulary;
  private readonly text: string;
  private readonly tokens: readonly Token[];
  private position = 0;
  private depth = 0;

  constructor(text: string, vocabulary: Vocabulary) {
    this.text = text;
    this.vocabulary = vocabulary;
    this.tokens = tokenize(text);
  }

  /** @throws SyntaxMistake at a character that has no meaning */
  peek(): Token {
    const token = this.tokens[this.position];
    if (token.kind === "meaningless") throw meaningless(token);
    return token;
  }

  take(): Token {
    const token = this.peek();
    this.position++;
    return token;
  }

  isAt(...signs: readonly string[]): boolean {
    const { kind, text } = this.peek();
    return kind === "sign" && signs.includes(text);
  }

  expect(sign: string): void {
    if (!this.isAt(sign)) throw unexpected(this.peek(), `"${sign}"`);
    this.position++;
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
