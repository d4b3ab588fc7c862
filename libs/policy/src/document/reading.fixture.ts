import { parsePolicy, type PolicyBounds, type PolicyReading } from './parse-policy.js';
import type { PolicyType } from './policy.js';

export const allow = { Effect: 'Allow', Action: 'orders:GetOrder', Resource: '*' };
export const trusting = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '123456789012' } };

/** A document of Version 2012-10-17 with these statements. */
export function read(
  statements: unknown,
  type: PolicyType = 'identity',
  bounds?: PolicyBounds,
): PolicyReading {
  return parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), type, bounds);
}

/** `code pointer` of each error, or an empty list when there is none. */
export function errors(reading: PolicyReading): readonly string[] {
  return reading.ok ? [] : reading.errors.map(({ code, pointer }) => `${code} ${pointer}`);
}

export function warnings(reading: PolicyReading): readonly string[] {
  return reading.warnings.map(({ code, pointer }) => `${code} ${pointer}`);
}
