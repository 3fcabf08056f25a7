/** Who may import whom. Imports run downhill: cli → generated → runtime, and cli → symbolic; `symbolic` and `runtime` never meet. */
module.exports = {
  forbidden: [
    {
      name: "symbolic-not-to-runtime",
      comment: "The compiler knows the runtime by the text it emits, never by import.",
      severity: "error",
      from: { path: "^symbolic/" },
      to: { path: "^runtime/" },
    },
    {
      name: "runtime-not-uphill",
      comment:
        "The numerics take any evaluator: they know neither the compiler, nor the channels that it compiled, nor the command line. The logarithms over a qubit's sphere belong to no channel.",
      severity: "error",
      from: { path: "^runtime/" },
      to: { path: "^(symbolic|generated|cli)/", pathNot: "^generated/log-moment\\.ts$" },
    },
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
      name: "text-stands-alone",
      comment: "Every room shows text, in a browser too.",
      severity: "error",
      from: { path: "^text/" },
      to: { pathNot: "^text/" },
    },
    {
      name: "no-node-in-numerics",
      comment: "Runtime and generated modules also run in a browser.",
      severity: "error",
      from: { path: "^(runtime|generated)/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "ts-morph-only-in-emit",
      severity: "error",
      from: { pathNot: "^(node_modules/|symbolic/emit\\.ts$)" },
      to: { path: "(^|/)node_modules/(ts-morph|@ts-morph)/" },
    },
    {
      name: "computer-algebra-only-in-certify",
      comment: "Algebrite and nerdamer judge a derivation; they never make one.",
      severity: "error",
      from: { pathNot: "^(node_modules/|symbolic/certify)" },
      to: { path: "(^|/)node_modules/(algebrite|nerdamer)/" },
    },
    {
      name: "one-maker-of-random-numbers",
      comment:
        "A generator is seeded and warmed in one place. The tests' own keep the states that they name by number.",
      severity: "error",
      from: { pathNot: "^(node_modules/|runtime/random-stream\\.ts$|test/support/(random-states|driven-spins)\\.ts$)" },
      to: { path: "(^|/)node_modules/pure-rand/" },
    },
    {
      name: "cli-is-the-top",
      severity: "error",
      from: { pathNot: "^(cli|test/cli)/" },
      to: { path: "^cli/" },
    },
    {
      name: "no-test-in-product",
      comment:
        "The sweep, the extremes, the fuzz and the equivalents are long tests: they run the tests' oracles and cases.",
      severity: "error",
      from: { pathNot: "^test/|^scripts/(sweep|extremes|fuzz|equivalents)\\.ts$" },
      to: { path: "^test/" },
    },
    {
      name: "no-dev-package-in-product",
      comment: "What is published runs with `dependencies` alone.",
      severity: "error",
      from: { path: "^(symbolic|generated|runtime|cli)/|^index\\.ts$" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
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
