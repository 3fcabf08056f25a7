import { defineConfig } from "vitest/config";

/** What `npm run test:numpy` runs: it needs a python3 with NumPy. */
export default defineConfig({
  test: { include: ["test/numpy/*.spec.ts"], testTimeout: 300_000, hookTimeout: 300_000 },
});
