import type { DecisionOutcome } from './decision.js';
import { evaluate } from './evaluate.js';
import { explain } from './explain.js';
import type { AppliedPolicy, AppliedResourcePolicy, PolicyLayers } from './policy-layers.js';
import type { PrincipalDescriptor } from './principal.js';
import {
  account,
  applied,
  federatedUser,
  otherAccount,
  request,
  resourcePolicy,
  roleSession,
  root,
  statement,
  user,
} from './request.fixture.js';

/** What one policy says of the only request of this world. */
type Word = 'allow' | 'deny' | 'nothing';
/** In which way the resource's policy says it. */
type Named = 'everyone' | 'itself' | 'origin' | 'account' | 'somebody else';

interface World {
  readonly principal: PrincipalDescriptor;
  readonly isOwn: boolean;
  readonly identity: Word;
  readonly boundary: Word | undefined;
  readonly session: Word | undefined;
  readonly guardrail: Word | undefined;
  readonly resource: readonly [Word, Named] | undefined;
}

/** The rules as AWS writes them down, step by step, without regard to cost. */
function byTheRules(world: World): DecisionOutcome {
  const { principal, isOwn, identity, boundary, session, guardrail, resource } = world;
  const [word = 'nothing', named] = resource ?? [];
  const isNamed = named !== undefined && names(named, principal);
  if ([identity, boundary, session, guardrail].includes('deny') || (isNamed && word === 'deny')) {
    return 'ExplicitDeny';
  }
  const isGranted = isNamed && word === 'allow';
  if (principal.kind === 'anonymous') return isGranted ? 'Allow' : 'ImplicitDeny';
  if (guardrail === 'nothing') return 'ImplicitDeny';
  const hasSession = session === undefined ? principal.kind !== 'federated-user' : session === 'allow';
  const cap = (boundary === undefined || boundary === 'allow') && hasSession;
  const caller = (principal.kind === 'root' || identity === 'allow') && cap;
  if (!isOwn) return isGranted && caller ? 'Allow' : 'ImplicitDeny';
  if (isGranted && (named === 'everyone' || named === 'itself')) return 'Allow';
  if (isGranted && named === 'origin' && cap) return 'Allow';
  return caller ? 'Allow' : 'ImplicitDeny';
}

function names(named: Named, { kind }: PrincipalDescriptor): boolean {
  switch (named) {
    case 'everyone':
      return true;
    case 'itself':
      return kind !== 'anonymous' && kind !== 'root';
    case 'origin':
      return kind === 'role-session' || kind === 'federated-user';
    case 'account':
      return kind !== 'anonymous';
    case 'somebody else':
      return false;
  }
}

const policies: Record<Word, AppliedPolicy> = {
  allow: applied(statement('Allow', '*')),
  deny: applied(statement('Deny', '*')),
  nothing: applied(statement('Allow', 'sqs:*')),
};

function principalOf(named: Named, principal: PrincipalDescriptor): string {
  switch (named) {
    case 'everyone':
      return '*';
    case 'itself':
      return 'arn' in principal && principal.kind !== 'root' ? principal.arn : user('nobody').arn;
    case 'origin':
      if (principal.kind === 'role-session') return principal.roleArn;
      return principal.kind === 'federated-user' ? principal.userArn : user('nobody').arn;
    case 'account':
      return account;
    case 'somebody else':
      return user('nobody').arn;
  }
}

function resourceOf(
  [word, named]: readonly [Word, Named],
  principal: PrincipalDescriptor,
): AppliedResourcePolicy {
  const Action = word === 'nothing' ? 'sqs:*' : '*';
  const Effect = word === 'deny' ? 'Deny' : 'Allow';
  return resourcePolicy({ Effect, Action, Principal: { AWS: principalOf(named, principal) } });
}

function layersOf({ principal, identity, boundary, session, guardrail, resource }: World): PolicyLayers {
  return {
    identity: principal.kind === 'root' ? [] : [policies[identity]],
    ...(boundary === undefined ? {} : { boundary: policies[boundary] }),
    ...(session === undefined ? {} : { session: [policies[session]] }),
    ...(guardrail === undefined ? {} : { guardrails: [[policies.allow], [policies[guardrail]]] }),
    ...(resource === undefined ? {} : { resource: resourceOf(resource, principal) }),
  };
}

const words = ['allow', 'deny', 'nothing'] as const;
const maybe = [undefined, ...words];
const namings = ['everyone', 'itself', 'origin', 'account', 'somebody else'] as const;
const resources = [
  undefined,
  ...words.flatMap((word) => namings.map((named): readonly [Word, Named] => [word, named])),
];

function* worldsOf(principal: PrincipalDescriptor): Generator<World> {
  const identities =
    principal.kind === 'root' || principal.kind === 'anonymous' ? ['nothing' as const] : words;
  const limits = principal.kind === 'anonymous' ? [undefined] : maybe;
  for (const isOwn of [true, false])
    for (const identity of identities)
      for (const boundary of limits)
        for (const session of limits)
          for (const guardrail of limits)
            for (const resource of resources)
              yield { principal, isOwn, identity, boundary, session, guardrail, resource };
}

describe.each<[string, PrincipalDescriptor]>([
  ['a user', user()],
  ['a role session', roleSession()],
  ['a federated session', federatedUser()],
  ['root', root()],
  ['nobody', { kind: 'anonymous' }],
])('every combination of layers, asked by %s', (_title, principal) => {
  it('is decided as the rules say, plainly and with its reasons', () => {
    const worlds = [...worldsOf(principal)];
    expect(worlds.length).toBeGreaterThanOrEqual(32);
    expect(worlds.map((world) => faultIn(world)).filter((fault) => fault !== undefined)).toEqual([]);
  });
});

/** What is wrong with the answer in a world, if anything. */
function faultIn(world: World): unknown {
  const asked = request(world.principal, { resourceAccount: world.isOwn ? account : otherAccount });
  const layers = layersOf(world);
  const expected = byTheRules(world);
  const plain = evaluate(asked, layers);
  const { decision, decidedBy, determining } = explain(asked, layers);
  const isSame = decision === plain.decision && decidedBy === plain.decidedBy;
  const hasReason = determining.length > 0 === (decision !== 'ImplicitDeny') || decidedBy === 'Root';
  return decision === expected && isSame && hasReason
    ? undefined
    : { world, expected, plain, explained: { decision, decidedBy, determining } };
}
