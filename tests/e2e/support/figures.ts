/** Prints measured figures as a short table, for whoever reads the run. */
export function printFigures(title: string, figures: Record<string, string | number>): void {
  const width = Math.max(...Object.keys(figures).map((name) => name.length));
  const rows = Object.entries(figures).map(([name, figure]) => `    ${name.padEnd(width)}  ${figure}`);
  console.log(`  ${title}\n${rows.join('\n')}`);
}

/** "4.2 s" */
export const inSeconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
