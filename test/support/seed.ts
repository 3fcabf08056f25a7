/** Before every test file: all properties start from the seed that was printed. */
import fc from "fast-check";
import { inject } from "vitest";

fc.configureGlobal({ seed: inject("propertySeed") });
