import { z } from 'zod';
import { metaLanguage } from '#lib/meta/language.ts';
import { wireId, wireText } from '#lib/meta/wire.ts';

/** A template as it stands with Meta. */
export type TemplateDraft = {
  metaId: string;
  name: string;
  /** Meta's code with `_`, such as `pt_BR`. NULL: not asked for. */
  language: string | null;
  /** Upper case: `APPROVED`, `PENDING`, `REJECTED`, `PAUSED`, `DISABLED` and others. */
  status: string;
  category: string | null;
  /** NULL: none. */
  rejectedReason: string | null;
  /** How well its messages are taken: `GREEN`, `YELLOW`, `RED` or `UNKNOWN`. NULL: not asked for. */
  quality: string | null;
  /** NULL: not asked for, or without one. */
  body: string | null;
};

export const templateFields = 'id,name,status,category,language,rejected_reason,quality_score,components';

const component = z.object({ type: z.string(), text: z.string().optional() });
const templateWire = z.object({
  id: wireId,
  name: z.string().min(1),
  language: wireText,
  status: z.string().min(1),
  category: wireText,
  rejected_reason: wireText,
  quality_score: z.object({ score: wireText }).nullish().catch(null),
  components: z.array(z.unknown()).catch([]),
});

/** Reads one item of `/{waba}/message_templates`. */
export function readTemplateDraft(json: unknown): TemplateDraft | undefined {
  const parsed = templateWire.safeParse(json);
  if (!parsed.success) return undefined;
  const template = parsed.data;
  const components = template.components.flatMap((each) => component.safeParse(each).data ?? []);
  return {
    metaId: template.id,
    name: template.name,
    language: template.language === null ? null : metaLanguage(template.language),
    status: template.status.toUpperCase(),
    category: template.category?.toUpperCase() ?? null,
    rejectedReason: template.rejected_reason === 'NONE' ? null : template.rejected_reason,
    quality: template.quality_score?.score?.toUpperCase() ?? null,
    body: components.find((each) => each.type.toUpperCase() === 'BODY')?.text ?? null,
  };
}

/** The answer to a submission. */
export const templateCreated = z.object({
  id: wireId,
  status: z.string().regex(/^[A-Z_]+$/i),
  category: wireText,
});
