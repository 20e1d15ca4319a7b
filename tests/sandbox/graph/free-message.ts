import { asObject, wordOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { ContentButton, ContentList, MessageContent } from '../phones/messages.ts';
import { badParameter, cloudError } from './graph-error.ts';
import type { HeaderMedia } from './template-parameters.ts';

/** A message that is no template: allowed only while the person's 24 hours run. */
export type FreeMessage = { content: MessageContent; media: HeaderMedia | undefined };

/**
 * Reads a text, image, video, reply-button or list message.
 * @throws GraphError 100, 131008, 131009 or, for the other types, 131051
 */
export function readFreeMessage(message: JsonObject, type: string): FreeMessage {
  const part = asObject(message[type]);
  if (type === 'text') return { content: readText(part), media: undefined };
  if (type === 'image' || type === 'video') return readMedia(part, type);
  if (type === 'interactive') return readInteractive(part);
  const known = ['document', 'audio', 'sticker', 'location', 'contacts', 'reaction'];
  if (known.includes(type))
    throw cloudError(
      131_051,
      'Unsupported message type',
      `Messages of type ${type} are not imitated by this sandbox.`,
    );
  throw badParameter(
    `Param type must be one of {AUDIO, CONTACTS, DOCUMENT, IMAGE, INTERACTIVE, LOCATION, REACTION, STICKER, TEMPLATE, TEXT, VIDEO} - got "${type}".`,
  );
}

function readText(part: JsonObject | undefined): MessageContent {
  if (!part) throw badParameter("The parameter text['body'] is required.");
  allowOnly(part, ['body', 'preview_url'], 'text');
  return { text: sized(part['body'], 4096, "text['body']") };
}

function readMedia(part: JsonObject | undefined, kind: 'image' | 'video'): FreeMessage {
  if (!part) throw badParameter(`The parameter ${kind} is required.`);
  allowOnly(part, ['id', 'link', 'caption'], kind);
  const media = mediaOf(part, kind);
  const caption = part['caption'] === undefined ? '' : sized(part['caption'], 1024, `${kind}['caption']`);
  return { content: { text: caption, header: shownMedia(media) }, media };
}

function readInteractive(part: JsonObject | undefined): FreeMessage {
  if (!part) throw badParameter('The parameter interactive is required.');
  allowOnly(part, ['type', 'header', 'body', 'footer', 'action'], 'interactive');
  if (part['type'] !== 'button' && part['type'] !== 'list')
    throw cloudError(
      131_051,
      'Unsupported message type',
      `Interactive messages of type ${wordOf(part['type'])} are not imitated by this sandbox.`,
    );
  const body = asObject(part['body']);
  const footer = asObject(part['footer']);
  const header = readHeader(asObject(part['header']));
  const isList = part['type'] === 'list';
  if (isList && header.media)
    throw badParameter("Param interactive['header']['type'] must be one of {TEXT} for a list.");
  const action = asObject(part['action']);
  const content: MessageContent = {
    text: sized(body?.['text'], isList ? 4096 : 1024, "interactive['body']['text']"),
    ...(header.shown ? { header: header.shown } : {}),
    ...(footer ? { footer: sized(footer['text'], 60, "interactive['footer']['text']") } : {}),
    ...(isList ? { list: readList(action) } : { buttons: readButtons(action?.['buttons']) }),
  };
  return { content, media: header.media };
}

function readHeader(header: JsonObject | undefined): {
  shown: MessageContent['header'];
  media: HeaderMedia | undefined;
} {
  if (!header) return { shown: undefined, media: undefined };
  const kind = header['type'];
  if (kind === 'text')
    return {
      shown: { kind, text: sized(header['text'], 60, "interactive['header']['text']") },
      media: undefined,
    };
  if (kind !== 'image' && kind !== 'video' && kind !== 'document')
    throw badParameter("Param interactive['header']['type'] must be one of {TEXT, IMAGE, VIDEO, DOCUMENT}.");
  const media = mediaOf(asObject(header[kind]) ?? {}, kind);
  return { shown: shownMedia(media), media };
}

function readButtons(buttons: Json | undefined): ContentButton[] {
  if (!Array.isArray(buttons) || buttons.length === 0)
    throw badParameter("The parameter interactive['action']['buttons'] is required.");
  if (buttons.length > 3)
    throw cloudError(
      131_009,
      'Parameter value is not valid',
      'Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3',
    );
  const read = buttons.map((button): ContentButton => {
    const reply = asObject(asObject(button)?.['reply']);
    if (asObject(button)?.['type'] !== 'reply' || !reply)
      throw badParameter("Param interactive['action']['buttons'] must hold buttons of type reply.");
    return {
      type: 'reply',
      text: sized(reply['title'], 20, 'button title'),
      payload: sized(reply['id'], 256, 'button id'),
    };
  });
  for (const key of ['text', 'payload'] as const) {
    if (new Set(read.map((button) => button[key])).size < read.length)
      throw cloudError(131_009, 'Parameter value is not valid', 'Duplicated button title or id');
  }
  return read;
}

/** At most ten sections and ten rows in all; a title for every section once there is more than one. */
function readList(action: JsonObject | undefined): ContentList {
  if (!action) throw badParameter("The parameter interactive['action'] is required.");
  allowOnly(action, ['button', 'sections'], "interactive['action']");
  const { sections } = action;
  if (!Array.isArray(sections) || sections.length === 0)
    throw badParameter("The parameter interactive['action']['sections'] is required.");
  if (sections.length > 10) throw tooMany('Invalid sections count. Max allowed sections: 10');
  const rows = sections.flatMap((section): ContentList['rows'] => {
    const given = asObject(section);
    if (!given) throw badParameter("Param interactive['action']['sections'] must hold sections.");
    allowOnly(given, ['title', 'rows'], 'section');
    if (given['title'] !== undefined || sections.length > 1) sized(given['title'], 24, 'section title');
    if (!Array.isArray(given['rows']) || given['rows'].length === 0)
      throw badParameter("The parameter section['rows'] is required.");
    return given['rows'].map(readRow);
  });
  if (rows.length > 10) throw tooMany('Total row count exceed max allowed count: 10');
  if (new Set(rows.map(({ id }) => id)).size < rows.length) throw tooMany('Duplicated row id');
  return { button: sized(action['button'], 20, "interactive['action']['button']"), rows };
}

function readRow(row: Json): ContentList['rows'][number] {
  const given = asObject(row);
  if (!given) throw badParameter("Param section['rows'] must hold rows.");
  allowOnly(given, ['id', 'title', 'description'], 'row');
  const { description } = given;
  return {
    id: sized(given['id'], 200, 'row id'),
    title: sized(given['title'], 24, 'row title'),
    ...(description === undefined ? {} : { description: sized(description, 72, 'row description') }),
  };
}

const tooMany = (details: string) => cloudError(131_009, 'Parameter value is not valid', details);

function mediaOf(part: JsonObject, kind: HeaderMedia['kind']): HeaderMedia {
  const { id, link } = part;
  if ((id === undefined) === (link === undefined))
    throw badParameter(`The ${kind} must have exactly one of id and link.`);
  if (typeof id === 'string' && /^\d+$/.test(id)) return { kind, id };
  if (typeof link === 'string' && URL.canParse(link)) return { kind, link };
  throw cloudError(
    131_009,
    'Parameter value is not valid',
    `${kind} needs an id of digits or a link that is a URL`,
  );
}

function shownMedia(media: HeaderMedia): NonNullable<MessageContent['header']> {
  return {
    kind: media.kind,
    ...(media.id ? { media: media.id } : {}),
    ...(media.link ? { link: media.link } : {}),
  };
}

function sized(value: Json | undefined, most: number, name: string): string {
  if (typeof value !== 'string' || value === '') throw badParameter(`The parameter ${name} is required.`);
  if (value.length > most) throw badParameter(`Param ${name} must be at most ${most} characters long.`);
  return value;
}

function allowOnly(part: JsonObject, keys: string[], name: string): void {
  const unknown = Object.keys(part).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw badParameter(`Unexpected key "${unknown}" on param "${name}".`);
}
