/** Counts of points in regular hexagons (Carr et al., J. Am. Stat. Assoc. 82, 424 (1987)). */

export interface Hexagon {
  /** The centre, in the units of the points. */
  readonly x: number;
  readonly y: number;
  readonly count: number;
}

interface Frame {
  readonly xDomain: readonly [number, number];
  readonly yDomain: readonly [number, number];
  /** In points, in which the hexagons are regular. */
  readonly width: number;
  readonly height: number;
  /** From a hexagon's centre to its corners, which stand above and below. */
  readonly radius: number;
}

/** The nearest centre of two interleaved rectangular lattices, √3 r apart along x and 3r along y. */
export function hexbin(x: Float64Array, y: Float64Array, frame: Frame): readonly Hexagon[] {
  const { xDomain, yDomain, width, height, radius } = frame;
  const [stepX, stepY] = [Math.sqrt(3) * radius, 1.5 * radius];
  const counts = new Map<number, number>();
  const rowStride = 65536;
  for (let k = 0; k < x.length; k++) {
    const px = ((x[k] - xDomain[0]) / (xDomain[1] - xDomain[0])) * width;
    const py = ((y[k] - yDomain[0]) / (yDomain[1] - yDomain[0])) * height;
    let best = Number.POSITIVE_INFINITY;
    let cell = 0;
    const near = Math.floor(py / stepY);
    for (const row of [near, near + 1]) {
      const shift = row & 1 ? 0.5 : 0;
      const column = Math.round(px / stepX - shift);
      const distance = (px - (column + shift) * stepX) ** 2 + (py - row * stepY) ** 2;
      if (distance >= best) continue;
      best = distance;
      cell = row * rowStride + column;
    }
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return [...counts].map(([cell, count]) => {
    const row = Math.round(cell / rowStride);
    const column = cell - row * rowStride + (row & 1 ? 0.5 : 0);
    return {
      x: xDomain[0] + ((column * stepX) / width) * (xDomain[1] - xDomain[0]),
      y: yDomain[0] + ((row * stepY) / height) * (yDomain[1] - yDomain[0]),
      count,
    };
  });
}
