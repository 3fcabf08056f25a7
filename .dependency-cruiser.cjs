/** Who may import whom: rooms, in the order in which a number comes about, import what stands before them and nothing else. */

/** Each room with those that it may import, besides itself and packages. */
const rooms = {
  text: [],
  theorem: [],
  spins: ["text"],
  runtime: ["spins", "text"],
  evaluate: ["runtime", "spins", "text", "theorem", "generated/log-moment\\.ts"],
  drawing: ["text"],
  paper: ["drawing", "evaluate", "runtime", "spins", "text", "theorem", "generated"],
  laws: ["evaluate", "runtime", "spins", "text"],
  cli: [
    "laws",
    "paper",
    "drawing",
    "evaluate",
    "runtime",
    "spins",
    "text",
    "theorem",
    "generated",
    "symbolic",
    "package\\.json",
  ],
  symbolic: ["text", "theorem"],
};

/** The compiler's phases, each importing what is above it; compile.ts calls them in order. */
const phases = ["algebra", "declare", "derive", "integrate", "optimize", "print", "prove", "write", "print/page"];

/** By which the command line enters the compiler; the first five load it. */
const doors = [
  "index",
  "compile",
  "declare/declare",
  "declare/declared-in",
  "print/page/(results-page|stages-page|document)",
  "derive/classify",
  "declare/operator-text",
  "write/(files|replace-files)",
];

const comments = {
  text: "Every room shows text, in a browser too.",
  theorem: "What is proven of Π ≥ 0 stands in one table, which the compiler, the verdicts and the bounds follow.",
  spins: "Matrices, states and the master equation know no phase space.",
  runtime:
    "What generated code needs to be integrated: it takes any evaluator, and knows neither compiler nor channels.",
  evaluate:
    "A problem becomes numbers: with any evaluator, and without the paper's states. The closed form that is no channel's it hands to " +
    "the runtime.",
  laws: "What is held against any compiled channel: it knows no channel by name, and no compiler.",
  drawing: "Marks, maps, faces and files of pictures: of whatever is to be drawn.",
  paper: "All that says Zicari: it knows channels, not the compiler.",
  cli: "The top: it reads and prints.",
  symbolic: "The compiler knows the runtime by the text it emits, never by import.",
};

const downhill = Object.entries(rooms).map(([room, below]) => ({
  name: `${room}-downhill`,
  comment: comments[room],
  severity: "error",
  from: { path: `^${room}/` },
  to: {
    path: "^(symbolic|generated|runtime|spins|evaluate|laws|drawing|paper|cli|text|theorem|scripts|docs|test|index\\.ts$|package\\.json$)",
    pathNot: [
      `^(${[room, ...below].map((each) => (each.endsWith(".ts") || each.endsWith(".json") ? `${each}$` : `${each}/`)).join("|")})`,
    ],
  },
}));

/** symbolic/print but for its pages, which show all phases. */
const folderOf = (phase) => (phase === "print" ? "print/(?!page/)" : `${phase}/`);

const phased = phases.slice(0, -1).map((phase, k) => ({
  name: `${phase}-downhill`,
  comment: "A phase takes what those before it have found.",
  severity: "error",
  from: { path: `^symbolic/${folderOf(phase)}` },
  to: {
    path: `^symbolic/(${[...phases.slice(k + 1).map(folderOf), "channels/", "[^/]+$"].join("|")})`,
  },
}));

module.exports = {
  forbidden: [
    ...downhill,
    ...phased,
    {
      name: "generated-only-to-runtime",
      comment: "A generated module reads the same in a user's project: it imports wehrl/runtime and nothing else.",
      severity: "error",
      from: { path: "^generated/" },
      to: { pathNot: "^(generated/|runtime/index\\.ts$)" },
    },
    {
      name: "generated-by-package-name",
      comment: "…and by the package's own name, which holds where there is no folder ../runtime.",
      severity: "error",
      from: { path: "^generated/" },
      to: { path: "^runtime/", dependencyTypesNot: ["aliased"] },
    },
    {
      name: "no-node-in-numerics",
      comment: "All that makes a number also runs in a browser's worker.",
      severity: "error",
      from: { path: "^(runtime|spins|evaluate|laws|generated|text|theorem)/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "files-in-write-alone",
      comment: "The compiler asks the system in one file of its last phase; all else of it runs in a browser too.",
      severity: "error",
      from: { path: "^symbolic/", pathNot: "^symbolic/write/files\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "ts-morph-only-in-write",
      severity: "error",
      from: { pathNot: "^(node_modules/|symbolic/write/)" },
      to: { path: "(^|/)node_modules/(ts-morph|@ts-morph)/" },
    },
    {
      name: "computer-algebra-only-in-prove",
      comment: "Algebrite and nerdamer judge a derivation; they never make one.",
      severity: "error",
      from: { pathNot: "^(node_modules/|symbolic/prove/)" },
      to: { path: "(^|/)node_modules/(algebrite|nerdamer)/" },
    },
    {
      name: "drawing-only-in-drawing-paper-and-cli",
      severity: "error",
      from: { pathNot: "^(node_modules/|drawing/|paper/|cli/|test/)" },
      to: { path: "(^|/)node_modules/(vega|@resvg|pdfkit|svg-to-pdfkit|fontkit|katex|d3-)" },
    },
    {
      name: "one-maker-of-random-numbers",
      comment:
        "A generator is seeded and warmed in one place. The tests' own keep the states that they name by number.",
      severity: "error",
      from: {
        pathNot: "^(node_modules/|spins/states/random-stream\\.ts$|test/support/(random-states|driven-spins)\\.ts$)",
      },
      to: { path: "(^|/)node_modules/pure-rand/" },
    },
    {
      name: "cli-is-the-top",
      severity: "error",
      from: { pathNot: "^(cli|test)/" },
      to: { path: "^cli/" },
    },
    {
      name: "compiler-by-its-doors",
      comment: "Of the compiler the command line knows what is public, and the few files that one command needs.",
      severity: "error",
      from: { path: "^cli/" },
      to: { path: "^symbolic/", pathNot: `^symbolic/(${doors.join("|")})\\.ts$` },
    },
    {
      name: "compiler-on-demand",
      comment:
        "A job is computed before the compiler would be loaded: the commands that need it ask for it when they run.",
      severity: "error",
      from: { path: "^cli/" },
      to: {
        path: `^symbolic/(${doors.slice(0, 5).join("|")})\\.ts$`,
        dynamic: false,
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "no-test-in-product",
      comment:
        "The sweep, the extremes, the fuzz, the equivalents and the calibration are long tests: they run the tests' oracles and cases.",
      severity: "error",
      from: { pathNot: "^test/|^scripts/(sweep|extremes|fuzz|equivalents)\\.ts$|^scripts/(calibrate|sweep)/" },
      to: { path: "^test/" },
    },
    {
      name: "no-dev-package-in-product",
      comment: "What is published runs with `dependencies` alone.",
      severity: "error",
      from: { path: "^(symbolic|generated|runtime|spins|evaluate|drawing|paper|cli|text|theorem)/|^index\\.ts$" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "laws-with-their-peer-alone",
      comment: "…but for the laws, which draw their cases with fast-check: an optional peer.",
      severity: "error",
      from: { path: "^laws/" },
      to: {
        path: "node_modules/",
        pathNot: "node_modules/fast-check/",
        dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "laws-on-demand",
      comment: "Where fast-check is not there, all commands but the one that needs it run.",
      severity: "error",
      from: { path: "^cli/" },
      to: { path: "^laws/", dynamic: false, dependencyTypesNot: ["type-only"] },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^dist/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
