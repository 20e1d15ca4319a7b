import type { Json, JsonObject } from '../json.ts';
import type { World } from '../world.ts';
import type { FieldRequest } from './fields.ts';
import { badParameter } from './graph-error.ts';

/** How a kind of node answers for its fields. A field that yields undefined is left out, as Meta does. */
export type NodeType<Thing> = {
  /** Meta's internal name of the type, as its refusals print it. */
  name: string;
  /** What an unqualified read shows; `id` always comes along. */
  defaults: string[];
  fields: Record<string, (world: World, thing: Thing, request: FieldRequest) => Json | undefined>;
};

/**
 * Reads the requested fields of a node.
 * @throws GraphError 100 for a field its type does not have, which fails the whole call
 */
export function selectFields<Thing>(
  world: World,
  type: NodeType<Thing>,
  thing: Thing,
  requested: FieldRequest[] | undefined,
): JsonObject {
  const wanted = requested ?? type.defaults.map((name) => ({ name, modifiers: {}, fields: undefined }));
  const result: JsonObject = {};
  for (const request of wanted) {
    const read = Object.hasOwn(type.fields, request.name) ? type.fields[request.name] : undefined;
    if (!read)
      throw badParameter(`Tried accessing nonexisting field (${request.name}) on node type (${type.name})`);
    const value = read(world, thing, request);
    if (value !== undefined) result[request.name] = value;
  }
  result['id'] ??= type.fields['id']?.(world, thing, { name: 'id', modifiers: {}, fields: undefined });
  return result;
}
