import { asObject, wordOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { badParameter } from './graph-error.ts';
import { variablesIn } from './templates.ts';
import type { Template, TemplateButton, TemplateComponents } from './templates.ts';

export type TemplateContext = {
  format: Template['parameter_format'];
  category: string;
  /** The type of file behind a header handle that this app uploaded. */
  handleType: (handle: string) => string | undefined;
};

const authenticationBody = '{{1}} is your verification code.';
const safetySentence = ' For your security, do not share this code.';

/**
 * Checks the components of a template as Meta does on creation.
 * @throws GraphError 100 with one of the subcodes 2388040, 2388043, 2388047, 2388072, 2388073, 2388293, 2388299
 */
export function readTemplateComponents(
  given: Json | undefined,
  context: TemplateContext,
): TemplateComponents {
  const list = typeof given === 'string' ? (JSON.parse(given) as Json) : given;
  if (!Array.isArray(list) || list.length === 0) throw badParameter('The parameter components is required.');
  const parts = list.map((part) => asObject(part) ?? refuse());
  const find = (type: string): JsonObject | undefined => {
    const found = parts.filter((part) => wordOf(part['type']).toUpperCase() === type);
    if (found.length > 1) throw problem(`There may be one component of type ${type}.`);
    return found[0];
  };
  const unknown = parts.find(
    (part) => !['HEADER', 'BODY', 'FOOTER', 'BUTTONS'].includes(wordOf(part['type']).toUpperCase()),
  );
  if (unknown) throw problem(`Component type ${wordOf(unknown['type'])} is unknown.`);
  const [header, body, footer, buttons] = [find('HEADER'), find('BODY'), find('FOOTER'), find('BUTTONS')];
  if (!body) throw problem('A template needs a component of type BODY.', 2388072);
  return {
    ...(header ? { header: readHeader(header, context) } : {}),
    body: context.category === 'AUTHENTICATION' ? readCodeBody(body) : readBody(body, context),
    ...(footer ? { footer: readFooter(footer) } : {}),
    buttons: buttons ? readButtons(buttons['buttons'], context) : [],
  };
}

function readHeader(part: JsonObject, context: TemplateContext): NonNullable<TemplateComponents['header']> {
  const format = wordOf(part['format']).toUpperCase();
  const example = asObject(part['example']);
  if (format === 'TEXT') return readTextHeader(part, context, example);
  if (format !== 'IMAGE' && format !== 'VIDEO' && format !== 'DOCUMENT')
    throw problem(`Header format ${format} is not supported.`, 2388047);
  const handle = Array.isArray(example?.['header_handle']) ? example['header_handle'][0] : undefined;
  if (typeof handle !== 'string') throw missingExample('A media header needs example.header_handle.');
  const type = context.handleType(handle);
  if (type === undefined)
    throw badParameter('The header_handle is invalid: upload the example file first.', { subcode: 2388047 });
  const fits =
    format === 'DOCUMENT' ? type === 'application/pdf' : type.startsWith(`${format.toLowerCase()}/`);
  if (!fits) throw problem(`The header's example is ${type}, which is no ${format}.`, 2388047);
  return { format, example: { header_handle: [handle] } };
}

function readTextHeader(
  part: JsonObject,
  context: TemplateContext,
  example: JsonObject | undefined,
): NonNullable<TemplateComponents['header']> {
  const text = textOf(part, 60, 2388047);
  const variables = checkVariables(text, context, 2388047);
  if (variables.length > 1) throw problem('A header may hold one variable.', 2388047);
  if (/[\n*_~]/.test(text) || /\p{Extended_Pictographic}/u.test(text))
    throw problem('A header may not hold new lines, formatting or emoji.', 2388047);
  if (variables.length === 1 && !example) throw missingExample('A header with a variable needs an example.');
  return { format: 'TEXT', text, ...(example ? { example } : {}) };
}

function readBody(part: JsonObject, context: TemplateContext): TemplateComponents['body'] {
  const text = textOf(part, 1024, 2388072);
  const variables = checkVariables(text, context, 2388072);
  const bare = text.trim();
  if (/^\{\{[^{}]*\}\}/.test(bare) || /\{\{[^{}]*\}\}[\s.!?…。]*$/.test(bare)) {
    throw problem('Variables may not be at the start or end of the template.', 2388299);
  }
  if (/\n{3,}/.test(text)) throw problem('The body may not hold more than two new lines in a row.', 2388072);
  if (wordsIn(bare) < variables.length * 2 + 1)
    throw problem('This template has too many variables for its length.', 2388293);
  if (variables.length === 0) return { text };
  const example = asObject(part['example']);
  checkBodyExample(example, variables, context.format);
  return { text, example: example ?? {} };
}

function checkBodyExample(
  example: JsonObject | undefined,
  variables: string[],
  format: Template['parameter_format'],
): void {
  if (format === 'POSITIONAL') {
    const rows = example?.['body_text'];
    const row = Array.isArray(rows) ? rows[0] : undefined;
    const good =
      Array.isArray(row) &&
      row.length === variables.length &&
      row.every((text) => typeof text === 'string' && text !== '');
    if (!good) throw missingExample(`The body needs example.body_text with ${variables.length} texts.`);
    return;
  }
  const named = example?.['body_text_named_params'];
  const names = Array.isArray(named)
    ? named
        .map((item) => asObject(item))
        .filter((item) => typeof item?.['example'] === 'string' && item['example'] !== '')
    : [];
  const complete =
    names.length === variables.length &&
    variables.every((name) => names.some((item) => item?.['param_name'] === name));
  if (!complete)
    throw missingExample(`The body needs example.body_text_named_params for ${variables.join(', ')}.`);
}

/** One-time codes have a fixed text; only the safety sentence may be asked for. */
function readCodeBody(part: JsonObject): TemplateComponents['body'] {
  if (part['text'] !== undefined)
    throw problem('The body of an authentication template has a fixed text.', 2388072);
  const safe = part['add_security_recommendation'] === true;
  return { text: `${authenticationBody}${safe ? safetySentence : ''}`, add_security_recommendation: safe };
}

function readFooter(part: JsonObject): NonNullable<TemplateComponents['footer']> {
  const minutes = part['code_expiration_minutes'];
  if (typeof minutes === 'number')
    return { code_expiration_minutes: minutes, text: `This code expires in ${minutes} minutes.` };
  const text = textOf(part, 60, 2388073);
  if (variablesIn(text).length > 0) throw problem('A footer may not hold variables.', 2388073);
  return { text };
}

function readButtons(given: Json | undefined, context: TemplateContext): TemplateButton[] {
  if (!Array.isArray(given) || given.length === 0 || given.length > 10)
    throw problem('There must be 1 to 10 buttons.');
  const buttons = given.map((button) => readButton(asObject(button) ?? refuse(), context));
  for (const [type, most] of [
    ['URL', 2],
    ['PHONE_NUMBER', 1],
    ['COPY_CODE', 1],
    ['OTP', 1],
  ] as const) {
    if (buttons.filter((button) => button.type === type).length > most)
      throw problem(`There may be at most ${most} buttons of type ${type}.`);
  }
  const groups = buttons
    .map((button) => button.type === 'QUICK_REPLY')
    .filter((quick, index, all) => quick !== all[index - 1]);
  if (groups.length > 2)
    throw problem('Buttons must be grouped: quick replies together, the others together.');
  if (new Set(buttons.map((button) => button.text)).size < buttons.length)
    throw problem('Two buttons have the same text.');
  return buttons;
}

function readButton(part: JsonObject, context: TemplateContext): TemplateButton {
  const type = wordOf(part['type']).toUpperCase();
  if (type === 'OTP') {
    if (context.category !== 'AUTHENTICATION')
      throw problem('Buttons of type OTP belong to authentication templates.');
    return {
      type,
      text: typeof part['text'] === 'string' ? part['text'] : 'Copy code',
      otp_type: wordOf(part['otp_type']).toUpperCase(),
    };
  }
  if (context.category === 'AUTHENTICATION')
    throw problem('Authentication templates have a button of type OTP.');
  if (type === 'COPY_CODE') return { type, text: 'Copy offer code' };
  const text = textOf(part, 25, undefined);
  if (variablesIn(text).length > 0) throw problem('The text of a button may not hold variables.');
  if (type === 'QUICK_REPLY') return { type, text };
  if (type === 'PHONE_NUMBER' && typeof part['phone_number'] === 'string')
    return { type, text, phone_number: part['phone_number'] };
  if (type !== 'URL' || typeof part['url'] !== 'string')
    throw problem(`Button type ${type} is not supported.`);
  return readUrlButton(text, part['url'], part['example']);
}

function readUrlButton(text: string, url: string, example: Json | undefined): TemplateButton {
  if (url.length > 2000 || !URL.canParse(url.replaceAll(/\{\{[^{}]*\}\}/g, 'x')))
    throw problem('The URL of a button is not valid.');
  const variables = variablesIn(url);
  if (variables.length === 0) return { type: 'URL', text, url };
  if (variables.length > 1 || !/\{\{[^{}]*\}\}$/.test(url))
    throw problem('The URL of a button may hold one variable, at its end.');
  const texts = Array.isArray(example)
    ? example.filter((item) => typeof item === 'string')
    : typeof example === 'string'
      ? [example]
      : [];
  if (texts.length === 0) throw missingExample('A button with a variable needs an example.');
  return { type: 'URL', text, url, example: texts };
}

/** The variables of a text, after checking that they are written as the format wants. */
function checkVariables(text: string, context: TemplateContext, subcode: number): string[] {
  const variables = variablesIn(text);
  const rest = text.replace(/\{\{[^{}]*\}\}/g, '');
  if (rest.includes('{{') || rest.includes('}}')) throw problem('A variable has unbalanced braces.', subcode);
  if (/\{\{[^{}]*\}\}\s*\{\{/.test(text)) throw problem('Variables may not stand side by side.', subcode);
  const good =
    context.format === 'POSITIONAL'
      ? variables.every((name) => /^\d+$/.test(name)) &&
        variables
          .map(Number)
          .toSorted((a, b) => a - b)
          .every((n, index) => n === index + 1)
      : variables.every((name) => /^[a-z][a-z0-9_]*$/.test(name));
  if (good) return variables;
  throw problem(
    context.format === 'POSITIONAL'
      ? 'Variables must be numbered {{1}}, {{2}} …'
      : 'Variable names must be lower-case letters, digits and underscores.',
    subcode,
  );
}

function textOf(part: JsonObject, most: number, subcode: number | undefined): string {
  const text = part['text'];
  if (typeof text !== 'string' || text.trim() === '')
    throw problem('The text of a component is missing.', subcode);
  if (text.length > most)
    throw problem(`The text has ${text.length} characters, the most are ${most}.`, 2388040);
  return text;
}

/** Words outside of variables; two signs of a script without spaces count as one. */
function wordsIn(text: string): number {
  const bare = text.replace(/\{\{[^{}]*\}\}/g, ' ');
  const dense =
    bare.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Hangul}]/gu)?.length ?? 0;
  const spaced =
    bare
      .replace(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Hangul}]/gu, ' ')
      .match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return spaced + Math.ceil(dense / 2);
}

function refuse(): never {
  throw badParameter('Param components must hold JSON objects.');
}

function missingExample(sentence: string): Error {
  return problem(sentence, 2388043);
}

function problem(sentence: string, subcode?: number): Error {
  return badParameter('Invalid parameter', {
    message: 'Invalid parameter',
    userTitle: 'Message template is not valid',
    userMessage: sentence,
    ...(subcode === undefined ? {} : { subcode }),
  });
}
