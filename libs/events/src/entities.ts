import type { DomainEvent } from './domain-event.js';

const arnMembers = ['userArn', 'groupArn', 'roleArn', 'policyArn', 'principalArn', 'rootArn'] as const;

/**
 * One ARN as it stands in the `entities` of an envelope: a space, which a resource's ARN may have, is `%20` there, and
 * `%` is `%25`.
 */
export function entityText(arn: string): string {
  return arn.replaceAll('%', '%25').replaceAll(' ', '%20');
}

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
