import { z } from 'zod';
import type { Operation } from '../catalogue/operation.js';

/** What the merging of path, query and body needs to know of an operation's input. */
export interface InputSchema {
  /** Names of members that are lists, so that a repeated query name is one. */
  readonly lists: ReadonlySet<string>;
  /** Names of members that hold a policy document, so that a JSON object is taken as its text. */
  readonly documents: ReadonlySet<string>;
}

/**
 * Reads the schema of an operation's input.
 *
 * @throws TypeError for a schema that is no object or lets unknown members pass: a mistake in the catalogue.
 */
export function inputSchema({ name, input }: Pick<Operation, 'name' | 'input'>): InputSchema {
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
  if (schema.type !== 'object' || schema.additionalProperties !== false) {
    throw new TypeError(`the input of operation \`${name}\` must be a strict object`);
  }
  const properties = Object.entries(schema.properties ?? {});
  const namesOf = (is: (property: Property) => boolean) =>
    new Set(properties.filter(([, property]) => is(property)).map(([member]) => member));
  return { lists: namesOf(isList), documents: namesOf(isDocument) };
}

type Property = z.core.JSONSchema._JSONSchema;

function isList(property: Property): boolean {
  if (typeof property === 'boolean') return false;
  return property.type === 'array' || (property.anyOf ?? []).some(isList);
}

function isDocument(property: Property): boolean {
  return typeof property !== 'boolean' && property['isDocument'] === true;
}
