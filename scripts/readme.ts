/** Writes the outputs that README.md shows from runs of the built command. Usage: node --import tsx scripts/readme.ts */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

/** The README with every block `<!-- output: … -->` replaced by what the command prints now. */
export function withOutputs(readme: string): string {
  return readme.replace(
    /(<!-- output: (.*) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, open: string, command: string, close: string) => {
      const output = execFileSync(process.execPath, ["dist/cli.js", ...command.split(" ")], { encoding: "utf8" });
      return `${open}\`\`\`text\n${output.trimEnd()}\n\`\`\`\n${close}`;
    },
  );
}

if (process.argv[1]?.endsWith("readme.ts")) writeFileSync("README.md", withOutputs(readFileSync("README.md", "utf8")));
