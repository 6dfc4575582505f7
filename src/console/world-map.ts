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

function pathOf(points: readonly { x: number; y: number }[]): string {
  const shown = points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`)
  return `M${shown.join('L')}z`
}
