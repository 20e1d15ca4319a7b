import { brand } from '../brand.ts';
import type { Json, JsonObject } from '../json.ts';
import { digitId } from '../store/ids.ts';
import {
  templateCategoryEntry,
  templateComingCategoryEntry,
  templateEntry,
  templateQualityEntry,
} from '../webhooks/payloads.ts';
import type { World } from '../world.ts';
import { parseFields } from './fields.ts';
import { badParameter, missingObject } from './graph-error.ts';
import { selectFields } from './node-type.ts';
import type { NodeType } from './node-type.ts';
import { decodeCursor, pageOfList, readLimit } from './paging.ts';
import { ok, parameter, textParameter } from './request.ts';
import type { GraphAnswer, GraphRequest } from './request.ts';
import { templateLanguages } from './template-languages.ts';
import { readTemplateComponents } from './template-rules.ts';
import { componentsOf, findTemplate, findTemplateByName, listTemplates } from './templates.ts';
import type { Template, TemplateComponents, TemplateStatus } from './templates.ts';
import { handleType } from './uploads-edge.ts';

const reviewMs = 1000;
const mostTemplates = 250;
const blockedMs = 30 * 24 * 60 * 60 * 1000;
const editEveryMs = 24 * 60 * 60 * 1000;
const creationKeys = [
  'name',
  'language',
  'category',
  'parameter_format',
  'components',
  'message_send_ttl_seconds',
  'allow_category_change',
  'sub_category',
];

const templateNode: NodeType<Template> = {
  name: 'WhatsAppBusinessHSM',
  defaults: ['name', 'parameter_format', 'components', 'language', 'status', 'category', 'id'],
  fields: {
    id: (_, template) => template.id,
    name: (_, template) => template.name,
    language: (_, template) => template.language,
    category: (_, template) => template.category,
    status: (_, template) => template.status,
    parameter_format: (_, template) => template.parameter_format,
    components: (_, template) => showComponents(componentsOf(template)),
    rejected_reason: (_, template) => template.rejected_reason,
    quality_score: (world, template) => ({
      score: qualityOf(world, template.id),
      date: Math.floor(Date.now() / 1000),
    }),
    message_send_ttl_seconds: (_, template) => template.ttl_seconds ?? undefined,
    previous_category: () => undefined,
  },
};

/** `POST /{waba-id}/message_templates` */
export function createTemplate(world: World, request: GraphRequest): GraphAnswer {
  const body = request.json ?? (Object.fromEntries(request.params) as JsonObject);
  const unknown = request.json && Object.keys(body).find((key) => !creationKeys.includes(key));
  if (unknown) throw badParameter(`Unexpected key "${unknown}" on the template.`);
  const name = textParameter(request, 'name') ?? '';
  const language = textParameter(request, 'language') ?? '';
  if (!/^[a-z0-9_]{1,512}$/.test(name))
    throw invalid('The name may hold lower-case letters, digits and underscores only, at most 512.');
  if (!templateLanguages.has(language))
    throw badParameter(`Param language must be one of the supported languages - got "${language}".`);
  const format = readFormat(textParameter(request, 'parameter_format'));
  const asked = readCategory(textParameter(request, 'category'));
  const components = readTemplateComponents(parameter(request, 'components'), {
    format,
    category: asked,
    handleType: (handle) => handleType(world, handle),
  });
  refuseDuplicate(world, name, language);
  const category = asked === 'UTILITY' && soundsPromotional(components) ? 'MARKETING' : asked;
  const id = digitId('1', 15);
  const ttl = readTtl(textParameter(request, 'message_send_ttl_seconds'), asked);
  world.store.transaction(() => {
    world.store.run(
      `INSERT INTO template (id, name, language, category, parameter_format, status, components, ttl_seconds, created_at)
       VALUES (?, ?, ?, ?, ?, 'PENDING', ?, ?, ?)`,
      id,
      name,
      language,
      category,
      format,
      JSON.stringify(components),
      ttl,
      Date.now(),
    );
    world.due.at(Date.now() + reviewMs, 'review-template', id);
  });
  world.hints.tell({ topic: 'templates', id });
  return ok({ id, status: 'PENDING', category });
}

/** `GET /{waba-id}/message_templates` */
export function readTemplates(world: World, request: GraphRequest): GraphAnswer {
  const { params } = request;
  const fields = params.get('fields');
  const requested = fields ? parseFields(fields) : undefined;
  const wanted = (key: string): string[] | undefined =>
    params
      .get(key)
      ?.replaceAll(/["[\]]/g, '')
      .split(',')
      .map((text) => text.toUpperCase());
  const [statuses, categories, languages] = [wanted('status'), wanted('category'), wanted('language')];
  const found = listTemplates(world).filter(
    (template) =>
      (statuses?.includes(template.status) ?? true) &&
      (categories?.includes(template.category) ?? true) &&
      (languages?.includes(template.language.toUpperCase()) ?? true) &&
      template.name.includes(params.get('name') ?? ''),
  );
  const address = new URL(`${world.address}/${request.version}/${brand.waba_id}/message_templates`);
  for (const key of ['fields', 'status', 'category', 'language', 'name', 'limit']) {
    const value = params.get(key);
    if (value !== null) address.searchParams.set(key, value);
  }
  return ok(
    pageOfList(found, {
      key: (template) => template.id,
      show: (template) => selectFields(world, templateNode, template, requested),
      limit: readLimit(params.get('limit')),
      after: decodeCursor(params.get('after')),
      address: address.href,
    }),
  );
}

/** `GET /{template-id}` */
export function readTemplate(world: World, template: Template, request: GraphRequest): GraphAnswer {
  const fields = request.params.get('fields');
  return ok(selectFields(world, templateNode, template, fields ? parseFields(fields) : undefined));
}

/** `POST /{template-id}`: edits it and has it reviewed again. */
export function editTemplate(world: World, template: Template, request: GraphRequest): GraphAnswer {
  if (!['APPROVED', 'REJECTED', 'PAUSED'].includes(template.status)) {
    throw badParameter('Invalid parameter', {
      subcode: 2388039,
      userTitle: 'Template cannot be edited',
      userMessage: `A template that is ${template.status} cannot be edited.`,
    });
  }
  if (
    template.status === 'APPROVED' &&
    template.edited_at !== null &&
    template.edited_at > Date.now() - editEveryMs
  ) {
    throw invalid('An approved template can be edited once in 24 hours.');
  }
  const category = readCategory(textParameter(request, 'category') ?? template.category);
  if (category !== template.category && template.status === 'APPROVED')
    throw invalid('The category of an approved template cannot be changed.');
  const given = parameter(request, 'components');
  const components =
    given === undefined
      ? template.components
      : JSON.stringify(
          readTemplateComponents(given, {
            format: template.parameter_format,
            category,
            handleType: (handle) => handleType(world, handle),
          }),
        );
  world.store.transaction(() => {
    world.store.run(
      "UPDATE template SET components = ?, category = ?, status = 'PENDING', edited_at = ? WHERE id = ?",
      components,
      category,
      Date.now(),
      template.id,
    );
    world.due.at(Date.now() + reviewMs, 'review-template', template.id);
  });
  return ok({ success: true });
}

/** `DELETE /{waba-id}/message_templates?name=…[&hsm_id=…]`: all languages of a name, or one template. */
export function deleteTemplates(world: World, request: GraphRequest): GraphAnswer {
  const name = textParameter(request, 'name');
  const id = textParameter(request, 'hsm_id');
  if (!name) throw badParameter('The parameter name is required.');
  const found = listTemplates(world).filter(
    (template) => template.name === name && (id === undefined || template.id === id),
  );
  if (found.length === 0) throw missingObject(id ?? name, 'delete');
  for (const template of found)
    world.store.run('UPDATE template SET deleted_at = ? WHERE id = ?', Date.now(), template.id);
  world.hints.tell({ topic: 'templates' });
  return ok({ success: true });
}

/** Gives a template a new state and tells it by webhook. */
export function setTemplateStatus(world: World, id: string, status: TemplateStatus, reason: string): boolean {
  const template = findTemplate(world, id);
  if (!template) return false;
  world.store.run(
    'UPDATE template SET status = ?, rejected_reason = ?, was_approved = max(was_approved, ?) WHERE id = ?',
    status,
    reason,
    status === 'APPROVED' ? 1 : 0,
    id,
  );
  world.webhooks.queue('whatsapp', templateEntry(template, status, reason));
  world.hints.tell({ topic: 'templates', id });
  return true;
}

/** Puts a template into another category, as Meta does by itself, and tells it by webhook. */
export function moveTemplate(world: World, id: string, category: string): boolean {
  const template = findTemplate(world, id);
  if (!template) return false;
  world.store.run('UPDATE template SET category = ? WHERE id = ?', category, id);
  world.webhooks.queue('whatsapp', templateCategoryEntry(template, category));
  world.hints.tell({ topic: 'templates', id });
  return true;
}

/** Tells a day ahead that a template will be put into another category. */
export function announceMove(world: World, id: string, category: string): boolean {
  const template = findTemplate(world, id);
  if (!template) return false;
  world.webhooks.queue('whatsapp', templateComingCategoryEntry(template, category));
  return true;
}

/** Rates how a template's messages are taken, and tells it by webhook. */
export function rateTemplate(world: World, id: string, score: string): boolean {
  const template = findTemplate(world, id);
  if (!template) return false;
  const before = qualityOf(world, id);
  world.store.run('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)', qualityKey(id), score);
  world.webhooks.queue('whatsapp', templateQualityEntry(template, before, score));
  return true;
}

const qualityKey = (id: string): string => `template-quality ${id}`;

function qualityOf(world: World, id: string): string {
  const row = world.store.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', qualityKey(id));
  return row?.value ?? 'UNKNOWN';
}

/** Ends the review of a template that is still waiting for it. */
export function reviewTemplate(world: World, id: string): void {
  if (findTemplate(world, id)?.status === 'PENDING') setTemplateStatus(world, id, 'APPROVED', 'NONE');
}

function refuseDuplicate(world: World, name: string, language: string): void {
  if (listTemplates(world).length >= mostTemplates)
    throw invalid('There are 250 templates already.', 2388019);
  if (findTemplateByName(world, name, language))
    throw invalid(`There is already ${language} content for this template.`, 2388024);
  const blocked = world.store.get(
    'SELECT id FROM template WHERE name = ? AND language = ? AND was_approved = 1 AND deleted_at > ?',
    name,
    language,
    Date.now() - blockedMs,
  );
  if (blocked)
    throw invalid(
      `New ${language} content cannot be added while the existing content is being deleted. Try again in 4 weeks or use another name.`,
      2388023,
    );
}

function readFormat(text: string | undefined): Template['parameter_format'] {
  const format = (text ?? 'POSITIONAL').toUpperCase();
  if (format === 'POSITIONAL' || format === 'NAMED') return format;
  throw badParameter('Param parameter_format must be one of {POSITIONAL, NAMED}.');
}

/** How long a message of each category may be told to live, in seconds (Cloud API, "time-to-live"); -1 means 30 days. */
const ttlBounds: Record<string, { least: number; most: number }> = {
  AUTHENTICATION: { least: 30, most: 15 * 60 },
  UTILITY: { least: 30, most: 12 * 60 * 60 },
  MARKETING: { least: 12 * 60 * 60, most: 30 * 24 * 60 * 60 },
};

function readTtl(text: string | undefined, category: string): number | null {
  if (text === undefined) return null;
  const ttl = Number(text);
  if (ttl === -1 && category !== 'MARKETING') return null;
  const bounds = ttlBounds[category];
  if (!bounds || !Number.isInteger(ttl) || ttl < bounds.least || ttl > bounds.most) {
    throw badParameter(
      `Param message_send_ttl_seconds must be from ${bounds?.least ?? 0} to ${bounds?.most ?? 0} for ${category}.`,
    );
  }
  return ttl;
}

function readCategory(text: string | undefined): string {
  const category = text?.toUpperCase() ?? '';
  if (['UTILITY', 'MARKETING', 'AUTHENTICATION'].includes(category)) return category;
  throw badParameter(
    `Param category must be one of {AUTHENTICATION, MARKETING, UTILITY} - got "${text ?? ''}".`,
  );
}

/** Meta moves a utility template that advertises to the marketing category by itself. */
function soundsPromotional(components: TemplateComponents): boolean {
  return /\b(discount|% off|sale|coupon|buy now|limited offer|exclusive offer)\b/i.test(
    `${components.header?.text ?? ''} ${components.body.text}`,
  );
}

function showComponents(parts: TemplateComponents): Json {
  const shown = [
    ...(parts.header ? [{ type: 'HEADER', ...parts.header }] : []),
    { type: 'BODY', ...parts.body },
    ...(parts.footer ? [{ type: 'FOOTER', ...parts.footer }] : []),
    ...(parts.buttons.length > 0 ? [{ type: 'BUTTONS', buttons: parts.buttons }] : []),
  ];
  return shown as unknown as Json;
}

function invalid(sentence: string, subcode?: number): Error {
  return badParameter('Invalid parameter', {
    message: 'Invalid parameter',
    userTitle: 'Message template cannot be saved',
    userMessage: sentence,
    ...(subcode === undefined ? {} : { subcode }),
  });
}
