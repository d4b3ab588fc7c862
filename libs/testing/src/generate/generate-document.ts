import type { PrincipalDescriptor } from '@grantlog/policy';
import { type Alphabet, trustActions } from './alphabet.js';
import { generateCondition } from './generate-condition.js';
import { namesOf, principalNames } from './principals.js';
import type { Random } from './random.js';
import type { DocumentJson, PrincipalJson, StatementJson } from './world.js';

/** What a document is for: `limit` is a boundary, a session policy or a guardrail and therefore wider. */
export type Purpose = 'identity' | 'limit' | 'resource' | 'trust';

/** Where documents come from: the words, and the principal whom resources name more often than others. */
export interface Setting {
  readonly alphabet: Alphabet;
  readonly principal: PrincipalDescriptor;
}

/** A valid document of one to three statements. */
export function generateDocument(random: Random, setting: Setting, purpose: Purpose): DocumentJson {
  const version = random.pick(['2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17', undefined]);
  const statements = random.several(1, 3, () => generateStatement(random, setting, purpose));
  return { ...(version === undefined ? {} : { Version: version }), Statement: statements };
}

/** Words between which a statement chooses. */
interface Words {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

function generateStatement(random: Random, setting: Setting, purpose: Purpose): StatementJson {
  if (purpose === 'limit' && random.chance(0.6)) return generateWideStatement(random);
  const { actionPatterns: actions, resourcePatterns: resources } = setting.alphabet;
  const effect = random.chance(0.25) ? 'Deny' : 'Allow';
  return {
    Effect: effect,
    ...principalElement(random, setting, purpose, effect),
    ...actionElement(random, { actions, resources }, purpose),
    ...resourceElement(random, { actions, resources }, purpose),
    ...conditionElement(random, 0.35),
  };
}

/** Limits that let nothing through would leave nothing to decide. */
function generateWideStatement(random: Random): StatementJson {
  return { Effect: 'Allow', Action: ['*'], Resource: ['*'], ...conditionElement(random, 0.1) };
}

function conditionElement(random: Random, probability: number): Pick<StatementJson, 'Condition'> {
  return random.chance(probability) ? { Condition: generateCondition(random) } : {};
}

function actionElement(random: Random, { actions }: Words, purpose: Purpose): Partial<StatementJson> {
  const from = purpose === 'trust' ? trustActions : actions;
  const patterns = random.several(1, random.chance(0.7) ? 1 : 3, () => random.pick(from));
  return purpose !== 'trust' && random.chance(0.1) ? { NotAction: patterns } : { Action: patterns };
}

function resourceElement(random: Random, { resources }: Words, purpose: Purpose): Partial<StatementJson> {
  if (purpose === 'trust') return {};
  const patterns = random.several(1, random.chance(0.7) ? 1 : 3, () => random.pick(resources));
  return random.chance(0.1) ? { NotResource: patterns } : { Resource: patterns };
}

function principalElement(
  random: Random,
  { principal }: Setting,
  purpose: Purpose,
  effect: StatementJson['Effect'],
): Partial<StatementJson> {
  if (purpose === 'identity' || purpose === 'limit') return {};
  const mayExempt = effect === 'Deny' && purpose === 'resource';
  return mayExempt && random.chance(0.3)
    ? { NotPrincipal: exemptText(random, principal) }
    : { Principal: principalText(random, principal) };
}

function exemptText(random: Random, principal: PrincipalDescriptor): PrincipalJson {
  if (random.chance(0.1)) return otherKinds(random);
  const listed = namesOf(principal).filter(() => random.chance(0.8));
  return {
    AWS: random.chance(0.3) || listed.length === 0 ? [...listed, random.pick(principalNames)] : listed,
  };
}

function principalText(random: Random, principal: PrincipalDescriptor): PrincipalJson {
  const isOutside = !('account' in principal);
  if (random.chance(0.1)) return '*';
  if (random.chance(isOutside ? 0.6 : 0.05)) return otherKinds(random);
  const own = namesOf(principal);
  return {
    AWS: random.several(1, random.chance(0.7) ? 1 : 3, () =>
      random.pick(random.chance(0.6) ? own : principalNames),
    ),
  };
}

function otherKinds(random: Random): PrincipalJson {
  return random.pick<PrincipalJson>([
    { Service: ['ec2.amazonaws.com'] },
    { Service: ['lambda.amazonaws.com'], AWS: ['*'] },
    { Federated: ['accounts.google.com'] },
    { Federated: ['www.amazon.com'], Service: ['ec2.amazonaws.com'] },
    { CanonicalUser: ['79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be'] },
  ]);
}
