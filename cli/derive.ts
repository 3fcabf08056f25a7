import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { InvalidInput } from "../runtime/invalid-input.ts";
import amplitudeDamping from "../symbolic/channels/amplitude-damping.ts";
import axisDephasing from "../symbolic/channels/axis-dephasing.ts";
import collectiveDecay from "../symbolic/channels/collective-decay.ts";
import collectiveDephasing from "../symbolic/channels/collective-dephasing.ts";
import correlatedDephasing from "../symbolic/channels/correlated-dephasing.ts";
import dephasing from "../symbolic/channels/dephasing.ts";
import depolarizing from "../symbolic/channels/depolarizing.ts";
import pumping from "../symbolic/channels/pumping.ts";
import squeezedThermal from "../symbolic/channels/squeezed-thermal.ts";
import squeezedVacuum from "../symbolic/channels/squeezed-vacuum.ts";
import type { ChannelDeclaration } from "../symbolic/declare.ts";
import type { ExplanationFormat } from "../symbolic/explain/formats.ts";
import { importModule } from "./import-module.ts";
import { suggestion } from "./suggestion.ts";

/** The declarations that come with the program. */
const builtIn: readonly ChannelDeclaration[] = [
  amplitudeDamping,
  axisDephasing,
  collectiveDecay,
  collectiveDephasing,
  correlatedDephasing,
  dephasing,
  depolarizing,
  pumping,
  squeezedThermal,
  squeezedVacuum,
];

const declarationsFolder = join("symbolic", "channels");

/**
 * The derivation of a channel as a text.
 * @param channel  a declared name, or a file that declares one
 * @param what  the results as a paper presents them, or every intermediate form in order
 * @throws InvalidInput  for an unknown name, with the nearest one, and for a declaration that does not hold together
 */
export async function derive(channel: string, what: "results" | "stages", as: ExplanationFormat): Promise<string> {
  const declaration = await find(channel);
  const [{ explainChannel }, { InvalidDeclaration }, { NotFokkerPlanck }] = await Promise.all([
    import("../symbolic/explain/explain-channel.ts"),
    import("../symbolic/declare.ts"),
    import("../symbolic/fokker-planck.ts"),
  ]);
  try {
    return explainChannel(declaration, what, as);
  } catch (error) {
    const isUsers = error instanceof InvalidDeclaration || error instanceof NotFokkerPlanck;
    throw isUsers ? new InvalidInput(error.message) : error;
  }
}

/** A file, or a name: what is declared in this folder's project comes before what came with the program. */
async function find(channel: string): Promise<ChannelDeclaration> {
  if (/[/\\]|\.[cm]?[jt]s$/.test(channel)) return load(channel);
  const own = existsSync(declarationsFolder)
    ? readdirSync(declarationsFolder)
        .filter((name) => /^(?!.*\.d\.).*\.ts$/.test(name))
        .sort()
    : [];
  if (own.includes(`${channel}.ts`)) {
    const declared = await load(join(declarationsFolder, `${channel}.ts`));
    if (declared.name === channel) return declared;
  }
  const known = builtIn.find(({ name }) => name === channel);
  if (known) return known;
  const names = [...new Set([...builtIn.map(({ name }) => name), ...own.map((name) => name.replace(/\.ts$/, ""))])];
  throw new InvalidInput(
    `channel "${channel}": unknown; expected a name or the file of a declaration${suggestion(channel, names.sort())}`,
  );
}

async function load(file: string): Promise<ChannelDeclaration> {
  if (!existsSync(file)) throw new InvalidInput(`${file}: no such file; expected the declaration of a channel`);
  const { default: declaration } = (await importModule(file)) as { readonly default?: ChannelDeclaration };
  if (typeof declaration?.name !== "string")
    throw new InvalidInput(`${file}: has no default export of a channel; write export default channel({ … })`);
  return declaration;
}
