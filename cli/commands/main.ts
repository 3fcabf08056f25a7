#!/usr/bin/env node
import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { conventionsHelp } from "../../evaluate/problem/conventions.ts";
import { methods } from "../../evaluate/problem/problem.ts";
import { version } from "../../package.json" with { type: "json" };
import { fileWidth, outputWidth } from "../../text/columns.ts";
import { status } from "../print/exit-status.ts";
import { quantitiesHelp } from "../read/with-option.ts";
import type { AuditOptions } from "./audit.ts";
import type { CheckOptions } from "./check.ts";
import type { PictureFormat } from "./figure.ts";
import { jobHelp } from "./job-help.ts";
import type { PositivityOptions } from "./positivity.ts";
import type { Format, Overrides } from "./run.ts";
import type { SurveyOptions } from "./survey.ts";
import { type Finish, untilOver } from "./until-over.ts";

const pointer = "\nConventions of all numbers: wehrl --help";

const statusHelp = "\nExit status: 0 done, 1 failure, 2 bad input, 3 not converged (results are printed).";

interface RunOptions extends Overrides {
  readonly json?: true;
  readonly format?: Format;
  readonly out?: string;
  readonly channels?: string;
  readonly with?: string;
}

const outFlag = ["--out <file>", "write there, all or nothing, instead of standard output"] as const;

const channelsFlag = ["--channels <folder>", "also those that `wehrl gen` wrote there", folder] as const;

interface DeriveOptions {
  readonly out?: string;
  readonly format?: "text" | "latex" | "markdown" | "json";
  readonly stages?: true;
  /** Refused with the reason: it is an option of the commands around this one. */
  readonly channels?: string;
}

type FigureOptions = { readonly out: string; readonly seed: number; readonly format?: readonly PictureFormat[] };

/** The command line; `finish` gets the exit status of the command that ran. */
function commandLine(finish: Finish): Command {
  const wehrl = new Command("wehrl")
    .description("Phase-space entropy production of spins in Lindblad reservoirs.")
    .version(version, "-V, --version", "print the version")
    .exitOverride()
    .configureHelp({ helpWidth: Math.min(outputWidth(process.stdout), fileWidth) })
    .configureOutput({ outputError: () => {} })
    .addHelpText("after", () => conventionsHelp() + "\n" + statusHelp);
  addRun(wehrl, finish);
  addChannels(wehrl);
  addDerive(wehrl);
  addPositivity(wehrl);
  addFigure(wehrl);
  addAudit(wehrl, finish);
  addSurvey(wehrl, finish);
  addGen(wehrl, finish);
  addCheck(wehrl, finish);
  return wehrl;
}

function addRun(wehrl: Command, finish: Finish): void {
  wehrl
    .command("run")
    .description("compute entropy, its rate, production Π and flux Φ of a job")
    .argument("<job>", "a file, or - for standard input")
    .addOption(new Option("--json", "the same as --format json").conflicts("format"))
    .addOption(new Option("--format <format>", "default table").choices(["json", "csv", "table"]))
    .option(...outFlag)
    .addOption(new Option("--method <method>", "for the job's").choices(methods))
    .option("--samples <n>", "points of a Monte Carlo run, refused without one", number)
    .option("--seed <n>", "seed of a Monte Carlo run of either kind, likewise", number)
    .option("--tolerance <x>", "relative error to reach, instead of the job's", number)
    .option("--excess", "also the excess production −d/dt KL(Q‖Q_ss), which is not Π")
    .option("--with <names>", "quantities to give beside these, such as l1-coherence,concurrence")
    .option(...channelsFlag)
    .addHelpText("after", () => `${jobHelp}\n${quantitiesHelp()}\n${pointer}\n${statusHelp}`)
    .action(async (job: string, { json, format, out, channels, with: beside, ...overrides }: RunOptions) => {
      const { run } = await import("./run.ts");
      const settings = { format: json ? "json" : (format ?? "table"), out, channels, with: beside, overrides };
      const converged = await run(job, settings);
      finish(converged ? status.done : status.notConverged);
    });
}

function addChannels(wehrl: Command): void {
  wehrl
    .command("channels")
    .description("list the channels, or tell of one its parameters, class, positivity and derived equations")
    .argument("[channel]", "a channel's name")
    .option("--json", "as JSON, all of each")
    .option(...channelsFlag)
    .addHelpText("after", pointer)
    .action(
      async (name: string | undefined, { json, channels }: { readonly json?: true; readonly channels?: string }) => {
        const { listChannels } = await import("./channels.ts");
        process.stdout.write(await listChannels(name, json ? "json" : "text", channels));
      },
    );
}

function addDerive(wehrl: Command): void {
  wehrl
    .command("derive")
    .description("show the derivation of a channel: dissipators, drift, diffusion, class, Π, Φ, positivity")
    .argument("<channel>", "a declared name, or a file that declares a channel")
    .addOption(new Option("--format <format>", "default text").choices(["text", "latex", "markdown", "json"]))
    .option("--stages", "every intermediate form in order, from the declaration to the emitted names")
    .option(...outFlag)
    .addOption(new Option("--channels <folder>").hideHelp())
    .addHelpText("after", pointer)
    .action(async (channel: string, { format, stages, out, channels }: DeriveOptions) => {
      const { derive, refuseFolder } = await import("./derive.ts");
      const { openOutput } = await import("../print/output.ts");
      if (channels !== undefined) refuseFolder(channels);
      const output = openOutput(out);
      await output.write(await derive(channel, stages ? "stages" : "results", format ?? "text"));
    });
}

function addPositivity(wehrl: Command): void {
  wehrl
    .command("positivity")
    .description("search for states and parameters at which a channel of one party has Π < 0")
    .argument("<channel>", "a channel's name")
    .option("--spin <J>", "J of the channel's party", number, 0.5)
    .option(
      "--parameters <list>",
      "values to keep, such as r=0.5; the others are searched, up to 3 from an end of their range",
    )
    .option("--starts <n>", "random starts of the minimiser", number, 50)
    .option("--seed <n>", "of the random starts", number, 1)
    .option(...channelsFlag)
    .option("--json", "as JSON")
    .addHelpText("after", pointer)
    .action(async (channel: string, options: PositivityOptions) => {
      const { positivity } = await import("./positivity.ts");
      process.stdout.write(await positivity(channel, options));
    });
}

function addFigure(wehrl: Command): void {
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

function addAudit(wehrl: Command, finish: Finish): void {
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

function addSurvey(wehrl: Command, finish: Finish): void {
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

function addGen(wehrl: Command, finish: Finish): void {
  wehrl
    .command("gen")
    .description("compile declared channels to TypeScript")
    .argument("[declarations...]", "files that declare a channel; default symbolic/channels/*.ts")
    .option("--out <folder>", "where the modules go", folder, "generated")
    .option("--check", "derive again and compare with the folder; write nothing; status 1 when they differ")
    .addHelpText("after", pointer)
    .action(async (declarations: string[], { out, check }: { readonly out: string; readonly check?: true }) => {
      const { gen } = await import("./gen.ts");
      finish((await gen(declarations, out, check === true)) ? status.done : status.failure);
    });
}

function addCheck(wehrl: Command, finish: Finish): void {
  wehrl
    .command("check")
    .description("hold the laws of wehrl/laws against compiled channels, in cases at random; status 1 when one fails")
    .argument("[folder]", "that `wehrl gen` wrote; default the built-in channels", folder)
    .option("--runs <n>", "cases a law, instead of its own number", number)
    .option("--seed <n>", "of the cases", number, 1)
    .option("--json", "as JSON")
    .addHelpText("after", `${pointer}\n${statusHelp}`)
    .action(async (folder: string | undefined, options: CheckOptions) => {
      const { check } = await import("./check.ts");
      const { text, holds } = await check(folder, options);
      process.stdout.write(text);
      finish(holds ? status.done : status.failure);
    });
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new InvalidArgumentError("Expected a number.");
  return value;
}

/** An empty one is a variable of a shell that was not set; files would go where the command stands. */
function folder(text: string): string {
  if (text === "") throw new InvalidArgumentError("Expected the name of a folder.");
  return text;
}

await untilOver(async (finish) => {
  await commandLine(finish).parseAsync();
});
