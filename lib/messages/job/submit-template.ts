import sharp from 'sharp';
import type { MetaConfig } from '../../meta/config.ts';
import { createTemplate, uploadHeaderExample } from '../../whatsapp/client.ts';
import type { TemplateFacts } from '../commands/save-template.ts';
import type { OwnTemplate } from '../templates/template-set.ts';
import { templateState } from '../templates/template-state.ts';

export type Standing = Pick<TemplateFacts, 'metaId' | 'state' | 'category' | 'reason'>;

/** `done: false`: Meta did not judge it, being away, busy or closed to us; the next one would fare no better. */
export type Submitted = { done: boolean; standing: Standing };

/**
 * Submits a template of ours for approval.
 * @param example handle of the header's example; '' when it could not be uploaded
 * @returns how it then stands; `missing` with the reason when Meta did not take it
 */
export async function submitTemplate(
  config: MetaConfig,
  wabaId: string,
  own: OwnTemplate,
  example: () => Promise<string>,
): Promise<Submitted> {
  const missing = (reason: string, done = true): Submitted => ({
    done,
    standing: { metaId: null, state: 'missing', category: null, reason },
  });
  const headerHandle = own.hasPicture ? await example() : undefined;
  if (headerHandle === '') return missing('the example picture could not be uploaded');
  const created = await createTemplate(config, wabaId, { ...own.definition, headerHandle });
  if (!created.ok) return missing(created.details, created.result === 'unknown');
  const { metaId, status, category } = created;
  return { done: true, standing: { metaId, state: templateState(status), category, reason: null } };
}

/** Uploads a plain picture of a story's proportions for Meta's reviewers, once, when first asked. */
export function exampleUploader(config: MetaConfig): () => Promise<string> {
  let made: Promise<string> | undefined;
  return () => (made ??= uploadExample(config));
}

async function uploadExample(config: MetaConfig): Promise<string> {
  const picture = sharp({ create: { width: 540, height: 960, channels: 3, background: '#1f4b45' } });
  const bytes = new Uint8Array(await picture.jpeg({ quality: 80 }).toBuffer());
  const uploaded = await uploadHeaderExample(config, { bytes, mimeType: 'image/jpeg', name: 'example.jpg' });
  return uploaded.ok ? uploaded.handle : '';
}
