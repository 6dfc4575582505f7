/** A progress bar on a terminal's standard error; elsewhere nothing. Call the answer once for every step of `total`. */
export function progressOf(label: string, total: number): () => void {
  const { stderr } = process
  if (!stderr.isTTY) return () => {}
  const width = 30
  let done = 0
  let shown = -1
  return () => {
    done++
    const percent = Math.floor((100 * done) / total)
    if (percent === shown) return
    shown = percent
    const filled = Math.round((width * percent) / 100)
    stderr.write(`\r${label} ${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${String(percent).padStart(3)} %`)
    if (done >= total) stderr.write('\r\u001b[K')
  }
}
