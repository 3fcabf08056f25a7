import { channel } from "../declare/declare.ts";

export default channel({
  name: "pumping",
  cites: "the mirror image of damping at zero temperature",
  parties: ["a"],
  parameters: {
    Gamma: { range: "[0, inf)", unit: "1/time", meaning: "pumping rate" },
  },
  reservoirs: { pump: "Gamma*D[J+]" },
});
