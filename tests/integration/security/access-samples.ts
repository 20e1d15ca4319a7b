import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessSamples, AccessWorld, Place } from './access-world.ts';

/** The samples of all areas as one. An entry that two areas bring fails, since one of them would not count. */
export async function readSamples(): Promise<Required<AccessSamples>> {
  const all = { pathParts: {}, queries: {}, bodies: {}, forms: {} } satisfies Required<AccessSamples>;
  const folder = join(import.meta.dirname, 'access-samples');
  for (const file of readdirSync(folder)) {
    const area = (await import(join(folder, file))) as { samples: AccessSamples };
    for (const kind of ['pathParts', 'queries', 'bodies', 'forms'] as const) {
      for (const [name, sample] of Object.entries(area.samples[kind] ?? {})) {
        if (name in all[kind]) throw new Error(`Two files of access-samples/ say what ${name} is.`);
        Object.assign(all[kind], { [name]: sample });
      }
    }
  }
  return all;
}

/** The path of a page or route, with something of the place in each of its changing parts. */
export async function samplePath(
  samples: Required<AccessSamples>,
  target: string,
  world: AccessWorld,
  place: Place,
): Promise<string> {
  const parts = target.split('/').map(async (part) => {
    if (!part.startsWith('[')) return part;
    const sample = samples.pathParts[part];
    if (!sample) throw new Error(`Say in access-samples/ what stands for ${part}.`);
    return await sample(world, place);
  });
  return (await Promise.all(parts)).join('/') + ((await samples.queries[target]?.(world, place)) ?? '');
}
