/** The commands about the paper: its figures, its claims, and its survey of random states. */

import { Argument, type Command, Option } from "commander";
import { status } from "../print/exit-status.ts";
import type { AuditOptions } from "./audit.ts";
import type { PictureFormat } from "./figure.ts";
import { folder, number, outFlag, pointer, statusHelp } from "./options.ts";
import type { SurveyOptions } from "./survey.ts";
import type { Finish } from "./until-over.ts";

type FigureOptions = { readonly out: string; readonly seed: number; readonly format?: readonly PictureFormat[] };

export function addFigure(wehrl: Command): void {
  wehrl
    .command("figure")
    .description("draw the paper's figures again, with data, jobs, caption and a script beside each")
    .addArgument(new Argument("<figure>", "of the paper, or ours").choices(["1", "2", "3", "4", "5", "maps", "all"]))
    .requiredOption("--out <folder>", "where the files go; made if it is not there", folder)
    .option("--seed <n>", "of the states that the paper draws", number, 1)
    .addOption(new Option("--format <format...>", "default all").choices(["svg", "pdf", "png", "csv", "json"]))
    .addHelpText("after", pointer)
    .action(async (name: string, { out, seed, format }: FigureOptions) => {
      const { figures } = await import("./figure.ts");
      await figures(name, out, seed, format);
    });
}

export function addAudit(wehrl: Command, finish: Finish): void {
  wehrl
    .command("audit")
    .description("test each claim of the paper, and values from elsewhere")
    .argument("[names...]", "of claims; default all")
    .option("--json", "as JSON")
    .addOption(new Option("--markdown", "as the page docs/audit.md").conflicts("json"))
    .option(...outFlag)
    .addHelpText("after", pointer)
    .action(async (names: string[], options: AuditOptions) => {
      const { audit } = await import("./audit.ts");
      finish((await audit(names, options)) ? status.done : status.failure);
    });
}

export function addSurvey(wehrl: Command, finish: Finish): void {
  wehrl
    .command("survey")
    .description("hold entropy production against coherence over many random states of two qubits")
    .requiredOption("--channel <name>", "acts on both qubits")
    .option("--parameters <list>", "such as Gamma=1,nbar=0.5; default rates 1, nbar 0.5")
    .option("--states <n>", "how many", number, 10_000)
    .option("--seed <n>", "of the random states", number, 1)
    .addOption(
      new Option("--class <class>", "of states: eq 27, eq 30, or Ginibre's").choices(["x", "classes", "ginibre"]),
    )
    .option("--tolerance <x>", "relative error of the rates", number, 1e-3)
    .option("--out <folder>", "write survey.csv, .parquet, .svg and .json there; made if it is not there", folder)
    .option("--json", "as JSON")
    .addHelpText("after", `${pointer}\n${statusHelp}`)
    .action(async (options: SurveyOptions) => {
      const { surveyStates } = await import("./survey.ts");
      const { text, converged } = await surveyStates(options);
      process.stdout.write(text);
      finish(converged ? status.done : status.notConverged);
    });
}
