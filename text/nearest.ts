/** The closest of some spellings to one that is not among them, or null when none is close. */
export function nearest(word: string, spellings: readonly string[]): string | null {
  let best: string | null = null;
  let smallest = Math.max(2, Math.floor(word.length / 2)) + 1;
  for (const spelling of spellings) {
    // That many letters are to be inserted or deleted, however alike the rest is.
    if (Math.abs(word.length - spelling.length) >= smallest) continue;
    const distance = editDistance(word.toLowerCase(), spelling.toLowerCase());
    if (distance < smallest) {
      smallest = distance;
      best = spelling;
    }
  }
  return best;
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
