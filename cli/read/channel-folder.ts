import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { isCompiled } from "../../evaluate/check/validate-channels.ts";
import type { Evaluator } from "../../runtime/evaluator.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { whyOf } from "../../text/described.ts";
import { longest, quoted, shortened } from "../../text/visible.ts";
import type { Channels } from "./channel-named.ts";
import { importModule } from "./import-module.ts";
import { ownChannel } from "./own-channel.ts";

/** Built-in channels together with those of a folder, and what a reader of results must know of that. */
export interface KnownChannels {
  readonly channels: Channels;
  /** For names of the folder that hide a built-in channel: the sentence that says so. */
  readonly warnings: ReadonlyMap<string, string>;
}

/**
 * @param folder  of modules that `wehrl gen` wrote; undefined for the built-in channels alone
 * @throws InvalidInput  when it has no index, or its index exports no compiled channels
 */
export async function withFolder(builtIn: Channels, folder: string | undefined): Promise<KnownChannels> {
  if (folder === undefined) return { channels: builtIn, warnings: new Map() };
  const source = `--channels ${folder}`;
  const own = await channelsIn(folder, source);
  const remedy = `\`wehrl check ${folder}\` tries each`;
  const guarded = Object.entries(own).map(([name, channel]) => [name, ownChannel(channel, source, remedy)]);
  const hidden = Object.keys(own).filter((name) => Object.hasOwn(builtIn, name));
  const warning = (name: string) => `channel "${name}" is the one of ${folder}; it hides the built-in one of that name`;
  return {
    channels: { ...builtIn, ...Object.fromEntries(guarded) },
    warnings: new Map(hidden.map((name) => [name, warning(name)])),
  };
}

/**
 * The channels of a folder alone.
 * @param source  where it was given
 * @throws InvalidInput  when it has no index, or its index exports no compiled channels
 */
export async function channelsIn(folder: string, source: string): Promise<Channels> {
  const isModule = /\.[cm]?[jt]s$/.test(folder);
  const written = isModule
    ? `write one with: wehrl gen ${folder} --out generated/, and give generated/`
    : `write one with: wehrl gen DECLARATION.ts --out ${folder}`;
  const refuse = (found: string, remedy = written): never => {
    const expected = "a folder of generated channels";
    throw new InvalidInput({ source, found, expected, remedy });
  };
  if (!existsSync(folder)) refuse("no such folder");
  if (!statSync(folder).isDirectory()) refuse("no folder");
  const index = ["index.ts", "index.js"].map((name) => join(folder, name)).find((file) => existsSync(file));
  const { channels } = await importModule(index ?? refuse("no index.ts or index.js"));
  if (typeof channels !== "object" || channels === null) return refuse(`${index} that exports no channels`);
  const entries = entriesIn(channels, (why) => refuse(`${index} with channels that cannot be read (${why})`, again));
  for (const [name, channel] of entries)
    if (!isEvaluator(channel)) refuse(`${quoted(name)}, which is no channel of this version`, again);
  return Object.fromEntries(entries) as Channels;
}

const again = "generate it again";

/** They may fail when they are looked at. */
function entriesIn(channels: object, refuse: (why: string) => never): [string, unknown][] {
  try {
    return Object.entries(channels);
  } catch (error) {
    return refuse(shortened(whyOf(error), longest.excerpt));
  }
}

/** Whether a value has all that a generated module of this version has, and can be looked at. */
export function isEvaluator(value: unknown): value is Evaluator {
  if (typeof value !== "object" || value === null) return false;
  try {
    return isCompiled(value) && typeof (value as Partial<Evaluator>).equations === "object";
  } catch {
    return false;
  }
}
