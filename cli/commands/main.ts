#!/usr/bin/env node
import { Command, Option } from "commander";
import { conventionsHelp } from "../../evaluate/problem/conventions.ts";
import { methods } from "../../evaluate/problem/problem.ts";
import { version } from "../../package.json" with { type: "json" };
import { fileWidth, outputWidth } from "../../text/columns.ts";
import { status } from "../print/exit-status.ts";
import { quantitiesHelp } from "../read/with-option.ts";
import type { CheckOptions } from "./check.ts";
import type { HusimiOptions } from "./husimi.ts";
import { husimiHelp, jobHelp } from "./job-help.ts";
import { channelsFlag, folder, number, outFlag, pointer, statusHelp } from "./options.ts";
import { addAudit, addFigure, addSurvey } from "./paper-commands.ts";
import type { PositivityOptions } from "./positivity.ts";
import type { Format, Overrides } from "./run.ts";
import { type Finish, untilOver } from "./until-over.ts";

interface RunOptions extends Overrides {
  readonly json?: true;
  readonly format?: Format;
  readonly out?: string;
  readonly channels?: string;
  readonly with?: string;
  readonly states?: string;
}

interface DeriveOptions {
  readonly out?: string;
  readonly format?: "text" | "latex" | "markdown" | "json";
  readonly stages?: true;
  /** Refused with the reason: it is an option of the commands around this one. */
  readonly channels?: string;
}

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
  addHusimi(wehrl);
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
    .option("--states <file>", "ρ at every time there, a .npy file of NumPy: complex128, [times, d, d]")
    .option(...channelsFlag)
    .addHelpText("after", () => `${jobHelp}\n${quantitiesHelp()}\n${pointer}\n${statusHelp}`)
    .action(async (job: string, { json, format, out, channels, with: beside, states, ...overrides }: RunOptions) => {
      const { run } = await import("./run.ts");
      const settings = { format: json ? "json" : (format ?? "table"), out, channels, with: beside, states, overrides };
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
      if (channels !== undefined) refuseFolder(channels, channel);
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

function addHusimi(wehrl: Command): void {
  wehrl
    .command("husimi")
    .description("Q of one spin of a job, the local integrand of its Π and its current on a grid of directions")
    .argument("<job>", "a file, or - for standard input")
    .option("--grid <rows>x<columns>", "Gauss nodes in cos θ, times equidistant ones in φ", "64x128")
    .option("--spin <index>", "whose sphere it is", number, 0)
    .option("--at <held...>", "index=theta,phi of other spins that are held there; those not named are integrated")
    .option("--time <t>", "one of a job with several, or another; default the job's first")
    .option("--out <file>", "a name ending in .npy, .csv, .svg, .pdf or .png; default CSV to standard output")
    .option(...channelsFlag)
    .addHelpText("after", () => `${husimiHelp}\n${pointer}\n${statusHelp}`)
    .action(async (job: string, options: HusimiOptions) => {
      const { husimi } = await import("./husimi.ts");
      await husimi(job, options);
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

await untilOver(async (finish) => {
  await commandLine(finish).parseAsync();
});
