import { describe, expect, it } from "vitest";
import { latexText } from "../../../symbolic/print/latex-text.ts";

describe("prose as LaTeX", () => {
  it.each([
    ["Π ≥ 0: proven for every J.", String.raw`$\Pi \ge 0$: proven for every $J$.`],
    ["A qubit needs A and B.", `A qubit needs $A$ and $B$.`],
    ["violated for J = 1/2, 3/2, … as of 2023", String.raw`violated for $J = 1/2, 3/2, \dots$ as of 2023`],
    ["Q* = (tr B)^(2J) for one", String.raw`$Q^* = (\operatorname{tr} B)^{2J}$ for one`],
    ["with n = (x, y, z) on it", `with $n = (x, y, z)$ on it`],
    ["in [0, ∞), 1/time", String.raw`in $[0, \infty )$, 1/time`],
    ["(at J = 1, for one)", `(at $J = 1$, for one)`],
    ["nbar (n̄), 5% of rate_a", String.raw`nbar ($\bar n$), 5\% of rate\_a`],
    ["240 → 26 (+ 13 a row)", String.raw`240 $\to$ 26 (+ 13 a row)`],
  ])("%s", (text, expected) => {
    expect(latexText(text)).toBe(expected);
  });
});
