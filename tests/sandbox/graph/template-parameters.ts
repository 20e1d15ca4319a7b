import { asObject, wordOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { MessageContent } from '../phones/messages.ts';
import { badParameter, cloudError } from './graph-error.ts';
import { fillButtons } from './template-buttons.ts';
import type { SentComponent } from './template-buttons.ts';
import { parameterProblem, wrongCount } from './parameter-refusals.ts';
import { componentsOf, variablesIn } from './templates.ts';
import type { Template, TemplateComponents } from './templates.ts';

/** A template message with its parameters put in: how it looks, and the header's media if it has one. */
export type FilledTemplate = {
  content: MessageContent;
  headerMedia: HeaderMedia | undefined;
  parameters: JsonObject;
};
export type HeaderMedia = { kind: 'image' | 'video' | 'document'; id?: string; link?: string };

const longestBody = 1024;

/**
 * Checks the parameters of a template message against the template, as strictly as the Cloud API (v23 and later).
 * @throws GraphError 100, 131008, 132000, 132005, 132012 or 132018
 */
export function fillTemplate(template: Template, given: Json | undefined): FilledTemplate {
  const parts = componentsOf(template);
  const sent = readComponents(given);
  const header = fillHeader(
    template,
    parts,
    sent.find((part) => part.type === 'header'),
  );
  const bodyValues = textValues(
    template,
    'body',
    variablesIn(parts.body.text),
    sent.find((part) => part.type === 'body')?.parameters ?? [],
  );
  const text = putIn(parts.body.text, bodyValues);
  if (text.length > longestBody)
    throw cloudError(
      132_005,
      'Translated text too long',
      `body: the text has ${text.length} characters, the most are ${longestBody}`,
    );
  const buttons = fillButtons(
    parts.buttons,
    sent.filter((part) => part.type === 'button'),
  );
  return {
    content: {
      text,
      ...(header.shown ? { header: header.shown } : {}),
      ...(parts.footer?.text ? { footer: parts.footer.text } : {}),
      buttons,
      template: { name: template.name, language: template.language },
    },
    headerMedia: header.media,
    parameters: { ...header.values, ...bodyValues },
  };
}

function readComponents(given: Json | undefined): SentComponent[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) throw badParameter("Param template['components'] must be an array.");
  const components = given.map(readComponent);
  for (const type of ['header', 'body']) {
    if (components.filter((part) => part.type === type).length > 1)
      throw parameterProblem(`Component ${type} appears more than once`);
  }
  return components;
}

function readComponent(given: Json, position: number): SentComponent {
  const component = asObject(given);
  const type = component?.['type'];
  if (!component || typeof type !== 'string')
    throw badParameter(`Param template['components'][${position}]['type'] is required.`);
  const lower = type.toLowerCase();
  if (!['header', 'body', 'button'].includes(lower))
    throw badParameter(
      `Param template['components'][${position}]['type'] must be one of {HEADER, BODY, BUTTON} - got "${type}".`,
    );
  const parameters = component['parameters'] ?? [];
  if (!Array.isArray(parameters))
    throw badParameter(`Param template['components'][${position}]['parameters'] must be an array.`);
  const subType = component['sub_type'];
  const index = component['index'];
  return {
    type: lower,
    subType: typeof subType === 'string' ? subType.toLowerCase() : undefined,
    index: typeof index === 'string' || typeof index === 'number' ? Number(index) : undefined,
    parameters: parameters.map((parameter) => asObject(parameter) ?? refuseParameter(position)),
  };
}

function refuseParameter(position: number): never {
  throw badParameter(`Param template['components'][${position}]['parameters'] must hold JSON objects.`);
}

type FilledHeader = { shown: MessageContent['header']; media: HeaderMedia | undefined; values: JsonObject };

function fillHeader(
  template: Template,
  parts: TemplateComponents,
  sent: SentComponent | undefined,
): FilledHeader {
  const header = parts.header;
  if (!header) {
    if (sent && sent.parameters.length > 0) throw wrongCount('header', sent.parameters.length, 0);
    return { shown: undefined, media: undefined, values: {} };
  }
  if (header.format === 'TEXT') {
    const values = textValues(template, 'header', variablesIn(header.text ?? ''), sent?.parameters ?? []);
    return { shown: { kind: 'text', text: putIn(header.text ?? '', values) }, media: undefined, values };
  }
  const media = readHeaderMedia(header.format, sent?.parameters ?? []);
  const shown = {
    kind: media.kind,
    ...(media.id ? { media: media.id } : {}),
    ...(media.link ? { link: media.link } : {}),
  };
  return { shown, media, values: {} };
}

function readHeaderMedia(format: string, parameters: JsonObject[]): HeaderMedia {
  const [parameter, ...more] = parameters;
  const received = typeof parameter?.['type'] === 'string' ? parameter['type'].toUpperCase() : 'UNKNOWN';
  if (!parameter || received !== format) {
    throw cloudError(
      132_012,
      'Parameter format does not match format in the created template',
      `header: Format mismatch, expected ${format}, received ${received}`,
    );
  }
  if (more.length > 0) throw wrongCount('header', parameters.length, 1);
  const kind = format === 'VIDEO' ? 'video' : format === 'DOCUMENT' ? 'document' : 'image';
  const media = asObject(parameter[kind]);
  if (!media)
    throw cloudError(
      131_008,
      'Required parameter is missing',
      `Parameter of type ${kind} is missing its ${kind} object`,
    );
  const { id, link } = media;
  const known = Object.keys(media).every((key) => ['id', 'link', 'filename', 'provider'].includes(key));
  if (!known) throw badParameter(`Unexpected key in param ${kind}: ${Object.keys(media).join(', ')}`);
  if ((id === undefined) === (link === undefined))
    throw badParameter(`The ${kind} must have exactly one of id and link.`);
  if (id !== undefined) {
    if (typeof id !== 'string' || !/^\d+$/.test(id))
      throw cloudError(131_009, 'Parameter value is not valid', `${kind} id must be a string of digits`);
    return { kind, id };
  }
  if (typeof link !== 'string' || !URL.canParse(link))
    throw cloudError(131_009, 'Parameter value is not valid', `${kind} link must be a URL`);
  return { kind, link };
}

/** The text parameters of a component by variable name. */
function textValues(
  template: Template,
  part: string,
  variables: string[],
  parameters: JsonObject[],
): Record<string, string> {
  if (parameters.length !== variables.length) throw wrongCount(part, parameters.length, variables.length);
  const values: Record<string, string> = {};
  for (const [position, parameter] of parameters.entries()) {
    if (parameter['type'] !== 'text') {
      throw cloudError(
        132_012,
        'Parameter format does not match format in the created template',
        `${part}: Format mismatch, expected TEXT, received ${wordOf(parameter['type']).toUpperCase()}`,
      );
    }
    const name =
      template.parameter_format === 'NAMED'
        ? readName(part, parameter, variables, values)
        : positionOf(part, parameter, position);
    values[name] = cleanText(part, parameter['text']);
  }
  return values;
}

function readName(
  part: string,
  parameter: JsonObject,
  variables: string[],
  taken: Record<string, string>,
): string {
  const name = parameter['parameter_name'];
  if (typeof name !== 'string' || name === '')
    throw cloudError(131_008, 'Required parameter is missing', `${part}: Parameter name is missing or empty`);
  if (!variables.includes(name))
    throw parameterProblem(`${part}: Parameter name "${name}" is not in the template`);
  if (Object.hasOwn(taken, name)) throw parameterProblem(`${part}: Parameter name "${name}" is given twice`);
  return name;
}

function positionOf(part: string, parameter: JsonObject, position: number): string {
  if (parameter['parameter_name'] !== undefined)
    throw parameterProblem(`${part}: the template has positional parameters and takes no parameter_name`);
  return String(position + 1);
}

function cleanText(part: string, text: Json | undefined): string {
  if (typeof text !== 'string' || text.trim() === '')
    throw cloudError(
      131_008,
      'Required parameter is missing',
      `${part}: Parameter of type text is missing text value`,
    );
  if (/[\n\r\t]| {5,}/.test(text))
    throw parameterProblem(
      `${part}: Param text cannot have new-line/tab characters or more than 4 consecutive spaces`,
    );
  return text;
}

function putIn(text: string, values: Record<string, string>): string {
  return text.replace(/\{\{\s*([^{}]*?)\s*\}\}/g, (whole, name: string) => values[name] ?? whole);
}
