import { defineConfig } from "vitest/config";

/** What `npm run test:python` runs: it needs a python3 with NumPy. */
export default defineConfig({
  test: { include: ["test/python/*.spec.ts"], testTimeout: 300_000, hookTimeout: 300_000 },
});
