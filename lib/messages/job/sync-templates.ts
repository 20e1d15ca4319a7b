import { metaConfig } from '../../accounts/meta-config.ts';
import type { JobContext } from '../../jobs/job-context.ts';
import { listTemplates } from '../../whatsapp/client.ts';
import type { TemplateDraft } from '../../whatsapp/template-draft.ts';
import { postponeTemplates, saveTemplate } from '../commands/save-template.ts';
import { openSender } from '../queries/senders.ts';
import { listRefusedTemplates } from '../queries/refused-templates.ts';
import { qualityReason } from '../templates/template-reason.ts';
import { templateSet } from '../templates/template-set.ts';
import { templateState } from '../templates/template-state.ts';
import { exampleUploader, type Standing, submitTemplate } from './submit-template.ts';

/**
 * Brings our templates and Meta's list together: submits what is missing there,
 * and notes how each stands. Safe to repeat. One that fails leaves the others
 * be, unless Meta asks to be left alone.
 * @returns whether every one was found or submitted
 */
export async function syncTemplates(
  { db, env, log }: JobContext,
  { senderId }: { senderId: string },
): Promise<boolean> {
  const opened = await openSender(db, senderId);
  if (!opened) return false;
  const { from } = opened;
  const config = metaConfig(env, opened.accessToken);
  const listed = await listTemplates(config, from.wabaId);
  if (!listed.ok) {
    log.warn({ senderId, details: listed.details }, 'templates_not_listed');
    await postponeTemplates(db, senderId);
    return false;
  }
  const refused = new Set(await listRefusedTemplates(db, senderId));
  const example = exampleUploader(config);
  let complete = true;
  for (const own of templateSet(env.STORYWIRE_URL)) {
    const { name, language } = own.definition;
    const known = listed.templates.find((each) => each.name === name && each.language === language);
    const save = async (standing: Standing) =>
      saveTemplate(db, { senderId, name, language, publicUrl: env.STORYWIRE_URL, ...standing });
    if (known) {
      await save(standingOf(known));
      continue;
    }
    if (refused.has(`${name} ${language}`)) {
      complete = false;
      continue;
    }
    const submitted = await submitTemplate(config, from.wabaId, own, example);
    if (submitted.done) {
      await save(submitted.standing);
      if (submitted.standing.state !== 'missing') continue;
    }
    const { reason } = submitted.standing;
    log.error({ senderId, template: name, language, reason }, 'template_not_created');
    complete = false;
    if (submitted.done) continue;
    await postponeTemplates(db, senderId);
    break;
  }
  return complete;
}

function standingOf({ metaId, status, category, rejectedReason, quality }: TemplateDraft): Standing {
  const state = templateState(status);
  return {
    metaId,
    state,
    category,
    reason: rejectedReason ?? (state === 'approved' ? qualityReason(quality) : null),
  };
}
