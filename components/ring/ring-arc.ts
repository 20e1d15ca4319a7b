const round = (value: number) => Math.round(value * 100) / 100;

/**
 * The part of a day's ring that is still to come, as an SVG path: from where
 * the hand stands, clockwise, to twelve o'clock. What has gone lies between
 * twelve and the hand, as on a clock whose hand goes round once a day.
 * @param gone hours gone, 0 to 24
 * @returns null when nothing is left
 */
export function ringArc(gone: number, center: number, radius: number): string | null {
  if (gone >= 24) return null;
  // A full circle has no direction as an arc, so a fresh story starts a hair's breadth in.
  const angle = (Math.max(gone, 0.01) / 24) * 2 * Math.PI;
  const x = round(center + radius * Math.sin(angle));
  const y = round(center - radius * Math.cos(angle));
  const large = gone < 12 ? 1 : 0;
  return `M${x} ${y}A${radius} ${radius} 0 ${large} 1 ${center} ${round(center - radius)}`;
}
