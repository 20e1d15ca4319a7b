import { z } from 'zod';
import { numberKinds, roles } from '../words.ts';

const region = z.object({
  name: z.string(),
  group: z.string().nullable(),
  countries: z.array(z.string()),
  time_zone: z.string(),
  language: z.string(),
  mark: z.object({ text: z.string(), color: z.string() }),
  accounts: z.array(z.object({ ig_user_id: z.string(), username: z.string(), name: z.string() })),
  numbers: z.array(
    z.object({
      number: z.string(),
      label: z.string(),
      kind: z.enum(numberKinds),
      language: z.string().optional(),
    }),
  ),
  people: z.array(z.object({ name: z.string(), email: z.string(), role: z.enum(roles) })),
});

/** The demo brand as the sandbox tells it (`GET /_sandbox/brand`): one home for it, and it is not here. */
export const demoBrand = z.object({
  brand: z.object({ name: z.string() }),
  groups: z.array(z.object({ key: z.string(), name: z.string() })),
  regions: z.array(region),
});

export type DemoBrand = z.infer<typeof demoBrand>;
export type DemoRegion = DemoBrand['regions'][number];
