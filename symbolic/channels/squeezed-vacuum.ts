import { channel } from "../declare/declare.ts";

export default channel({
  name: "squeezed-vacuum",
  cites: "damping by a broadband squeezed vacuum",
  parties: ["a"],
  parameters: {
    Gamma: { range: "[0, inf)", unit: "1/time", meaning: "damping rate" },
    r: { range: "[0, inf)", unit: "1", meaning: "squeezing" },
    phase: { range: "(-inf, inf)", unit: "rad", meaning: "angle of the squeezing" },
  },
  reservoirs: { bath: "Gamma*D[cosh(r)*J- + exp(i*phase)*sinh(r)*J+]" },
});
