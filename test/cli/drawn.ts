/** What stands where in an SVG: boxes of texts, curves, leaders, in points of the page. */
import { advanceOf, families } from "../../drawing/fonts.ts";

type Place = readonly [number, number];

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface DrawnText {
  readonly text: string;
  readonly box: Box;
}

export interface Drawn {
  readonly page: { readonly width: number; readonly height: number };
  readonly texts: readonly DrawnText[];
  readonly curves: readonly (readonly Place[])[];
  readonly leaders: readonly (readonly Place[])[];
}

export function drawnIn(svg: string): Drawn {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)!.map(Number);
  const texts: { text: string; corners: Place[] }[] = [];
  const [curves, leaders]: [Place[][], Place[][]] = [[], []];
  const stack: {
    readonly place: (at: Place) => Place;
    readonly line: boolean;
    readonly own: { text: string; corners: Place[] };
  }[] = [];
  for (const [, name, attributes, content] of svg.matchAll(/<(\/?(?:g|svg|text|path|line)\b)([^>]*)>([^<]*)/g)) {
    const outer = stack.at(-1) ?? { place: (at: Place) => at, line: false, own: { text: "", corners: [] } };
    const number = (key: string) => Number(new RegExp(`\\b${key}="([-\\d.e]+)"`).exec(attributes)?.[1] ?? 0);
    if (name === "g") {
      const own = { text: "", corners: [] };
      texts.push(own);
      const move = transformOf(attributes);
      stack.push({ place: (at) => outer.place(move(at)), line: attributes.includes('"mark-line'), own });
    } else if (name === "/g") stack.pop();
    else if (name === "text") {
      const face = attributes.includes(`"${families.italic}"`) ? "italic" : "upright";
      const [size, left, base] = [number("font-size"), number("x"), number("y")];
      const right = left + size * advanceOf(content, face);
      outer.own.text += content;
      outer.own.corners.push(
        ...([left, right] as const).flatMap((x) =>
          [base - 0.7 * size, base + 0.2 * size].map((y) => outer.place([x, y])),
        ),
      );
    } else if (name === "path" && outer.line) {
      const d = /\bd="M([^"]*)"/.exec(attributes)![1];
      curves.push(d.split("L").map((pair) => outer.place(pair.split(",").map(Number) as unknown as Place)));
    } else if (name === "line" && number("stroke-width") === 0.4) {
      const move = transformOf(attributes);
      leaders.push([outer.place(move([0, 0])), outer.place(move([number("x2"), number("y2")]))]);
    }
  }
  return {
    page: { width, height },
    texts: texts.filter(({ corners }) => corners.length > 0).map(boxed),
    curves,
    leaders,
  };
}

/** Of `translate` and, where it is there, `rotate`. */
function transformOf(attributes: string): (at: Place) => Place {
  const [, dx, dy] = /translate\(([-\d.e]+),([-\d.e]+)\)/.exec(attributes)?.map(Number) ?? [0, 0, 0];
  const angle = (Number(/rotate\(([-\d.e]+)/.exec(attributes)?.[1] ?? 0) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return ([x, y]) => [dx + cos * x - sin * y, dy + sin * x + cos * y];
}

function boxed({ text, corners }: { readonly text: string; readonly corners: readonly Place[] }): DrawnText {
  const [xs, ys] = [0, 1].map((k) => corners.map((corner) => corner[k]));
  return {
    text,
    box: { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) },
  };
}

/** A polygon's corners and what lies between them, half a point apart or less. */
export function pointsAlong(line: readonly Place[]): readonly Place[] {
  return line.slice(1).flatMap((to, k) => {
    const from = line[k];
    const steps = Math.ceil(2 * Math.hypot(to[0] - from[0], to[1] - from[1]));
    return Array.from({ length: steps + 1 }, (_, i): Place => {
      const share = i / Math.max(1, steps);
      return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
    });
  });
}

/** Texts that leave the page, lie on another text, on a curve or on a leader, each in words. */
export function collisionsIn({ page, texts, curves, leaders }: Drawn): readonly string[] {
  const lines = [...curves, ...leaders].flatMap(pointsAlong);
  return texts.flatMap(({ text, box }, k) => [
    ...(meet(box, { left: 0, top: 0, right: page.width, bottom: page.height }) === "within"
      ? []
      : [`${text} off the page`]),
    ...texts.slice(0, k).flatMap((other) => (meet(box, other.box) === "apart" ? [] : [`${text} on ${other.text}`])),
    ...(lines.some(([x, y]) => meet({ left: x, right: x, top: y, bottom: y }, box) !== "apart")
      ? [`${text} on a line`]
      : []),
  ]);
}

function meet(a: Box, b: Box): "apart" | "within" | "across" {
  if (a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top) return "apart";
  return a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom ? "within" : "across";
}
