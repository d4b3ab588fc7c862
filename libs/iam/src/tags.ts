import type { Tag } from '@grantlog/events';
import { DomainError } from './domain-error.js';
import type { Quotas } from './quotas.js';
import { requireWithin } from './refusals.js';

/**
 * The member of an event that keeps the tags of a new entity; nothing where there are none.
 *
 * @throws DomainError `invalid_input` for a key that repeats another ignoring case or begins with `aws:`;
 * `limit_exceeded`. Source: AWS IAM User Guide, "Tags for AWS Identity and Access Management resources".
 */
export function newTags(tags: readonly Tag[], quotas: Quotas): { readonly tags?: readonly Tag[] } {
  requireWithin('TagsPerEntity', tags.length, quotas);
  const keys = tags.map(({ key }) => key.toLowerCase());
  if (new Set(keys).size < keys.length) {
    const message = 'Duplicate tag keys found. Please note that Tag keys are case insensitive.';
    throw new DomainError('invalid_input', message);
  }
  const reserved = tags.find(({ key }) => /^aws:/i.test(key));
  if (reserved !== undefined) {
    const message = `the tag key \`${reserved.key}\` begins with \`aws:\`, which is reserved; choose another key`;
    throw new DomainError('invalid_input', message);
  }
  return tags.length === 0 ? {} : { tags };
}
