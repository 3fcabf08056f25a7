import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "wehrl/runtime": fileURLToPath(new URL("./runtime/index.ts", import.meta.url)) } },
  test: {
    include: ["test/**/*.test.ts"],
    // For machines that do much else: what hangs is to be ended, and no test takes a tenth of this.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Both cores: files are independent, and most wait for nothing.
    maxWorkers: 2,
    globalSetup: "test/support/announce-seed.ts",
    setupFiles: "test/support/seed.ts",
  },
});
