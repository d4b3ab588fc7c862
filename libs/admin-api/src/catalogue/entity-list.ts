import type { DocumentOf } from '@grantlog/account-state';
import { z } from 'zod';
import { listArn } from './entities.js';
import * as fields from './inputs.js';
import type { JsonObject, Operation } from './operation.js';
import { pageOfEntities } from './paging.js';
import { query } from './rows.js';

/** How the entities of one kind are listed. */
export interface EntityList<K extends 'user' | 'group' | 'role'> {
  readonly name: string;
  readonly kind: K;
  /** AWS's name of the list, which is also its path: `users`. */
  readonly things: string;
  readonly view: (document: DocumentOf<K>) => JsonObject;
}

/** The operation that lists all entities of one kind below a path. */
export function listEntities<K extends 'user' | 'group' | 'role'>(list: EntityList<K>): Operation {
  const { name, kind, things, view } = list;
  return query({
    name,
    service: 'iam',
    method: 'GET',
    path: `/${things}`,
    paged: true,
    input: z.strictObject({ pathPrefix: fields.pathPrefix, ...fields.paging }),
    load: () => Promise.resolve({}),
    target: ({ pathPrefix }, _, scope) => listArn(scope, kind, pathPrefix),
    answer: async (input, _, reader) => {
      const { items, next } = await pageOfEntities(reader, kind, input);
      return { [things]: items.map(view), ...next };
    },
  });
}
