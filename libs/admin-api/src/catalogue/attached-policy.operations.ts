import type { PolicyDocument } from '@grantlog/account-state';
import type { AccountReader } from '@grantlog/event-log';
import { decidePolicyHolder, existing } from '@grantlog/iam';
import { findByArn } from './entities.js';
import { type Holder, holderInput, holders, holderTagKeys, loadHolder, onHolder } from './holder.js';
import * as fields from './inputs.js';
import type { Operation } from './operation.js';
import { pageOfNamed } from './paging.js';
import { command, query } from './rows.js';
import { attachedPolicyView } from './views.js';

/** Attaching and detaching, by the type of the command. */
const changes = [
  ['AttachPolicy', 'Attach', 'PUT'],
  ['DetachPolicy', 'Detach', 'DELETE'],
] as const;

function changeAttachment(holder: Holder, [type, verb, method]: (typeof changes)[number]): Operation {
  return command({
    name: `${verb}${holder.word}Policy`,
    service: 'iam',
    method,
    path: `${holder.path}/attached-policies/{policyArn}`,
    status: 200,
    input: holderInput(holder, { policyArn: fields.policyArn }),
    load: async (input, reader) => ({
      ...(await loadHolder(holder, input, reader)),
      policy: await findByArn(reader, 'policy', input.policyArn),
    }),
    target: onHolder(holder).target,
    context: ({ policyArn }, { holder: found }) => ({ ...holderTagKeys(found), 'iam:PolicyARN': policyArn }),
    decide: (input, state, account) => ({
      events: decidePolicyHolder({ type, holderKind: holder.kind, ...input }, { ...state, account }),
    }),
  });
}

function listAttached(holder: Holder): Operation {
  return query({
    name: `ListAttached${holder.word}Policies`,
    service: 'iam',
    method: 'GET',
    path: `${holder.path}/attached-policies`,
    paged: true,
    input: holderInput(holder, { pathPrefix: fields.pathPrefix, ...fields.paging }),
    load: (input, reader) => loadHolder(holder, input, reader),
    ...onHolder(holder),
    answer: async (input, state, reader) => {
      const { attachedPolicies } = existing(holder.kind, input.holderName, state.holder);
      const attached = await documents(reader, attachedPolicies);
      const wanted = attached.filter(({ path }) => path.startsWith(input.pathPrefix));
      const { items, next } = pageOfNamed(wanted, ({ name }) => name, input);
      return { attachedPolicies: items.map(attachedPolicyView), ...next };
    },
  });
}

async function documents(reader: AccountReader, ids: readonly string[]): Promise<readonly PolicyDocument[]> {
  const found = await Promise.all(ids.map((id) => reader.byId('policy', id)));
  return found.filter((policy) => policy !== undefined);
}

/** What is attached to users, groups and roles. */
export const attachedPolicyOperations: readonly Operation[] = holders.flatMap((holder) => [
  ...changes.map((change) => changeAttachment(holder, change)),
  listAttached(holder),
]);
