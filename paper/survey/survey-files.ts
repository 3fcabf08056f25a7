/** A survey as CSV and Parquet, conventions and seed inside. */
import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import { conventions, labelledConventions } from "../../evaluate/problem/conventions.ts";
import type { SurveyFinding } from "./finding.ts";

/** How the states came about; with these the survey can be repeated. */
export interface Origin {
  readonly command: string;
  readonly channel: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly class: string;
  readonly states: number;
  readonly seed: number;
  readonly tolerance: number;
}

interface Column {
  readonly name: string;
  readonly unit: string;
  readonly values: Float64Array;
}

function columnsOf({ columns }: SurveyFinding): readonly Column[] {
  return [
    { name: "C", unit: "1", values: columns.coherence },
    { name: "C_rel", unit: "nat", values: columns.relativeCoherence },
    { name: "production", unit: "nat/time", values: columns.production },
    { name: "production error", unit: "nat/time", values: columns.productionError },
    { name: "flux", unit: "nat/time", values: columns.flux },
    { name: "flux error", unit: "nat/time", values: columns.fluxError },
    { name: "entropy", unit: "nat", values: columns.entropy },
    { name: "entropy error", unit: "nat", values: columns.entropyError },
  ];
}

const meaning =
  "C = Σ_{i≠j} |ρ_ij|; C_rel = S_vN(diagonal of ρ) − S_vN(ρ); production Π, flux Φ, entropy S of Wehrl; errors are bounds on |value − truth|";

export function surveyCsv(finding: SurveyFinding, origin: Origin): string {
  const columns = columnsOf(finding);
  const comments = [
    ...labelledConventions().map(([label, text]) => label.padEnd(17) + text),
    `columns          ${meaning}`,
    `states           two qubits, class ${origin.class}, seed ${origin.seed}, acceptance ${finding.acceptance}; survey.parquet has them`,
    `survey           ${JSON.stringify(origin)}`,
  ];
  const lines = [
    `# wehrl survey. Read: pandas.read_csv(f, comment="#", float_precision="round_trip")`,
    ...comments.map((line) => `# ${line.replace(/\s*\n\s*/g, " ")}`),
    columns.map(({ name, unit }) => `${name} [${unit}]`).join(","),
  ];
  for (let k = 0; k < origin.states; k++) lines.push(columns.map(({ values }) => String(values[k])).join(","));
  lines.push("");
  return lines.join("\n");
}

/** The same columns, and the density matrices: Re ρ_ij for i ≤ j and Im ρ_ij for i < j. */
export function surveyParquet(finding: SurveyFinding, origin: Origin): Uint8Array {
  const columns = columnsOf(finding);
  const columnData: ColumnSource[] = columns.map(({ name, values }) => doubles(name.replaceAll(" ", "_"), values));
  for (let i = 0; i < 4; i++) {
    for (let j = i; j < 4; j++) {
      const at = 4 * i + j;
      columnData.push(
        doubles(
          `re_${i}${j}`,
          Float64Array.from(finding.states, ({ re }) => re[at]),
        ),
      );
      if (j > i)
        columnData.push(
          doubles(
            `im_${i}${j}`,
            Float64Array.from(finding.states, ({ im }) => im[at]),
          ),
        );
    }
  }
  const units = Object.fromEntries(columns.map(({ name, unit }) => [name.replaceAll(" ", "_"), unit]));
  return new Uint8Array(
    parquetWriteBuffer({
      columnData,
      kvMetadata: [
        { key: "wehrl.conventions", value: JSON.stringify(conventions) },
        { key: "wehrl.columns", value: meaning },
        { key: "wehrl.units", value: JSON.stringify(units) },
        { key: "wehrl.survey", value: JSON.stringify({ ...origin, acceptance: finding.acceptance }) },
      ],
      createdBy: "wehrl",
    }),
  );
}

function doubles(name: string, data: Float64Array): ColumnSource {
  return { name, data, type: "DOUBLE", nullable: false };
}
