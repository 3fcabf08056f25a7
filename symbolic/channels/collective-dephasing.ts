import { channel } from "../declare/declare.ts";

export default channel({
  name: "collective-dephasing",
  cites: "one field that all spins see",
  parties: ["a", "b", "..."],
  parameters: {
    lambda: { range: "[0, inf)", unit: "1/time", meaning: "dephasing rate" },
  },
  reservoirs: { noise: "lambda*D[Jz[a] + Jz[b]]" },
});
