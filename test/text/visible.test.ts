import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { longest, oneLine, quoted, shortened, visible } from "../../text/visible.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 2000 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 2000 }).map((units) => String.fromCharCode(...units)),
  fc.string({ maxLength: 1500 }),
);
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe("text that is shown", () => {
  it("hides nothing, whatever it is of", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const shown of [visible(text), shortened(text), quoted(text), oneLine(text)])
          expect(shown).not.toMatch(hidden);
      }),
    );
  });

  it("stays as it is where nothing is hidden and it is short", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme-ascii", maxLength: 40 }),
        (text) => void expect(shortened(text)).toBe(text),
      ),
    );
    expect(oneLine("Π ≥ 0 for n̄ = 1, 😀 and a\u00a0b")).toBe("Π ≥ 0 for n̄ = 1, 😀 and a\u00a0b");
  });

  it("is a line of at most 600 characters, with its head and its end", () => {
    fc.assert(fc.property(anyText, (text) => void expect(oneLine(text).length).toBeLessThanOrEqual(longest.message)));
    const line = oneLine(`field: ${"x".repeat(1_000_000)}; expected less`);
    expect([line.length, line.slice(0, 9), line.slice(-15)]).toEqual([600, "field: xx", "; expected less"]);
    fc.assert(
      fc.property(anyText, (text) => void expect(shortened(text).length).toBeLessThanOrEqual(longest.quotation)),
    );
  });

  it("names control and bidirectional characters and halves of pairs", () => {
    expect(visible("\u001b[31m\u202e\n\u2028\ud800")).toBe("\\u{1b}[31m\\u{202e}\\n\\u{2028}\\u{d800}");
  });
});
