/** Builds the script that is named: `node --import tsx scripts/bundle.ts bench`. */
import { build } from "tsdown";
import { builtScript } from "./built-script.ts";

await build({ ...builtScript(process.argv[2]), config: false });
