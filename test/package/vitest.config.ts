import { defineConfig } from "vitest/config";

/** What `npm run test:package` runs: packing and installing takes a minute, and needs the registry or npm's cache. */
export default defineConfig({
  test: { include: ["test/package/*.spec.ts"], testTimeout: 300_000, hookTimeout: 300_000 },
});
