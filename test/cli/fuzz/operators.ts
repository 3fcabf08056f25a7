import { textsOf } from "../../../cli/read/job-texts.ts";
import { below, happens, mutated, oddText, oneOf, type Random, several } from "./chance.ts";
import { type Case, hold } from "./judge.ts";

const spins = [[0.5], [1], [0.5, 1], [0.5, 0.5, 0.5], [3]];
const constants = textsOf({ w: 0.5, g: "0.1*w", alpha: "0.3-0.2j" });
// biome-ignore format: a table
const parts = ["sz[0]", "sx", "X[0]*Y[1]", "sm[0]", "sp[2]", "dag(J-[0])", "dag(w*J+[0]*Jz[0])", "sqrt(g)*Jx[0]", "2*pi*Jz", "(Jx[0] + i*Jy[0])**2", "alpha*Jz[0]", "1/sqrt(2)*J+[1]", "0.2j*Jy[0]", "exp(0.1 + 0.2i)*sm", "cos(pi/4)*sx[0] - sin(pi/4)*sz[0]", "g^3", "J+[0]/(1 + 2j)"];
// biome-ignore format: a table
const spelled = ["sigma_z1", "Jp[0]", "Sx", "X0 X1", "σz[0]", "Јz[0]", "Ｊz", "sz₀", "Jz[0]−1", "sz[0]·sz[1]", "sz[0]⊗sz[1]", "ѕz[0]", "J₊", "Jz[０]", "sz[0]†", "tensor(sz,sx)", "sigmaz(0)", "qeye(2)", "0.5e", "2pi", "w(1)", "g[0]", "i[0]", "pi(2)", "sqrt", "dag", "dag()", "((((", "1e-400", "1e999999999"];

const nested = (random: Random): string => {
  const depth = 10 ** below(random, 6);
  return (
    oneOf(random, ["(", "[", "-(", "dag(", "sqrt("]).repeat(depth) +
    (happens(random, 0.5) ? `1${")".repeat(depth)}` : "")
  );
};

const long = (random: Random): string =>
  `${oneOf(random, parts)} + `.repeat(10 ** below(random, 4)) + oneOf(random, parts);

function textOf(random: Random): string {
  const kind = random();
  if (kind < 0.001) return oneOf(random, [nested, long])(random);
  if (kind < 0.05) return oddText(random);
  const list = [
    oneOf(random, parts),
    ...several(random, 3, () => oneOf(random, happens(random, 0.8) ? parts : spelled)),
  ];
  const text = list.join(oneOf(random, [" + ", " - ", "*", " ", "/"]));
  return happens(random, 0.5) ? mutated(random, text) : text;
}

/** A number or an operator of a job. */
export function operatorCase(random: Random): Case {
  const own = oneOf(random, spins);
  const text = textOf(random);
  const isNumber = happens(random, 0.2);
  return {
    text: JSON.stringify([own, text.slice(0, 2000)]),
    milliseconds: 1000,
    run: () => {
      const found = isNumber ? [constants.complex(text, ["here"])] : constants.operator(text, ["here"], own, null);
      for (const { re, im } of found) hold(Number.isFinite(re) && Number.isFinite(im), () => `${re} + ${im}i`);
    },
  };
}
