/** Does what can wait once the next frame is painted, so that what a finger has just done is seen first. */
export function afterPaint(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work));
}
