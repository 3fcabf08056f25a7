import { channel } from "../declare/declare.ts";

export default channel({
  name: "correlated-dephasing",
  cites: "two fields with a correlation",
  parties: ["a", "b"],
  parameters: {
    lambda: { range: "[0, inf)", unit: "1/time", meaning: "dephasing rate of each spin" },
    correlation: { range: "[-1, 1]", unit: "1", meaning: "correlation of the two fields" },
  },
  reservoirs: {
    noise: {
      operators: ["Jz[a]", "Jz[b]"],
      matrix: [
        ["lambda", "lambda*correlation"],
        ["lambda*correlation", "lambda"],
      ],
    },
  },
});
