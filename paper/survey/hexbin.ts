/** Counts of points in regular hexagons (Carr et al., J. Am. Stat. Assoc. 82, 424 (1987)). d3-hexbin compares distances in steps of
 *  the lattice, which are longer along x than along y, and puts one point in forty into a hexagon that it does not stand in. */

export interface Hexagon {
  /** The centre. */
  readonly x: number;
  readonly y: number;
  readonly count: number;
}

/** The nearest centre of two interleaved rectangular lattices, √3 r apart along x and 3r along y.
 *  @param radius  from a hexagon's centre to its corners, which stand above and below */
export function hexbin(points: Iterable<readonly [number, number]>, radius: number): readonly Hexagon[] {
  const [stepX, stepY] = [Math.sqrt(3) * radius, 1.5 * radius];
  const bins = new Map<string, { x: number; y: number; count: number }>();
  for (const [x, y] of points) {
    const near = Math.floor(y / stepY);
    const [one, other] = [near, near + 1].map((row) => {
      const shift = row & 1 ? 0.5 : 0;
      return { x: (Math.round(x / stepX - shift) + shift) * stepX, y: row * stepY };
    });
    const distance = (centre: { x: number; y: number }) => (x - centre.x) ** 2 + (y - centre.y) ** 2;
    const centre = distance(other) < distance(one) ? other : one;
    const key = `${centre.x} ${centre.y}`;
    const bin = bins.get(key);
    if (bin === undefined) bins.set(key, { ...centre, count: 1 });
    else bin.count++;
  }
  return [...bins.values()];
}
