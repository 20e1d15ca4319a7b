import { asObject, parseJson } from '../json.ts';
import type { Json } from '../json.ts';
import type { Answer } from './answer.ts';

/** The same answer with every `id` of its top level and of its messages left out. */
export function withoutId(answer: Answer): Answer {
  const body = asObject(parseJson(answer.bytes.toString('utf8')));
  if (!body) return answer;
  const strip = (value: Json): Json => {
    const object = asObject(value);
    return object ? { ...object, id: undefined } : value;
  };
  const messages = Array.isArray(body['messages']) ? { messages: body['messages'].map(strip) } : {};
  return { ...answer, bytes: Buffer.from(JSON.stringify({ ...body, id: undefined, ...messages })) };
}
