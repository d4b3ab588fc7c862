import type { Policy, Statement } from '../document/policy.js';
import { ActionPart } from './action-part.js';
import { CompiledPolicy } from './compiled-policy.js';
import type { CompiledStatement } from './compiled-statement.js';
import { ConditionPart } from './condition-part.js';
import { PrincipalPart } from './principal-part.js';
import { ResourcePart } from './resource-part.js';

/** Makes the form of a policy that is evaluated. Takes time linear in the document. */
export function compilePolicy(policy: Policy): CompiledPolicy {
  const hasVariables = policy.version === '2012-10-17';
  const statements = policy.statements.map((statement) => compileStatement(statement, hasVariables));
  return new CompiledPolicy(policy.type, statements);
}

function compileStatement(statement: Statement, hasVariables: boolean): CompiledStatement {
  const { effect, principals, resources } = statement;
  const principal = principals === undefined ? undefined : new PrincipalPart(principals);
  const resource = resources === undefined ? undefined : new ResourcePart(resources, hasVariables);
  const conditions = statement.conditions.map(
    (condition) => new ConditionPart(condition, effect, hasVariables),
  );
  return {
    index: statement.index,
    sid: statement.sid ?? '',
    effect,
    action: new ActionPart(statement.actions),
    principal,
    resource,
    parts: [principal, resource, ...conditions].filter((part) => part !== undefined),
  };
}
