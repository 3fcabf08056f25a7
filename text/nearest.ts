import { listed, shortened } from "./visible.ts";

/** What was expected in place of a word that is none of those that are known, and the remedy where one of them is near. */
export function oneOf(
  word: string,
  known: readonly string[],
): { readonly expected: string; readonly remedy: string | null } {
  const near = nearest(word, known);
  return {
    expected: known.length === 0 ? "none" : known.length === 1 ? shortened(known[0]) : `one of ${listed(known)}`,
    remedy: near === null ? null : `did you mean "${shortened(near)}"?`,
  };
}

/** The closest of some spellings to one that is not among them, or null when none is close. */
export function nearest(word: string, spellings: readonly string[]): string | null {
  let best: string | null = null;
  let smallest = Number.POSITIVE_INFINITY;
  for (const spelling of spellings) {
    const allowed = mistakes(word, spelling);
    // That many letters are to be inserted or deleted, however alike the rest is.
    if (Math.abs(word.length - spelling.length) > allowed) continue;
    const distance = editDistance(word.toLowerCase(), spelling.toLowerCase());
    if (distance < smallest && distance <= allowed) {
      smallest = distance;
      best = spelling;
    }
  }
  return best;
}

/** How many letters may be wrong for one to be meant by the other: of two letters none but their case, or any word were near. */
function mistakes({ length: a }: string, { length: b }: string): number {
  if (Math.min(a, b) < 3) return 0;
  const longer = Math.max(a, b);
  return longer === 3 ? 1 : Math.max(2, Math.floor(longer / 2));
}

/** Levenshtein's: insertions, deletions and substitutions that lead from one word to the other. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
