import land from 'world-atlas/land-110m.json' with { type: 'json' }

/** Width and height of the map: half a degree each, west to east and north to south. */
export const mapSize = { width: 720, height: 360 } as const

/** Where a place is on the map. */
export function onMap({ latitude, longitude }: { latitude: number; longitude: number }): { x: number; y: number } {
  return { x: (longitude + 180) * 2, y: (90 - latitude) * 2 }
}

/**
 * The land of the world as an SVG image. The outlines are those of Natural Earth (public domain), as the package
 * world-atlas carries them: arcs of whole numbers, each the difference to the one before.
 */
export function worldMap(): string {
  const arcs = land.arcs.map((arc) => {
    let [x, y] = [0, 0]
    return arc.map(([dx = 0, dy = 0]) => {
      x += dx
      y += dy
      const [kx = 1, ky = 1] = land.transform.scale
      const [ox = 0, oy = 0] = land.transform.translate
      return onMap({ longitude: x * kx + ox, latitude: y * ky + oy })
    })
  })
  const ringOf = (indexes: number[]) =>
    indexes.flatMap((index, i) => {
      const arc = index < 0 ? arcs[~index]!.toReversed() : arcs[index]!
      return i === 0 ? arc : arc.slice(1)
    })
  const polygons = land.objects.land.geometries.flatMap(({ arcs }) => arcs)
  const path = polygons.flatMap((rings) => rings.map((ring) => pathOf(ringOf(ring)))).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${mapSize.width} ${mapSize.height}"><path fill="#808a96" d="${path}"/></svg>`
}

type Point = { readonly x: number; readonly y: number }

/**
 * A ring as a path. One that crosses the date line goes on beyond the edge of the map, and is drawn a second time where it
 * comes in again; the one around the pole is closed along the lower edge.
 */
function pathOf(ring: readonly Point[]): string {
  const points: Point[] = []
  let shift = 0
  for (const { x, y } of ring) {
    const last = points.at(-1)
    if (last && x + shift - last.x > mapSize.width / 2) shift -= mapSize.width
    if (last && last.x - x - shift > mapSize.width / 2) shift += mapSize.width
    points.push({ x: x + shift, y })
  }
  const [first, last] = [points[0]!, points.at(-1)!]
  if (Math.abs(last.x - first.x) > mapSize.width / 2) {
    points.push({ x: last.x, y: mapSize.height }, { x: first.x, y: mapSize.height })
  }
  const drawn = [0, -mapSize.width, mapSize.width].map((offset) => points.map(({ x, y }) => ({ x: x + offset, y })))
  const isSeen = (copy: readonly Point[]) => copy.some(({ x }) => x >= 0 && x <= mapSize.width)
  return drawn.filter(isSeen).map(lineOf).join('')
}

/** Each point as the difference to the one before it, in tenths: a third of the length. */
function lineOf(points: readonly Point[]): string {
  let [lastX, lastY] = [0, 0]
  const steps = points.map(({ x, y }) => {
    const [tenthX, tenthY] = [Math.round(x * 10), Math.round(y * 10)]
    const step = `${(tenthX - lastX) / 10} ${(tenthY - lastY) / 10}`
    lastX = tenthX
    lastY = tenthY
    return step
  })
  return `M${steps[0]}l${steps.slice(1).join(' ')}z`
}
