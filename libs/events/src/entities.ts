import type { DomainEvent } from './domain-event.js';

const arnMembers = ['userArn', 'groupArn', 'roleArn', 'policyArn', 'principalArn', 'rootArn'] as const;

/**
 * The ARNs of every entity that an event touches, the main one first: what `subject` and the `entity` filter of the
 * audit answers are made from. Never empty.
 */
export function touchedArns(event: DomainEvent): readonly [string, ...string[]] {
  const data: Readonly<Record<string, unknown>> = { ...event.data };
  const [first, ...rest] = arnMembers.map((member) => data[member]).filter((arn) => typeof arn === 'string');
  if (first === undefined) throw new TypeError(`event type \`${event.type}\` names no entity`);
  return [first, ...rest];
}
