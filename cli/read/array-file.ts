/** Arrays of complex numbers in files: NumPy's .npy (format 1 to 3, https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html). */
import { readFileSync, statSync } from "node:fs";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { listed, quoted } from "../../text/visible.ts";
import { limits } from "./job-limits.ts";

/** Entries row by row. */
export interface ComplexArray {
  readonly shape: readonly number[];
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** How an entry is read: of how many numbers, of so many bytes each. */
interface Kind {
  readonly size: number;
  readonly parts: 1 | 2;
  readonly read: (view: DataView, at: number, isLittle: boolean) => number;
}

const double: Kind["read"] = (view, at, isLittle) => view.getFloat64(at, isLittle);
const single: Kind["read"] = (view, at, isLittle) => view.getFloat32(at, isLittle);
const whole = (size: number, read: Kind["read"]): Kind => ({ size, parts: 1, read });

const kinds: Readonly<Record<string, Kind>> = {
  c16: { size: 8, parts: 2, read: double },
  c8: { size: 4, parts: 2, read: single },
  f8: { size: 8, parts: 1, read: double },
  f4: { size: 4, parts: 1, read: single },
  b1: whole(1, (view, at) => view.getUint8(at)),
  i1: whole(1, (view, at) => view.getInt8(at)),
  u1: whole(1, (view, at) => view.getUint8(at)),
  i2: whole(2, (view, at, isLittle) => view.getInt16(at, isLittle)),
  u2: whole(2, (view, at, isLittle) => view.getUint16(at, isLittle)),
  i4: whole(4, (view, at, isLittle) => view.getInt32(at, isLittle)),
  u4: whole(4, (view, at, isLittle) => view.getUint32(at, isLittle)),
  i8: whole(8, (view, at, isLittle) => exactly(view.getBigInt64(at, isLittle))),
  u8: whole(8, (view, at, isLittle) => exactly(view.getBigUint64(at, isLittle))),
};

/** NaN, which is no entry of anything, where a double does not hold it. */
const exactly = (integer: bigint): number => (BigInt(Number(integer)) === integer ? Number(integer) : Number.NaN);

/** @throws InvalidInput  where the file is not there, no file, or larger than any matrix of a job */
export function bytesOf(file: string): Buffer {
  const refuse = (found: string): never => {
    throw new InvalidInput({ source: file, found, expected });
  };
  try {
    const found = statSync(file);
    if (!found.isFile()) refuse(found.isDirectory() ? "a folder" : "no file");
    if (found.size > limits.file) refuse(`${found.size} bytes, more than ${limits.file}`);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    return refuse(code === "ENOENT" ? "no such file" : message);
  }
}

const expected = "a .npy file of NumPy, or one of JSON";

/** The text of a file that is no array.
 *  @throws InvalidInput  for what other files of Python are, with what saves them as one */
export function textOf(bytes: Buffer, source: string): string {
  const found =
    bytes.subarray(0, 2).toString("latin1") === "PK" ? "an archive (.npz)" : bytes[0] === 0x80 ? "a pickle" : null;
  if (found !== null)
    throw new InvalidInput({ source, found, expected, remedy: 'save one array, np.save("rho.npy", rho.full())' });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InvalidInput({ source, found: "no text in UTF-8", expected });
  }
}

export const isArrayFile = (bytes: Buffer): boolean => bytes.subarray(0, 6).toString("latin1") === "\x93NUMPY";

/** @throws InvalidInput  for what is no array of one to three dimensions, of complex, floating or whole numbers */
export function arrayOf(bytes: Buffer, source: string): ComplexArray {
  const refuse = (found: string, remedy: string | null = null): never => {
    const expected = "an array of complex, floating or whole numbers, of one to three dimensions";
    throw new InvalidInput({ source, found, expected, remedy });
  };
  const long = bytes[6]! > 1;
  const start = long ? 12 : 10;
  if (bytes.length < start) refuse("a file that ends too early");
  const data = start + (long ? bytes.readUInt32LE(8) : bytes.readUInt16LE(8));
  const header = bytes.subarray(start, Math.min(data, start + 4096)).toString("latin1");
  const descr = /'descr':\s*'([^']*)'/.exec(header)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(header)?.[1];
  const shape = /'shape':\s*\(([\d\s,]*)\)/
    .exec(header)?.[1]
    ?.split(",")
    .flatMap((n) => (n.trim() === "" ? [] : [Number(n)]));
  if (descr === undefined || order === undefined || shape === undefined)
    return refuse(
      "a header that is not that of an array of numbers",
      "save it with np.save(file, np.asarray(x, complex))",
    );
  const kind = Object.hasOwn(kinds, descr.slice(1)) ? kinds[descr.slice(1)]! : null;
  if (!/^[<>|]/.test(descr) || kind === null)
    return refuse(`entries of type ${quoted(descr)}`, "save np.asarray(x, complex), of a Qobj x.full()");
  if (shape.length < 1 || shape.length > 3) return refuse(`a shape of (${listed(shape.map(String))})`, null);
  const count = shape.reduce((all, n) => all * n, 1);
  if (bytes.length !== data + count * kind.size * kind.parts)
    return refuse(`${bytes.length} bytes, which is not what its header says`, "save it again");
  const entries = decoded(bytes.subarray(data), count, kind, descr.startsWith("<"));
  return { shape, ...(order === "True" && shape.length > 1 ? byRows(entries, shape) : entries) };
}

function decoded(bytes: Buffer, count: number, { size, parts, read }: Kind, isLittle: boolean) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = (k: number) => read(view, size * k, isLittle);
  const re = Float64Array.from({ length: count }, (_, k) => at(parts * k));
  return {
    re,
    im: parts === 1 ? new Float64Array(count) : Float64Array.from({ length: count }, (_, k) => at(2 * k + 1)),
  };
}

/** The first index the fastest → the last. */
function byRows({ re, im }: Pick<ComplexArray, "re" | "im">, shape: readonly number[]) {
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((all, n) => all * n, 1));
  const placeOf = (k: number): number => {
    let [left, place] = [k, 0];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place += (left % shape[axis]!) * strides[axis]!;
      left = Math.floor(left / shape[axis]!);
    }
    return place;
  };
  const turned = (entries: Float64Array) => entries.map((_, k) => entries[placeOf(k)]!);
  return { re: turned(re), im: turned(im) };
}
