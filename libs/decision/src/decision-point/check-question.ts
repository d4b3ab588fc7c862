import { isServiceKnownKey, parseArn } from '@grantlog/policy';
import type { QuestionFault } from './decision-error.js';
import { principalFault } from './principal-arn.js';
import type { Question } from './question.js';

/**
 * Bounds of a question in characters, inclusive. Source: AWS IAM API Reference, "SimulatePrincipalPolicy", parameters
 * ActionNames, ResourceArns and ContextEntries.
 */
export const questionLimits = { action: 128, resource: 2_048, contextKey: 256 } as const;

/** Faults that are reported of one question; gRPC carries them in trailers, which must stay small. */
const reportedFaults = 10;

/** Names that no body in JSON may have; they are no keys on other protocols either. */
const prototypeKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const actionPattern = /^[A-Za-z0-9.-]+:[^\s:*?]+$/;

/** What is wrong with a question, at most ten faults; empty when it can be decided. Whether things exist is not looked at. */
export function checkQuestion({ subject, action, resource, context }: Question): readonly QuestionFault[] {
  return [
    subject.kind === 'principal' ? principalFault(subject.arn) : undefined,
    actionFault(action),
    resourceFault(resource),
    ...contextFaults(context.map(([key]) => key)),
  ]
    .filter((fault) => fault !== undefined)
    .slice(0, reportedFaults);
}

function actionFault(action: string): QuestionFault | undefined {
  if (action.length <= questionLimits.action && actionPattern.test(action)) return undefined;
  const detail = `write \`service:Name\` without wildcards, at most ${questionLimits.action} characters`;
  return { pointer: '/action', code: 'malformed_action', detail };
}

function resourceFault(resource: string): QuestionFault | undefined {
  const isKnownForm = resource === '*' || parseArn(resource) !== undefined;
  if (resource.length <= questionLimits.resource && isKnownForm) return undefined;
  const detail = `write an ARN of at most ${questionLimits.resource} characters, or \`*\``;
  return { pointer: '/resource', code: 'malformed_resource', detail };
}

function contextFaults(keys: readonly string[]): readonly QuestionFault[] {
  const seen = new Set<string>();
  return keys.flatMap((key) => {
    const fault = keyFault(key, seen);
    seen.add(key.toLowerCase());
    if (fault === undefined) return [];
    const shown = key.slice(0, questionLimits.contextKey).replaceAll('~', '~0').replaceAll('/', '~1');
    const pointer = `/context/${shown}`;
    return [{ pointer, ...fault }];
  });
}

function keyFault(key: string, seen: ReadonlySet<string>): Omit<QuestionFault, 'pointer'> | undefined {
  if (key === '' || key.length > questionLimits.contextKey) {
    return { code: 'malformed_key', detail: `write a key of 1 to ${questionLimits.contextKey} characters` };
  }
  if (prototypeKeys.has(key)) {
    return { code: 'malformed_key', detail: 'JSON bodies cannot hold a key of this name; use another one' };
  }
  if (isServiceKnownKey(key)) {
    return { code: 'reserved_key', detail: 'the service knows this key itself; leave it out' };
  }
  if (seen.has(key.toLowerCase())) {
    return { code: 'duplicate_key', detail: 'the same key was sent in another spelling; send it once' };
  }
  return undefined;
}
