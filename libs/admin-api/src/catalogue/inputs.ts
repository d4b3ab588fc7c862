import { namePatterns } from '@grantlog/iam';
import { policyLimits } from '@grantlog/policy';
import { z } from 'zod';

/** A user or role that is to be made. */
export const newUserOrRoleName = z.string().regex(namePatterns.newUserOrRoleName);

/** A user, group, role or policy that is asked for, or a group or policy that is to be made. */
export const name = z.string().regex(namePatterns.name);

export const path = z.string().regex(namePatterns.path).default('/');

export const pathPrefix = z.string().regex(namePatterns.pathPrefix).default('/');

export const policyArn = z.string().regex(namePatterns.policyArn);

export const description = z.string().regex(namePatterns.description).optional();

/** The tags of a new entity; how many there may be is a quota. */
export const tags = z
  .array(
    z.strictObject({
      key: z.string().regex(namePatterns.tagKey),
      value: z.string().regex(namePatterns.tagValue),
    }),
  )
  .default([]);

/**
 * A policy document as text. Where the schema says `isDocument`, the edge takes a JSON object too and writes it as
 * text. What the document says is for the rules to check.
 */
export const policyDocument = z
  .string({ error: 'send the policy document as a JSON object or as a string that holds one' })
  .max(policyLimits.rawCharacters)
  .meta({ isDocument: true });

/** The members of every list that goes on in pages. */
export const paging = {
  maxItems: wholeNumberText(1, 1_000).default(100),
  marker: z.string().min(1).max(1_024).optional(),
};

/** A whole number in a query, where every value is text. */
export function wholeNumberText(minimum: number, maximum: number) {
  return z
    .string()
    .regex(/^(?:0|[1-9]\d{0,8})$/, { error: `send a whole number from ${minimum} to ${maximum}` })
    .transform(Number)
    .pipe(z.int().min(minimum).max(maximum));
}

/** A member that AWS has and whose effect is not built yet: its presence is refused. */
export function notBuiltYet(member: string) {
  return z
    .unknown()
    .refine(() => false, {
      error: `\`${member}\` is not supported yet, leave it out`,
      params: { code: 'not_supported' },
    })
    .optional();
}
