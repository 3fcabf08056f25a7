import { distance } from "fastest-levenshtein";

/** The candidate that `word` is probably a misspelling of: within a third of its length, at least 2 edits; else null. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const plain = word.toLowerCase();
  let best: string | null = null;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const edits = distance(plain, candidate.toLowerCase());
    if (edits < least && edits < candidate.length) {
      best = candidate;
      least = edits;
    }
  }
  return best;
}

/** ` — did you mean "x"?` and the list of what is allowed, to end an error with. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  const list = candidates.length === 0 ? "none is allowed" : `known: ${candidates.join(", ")}`;
  return near === null ? ` (${list})` : `; did you mean "${near}"? (${list})`;
}
