import { channel } from "../declare/declare.ts";

export default channel({
  name: "depolarizing",
  cites: "isotropic noise; the multipole l decays at λ l(l+1)/2",
  parties: ["a"],
  parameters: {
    lambda: { range: "[0, inf)", unit: "1/time", meaning: "rate of the noise along each axis" },
  },
  reservoirs: { noise: "lambda*(D[Jx] + D[Jy] + D[Jz])" },
});
