import { decidePolicyHolder, existing, existingInlinePolicy, readPolicy } from '@grantlog/iam';
import { documentView } from './document-view.js';
import { type Holder, holderInput, holderNameView, holders, loadHolder, onHolder } from './holder.js';
import * as fields from './inputs.js';
import type { Operation } from './operation.js';
import { pageOfNamed } from './paging.js';
import { warningsOf } from './policy-warnings.js';
import { command, query } from './rows.js';

const policyName = fields.name;

function putPolicy(holder: Holder): Operation {
  return command({
    name: `Put${holder.word}Policy`,
    service: 'iam',
    method: 'PUT',
    path: `${holder.path}/policies/{policyName}`,
    status: 200,
    input: holderInput(holder, { policyName, policyDocument: fields.policyDocument }),
    check: ({ policyDocument }) => {
      readPolicy(policyDocument, 'identity', 'policyDocument');
    },
    load: (input, reader) => loadHolder(holder, input, reader),
    ...onHolder(holder),
    decide: (input, state, account) => ({
      events: decidePolicyHolder(
        { type: 'PutInlinePolicy', holderKind: holder.kind, ...input },
        { ...state, account },
      ),
      ...warningsOf(input.policyDocument, 'identity', 'policyDocument'),
    }),
  });
}

function getPolicy(holder: Holder): Operation {
  return query({
    name: `Get${holder.word}Policy`,
    service: 'iam',
    method: 'GET',
    path: `${holder.path}/policies/{policyName}`,
    input: holderInput(holder, { policyName }),
    load: (input, reader) => loadHolder(holder, input, reader),
    ...onHolder(holder),
    answer: (input, state) => {
      const found = existing(holder.kind, input.holderName, state.holder);
      const { name, document } = existingInlinePolicy(found, input.policyName);
      return {
        ...holderNameView(holder, found),
        policyName: name,
        policyDocument: documentView(document),
      };
    },
  });
}

function listPolicies(holder: Holder): Operation {
  return query({
    name: `List${holder.word}Policies`,
    service: 'iam',
    method: 'GET',
    path: `${holder.path}/policies`,
    paged: true,
    input: holderInput(holder, fields.paging),
    load: (input, reader) => loadHolder(holder, input, reader),
    ...onHolder(holder),
    answer: (input, state) => {
      const { inlinePolicies } = existing(holder.kind, input.holderName, state.holder);
      const names = inlinePolicies.map(({ name }) => name);
      const { items, next } = pageOfNamed(names, (name) => name, input);
      return { policyNames: items, ...next };
    },
  });
}

function deletePolicy(holder: Holder): Operation {
  return command({
    name: `Delete${holder.word}Policy`,
    service: 'iam',
    method: 'DELETE',
    path: `${holder.path}/policies/{policyName}`,
    status: 200,
    input: holderInput(holder, { policyName }),
    load: (input, reader) => loadHolder(holder, input, reader),
    ...onHolder(holder),
    decide: (input, state, account) => ({
      events: decidePolicyHolder(
        { type: 'DeleteInlinePolicy', holderKind: holder.kind, ...input },
        { ...state, account },
      ),
    }),
  });
}

/** The inline policies of users, groups and roles. */
export const inlinePolicyOperations: readonly Operation[] = holders.flatMap((holder) => [
  putPolicy(holder),
  getPolicy(holder),
  listPolicies(holder),
  deletePolicy(holder),
]);
