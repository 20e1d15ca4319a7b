import { badParameter } from './graph-error.ts';

/** One requested field: `stories.limit(50){id,media_url}` has a name, modifiers and fields of its own. */
export type FieldRequest = {
  name: string;
  modifiers: Record<string, string>;
  fields: FieldRequest[] | undefined;
};

/**
 * Reads Meta's field expansion syntax.
 * @throws GraphError 2500 for anything that is not it
 */
export function parseFields(text: string): FieldRequest[] {
  const reader = { text, at: 0 };
  const fields = readList(reader);
  if (reader.at < text.length) throw syntaxError(reader);
  return fields;
}

type Reader = { text: string; at: number };

function readList(reader: Reader): FieldRequest[] {
  const fields = [readField(reader)];
  while (take(reader, ',')) fields.push(readField(reader));
  return fields;
}

function readField(reader: Reader): FieldRequest {
  const name = readWhile(reader, /[a-z0-9_]/i);
  if (name === '') throw syntaxError(reader);
  const modifiers: Record<string, string> = {};
  while (take(reader, '.')) {
    const modifier = readWhile(reader, /[a-z_]/i);
    if (modifier === '' || !take(reader, '(')) throw syntaxError(reader);
    modifiers[modifier] = readWhile(reader, /[^)]/);
    if (!take(reader, ')')) throw syntaxError(reader);
  }
  if (!take(reader, '{')) return { name, modifiers, fields: undefined };
  const fields = readList(reader);
  if (!take(reader, '}')) throw syntaxError(reader);
  return { name, modifiers, fields };
}

function readWhile(reader: Reader, kind: RegExp): string {
  while (reader.text[reader.at] === ' ') reader.at += 1;
  const from = reader.at;
  while (reader.at < reader.text.length && kind.test(reader.text.charAt(reader.at))) reader.at += 1;
  return reader.text.slice(from, reader.at);
}

function take(reader: Reader, sign: string): boolean {
  if (reader.text[reader.at] !== sign) return false;
  reader.at += 1;
  return true;
}

function syntaxError(reader: Reader): Error {
  const { text, at } = reader;
  const found = text[at] === undefined ? 'end of string' : `"${text[at]}"`;
  return badParameter(`Syntax error "Expected name, got ${found}." at character ${at}: ${text}`, {
    code: 2500,
    message: `Syntax error "Expected name, got ${found}." at character ${at}: ${text}`,
  });
}
