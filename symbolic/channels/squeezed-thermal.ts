import { channel } from "../declare/declare.ts";

export default channel({
  name: "squeezed-thermal",
  cites: "damping by a broadband squeezed thermal bath",
  parties: ["a"],
  parameters: {
    Gamma: { range: "[0, inf)", unit: "1/time", meaning: "damping rate" },
    nbar: { range: "[0, inf)", unit: "1", meaning: "mean number of excitations before squeezing" },
    r: { range: "[0, inf)", unit: "1", meaning: "squeezing" },
    phase: { range: "(-inf, inf)", unit: "rad", meaning: "angle of the squeezing" },
  },
  reservoirs: {
    bath:
      "Gamma*(nbar + 1)*D[cosh(r)*J- + exp(i*phase)*sinh(r)*J+]" +
      " + Gamma*nbar*D[cosh(r)*J+ + exp(-i*phase)*sinh(r)*J-]",
  },
});
