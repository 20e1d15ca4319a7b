import { z } from 'zod';
import { metaLanguage } from '#lib/meta/language.ts';
import { wireId, wireText } from '#lib/meta/wire.ts';
import type { TemplateCategoryItem, TemplateItem, TemplateQualityItem } from './webhook-item.ts';

const templateWire = {
  message_template_id: wireId.nullish().catch(null),
  message_template_name: z.string().min(1),
  message_template_language: z.string().min(1),
};

const statusWire = z.object({
  ...templateWire,
  event: z.string().min(1),
  reason: wireText.catch(null),
  rejection_info: z
    .object({ reason: wireText.catch(null) })
    .nullish()
    .catch(null),
  other_info: z
    .object({ description: wireText.catch(null), title: wireText.catch(null) })
    .nullish()
    .catch(null),
});

const categoryWire = z.object({
  ...templateWire,
  new_category: z.string().min(1),
  correct_category: wireText.catch(null),
  previous_category: wireText.catch(null),
});

/**
 * Reads `message_template_status_update`.
 * Source: whatsapp/webhooks/reference/message_template_status_update.
 */
export function readTemplateStatus(json: unknown): TemplateItem {
  const wire = statusWire.parse(json);
  const reason = wire.reason === 'NONE' ? null : wire.reason;
  return {
    kind: 'template',
    metaId: wire.message_template_id ?? null,
    name: wire.message_template_name,
    language: metaLanguage(wire.message_template_language),
    event: wire.event.toUpperCase(),
    reason:
      reason ?? wire.rejection_info?.reason ?? wire.other_info?.description ?? wire.other_info?.title ?? null,
  };
}

const qualityWire = z.object({ ...templateWire, new_quality_score: z.string().min(1) });

/**
 * Reads `template_category_update`: Meta moves templates to marketing by
 * itself, and says so a day ahead and when it is done.
 * Source: whatsapp/webhooks/reference/template_category_update.
 */
export function readTemplateCategory(json: unknown): TemplateCategoryItem {
  const wire = categoryWire.parse(json);
  return {
    kind: 'template_category',
    metaId: wire.message_template_id ?? null,
    name: wire.message_template_name,
    language: metaLanguage(wire.message_template_language),
    category: wire.new_category.toUpperCase(),
    previousCategory: wire.previous_category?.toUpperCase() ?? null,
    comingCategory: wire.correct_category?.toUpperCase() ?? null,
  };
}

/**
 * Reads `message_template_quality_update`: how well a template's messages are taken.
 * Source: whatsapp/webhooks/reference/message_template_quality_update.
 */
export function readTemplateQuality(json: unknown): TemplateQualityItem {
  const wire = qualityWire.parse(json);
  return {
    kind: 'template_quality',
    metaId: wire.message_template_id ?? null,
    name: wire.message_template_name,
    language: metaLanguage(wire.message_template_language),
    quality: wire.new_quality_score.toUpperCase(),
  };
}
