import type { RecordedEvent } from '@grantlog/events';
import type { NamedEntity, Tagged } from '../identity.js';

/** One version of a managed policy. The object is never changed, so it can key a compile cache. */
export interface PolicyVersion {
  /** `v1`, `v2`, …; never used twice. */
  readonly id: string;
  readonly document: string;
  readonly createDate: string;
}

/** A managed policy at one revision, with all of its versions. */
export interface PolicyDocument extends NamedEntity, Tagged {
  readonly kind: 'policy';
  readonly description?: string;
  readonly updateDate: string;
  readonly versions: readonly PolicyVersion[];
  readonly defaultVersionId: string;
  /** The number of the next version. */
  readonly nextVersion: number;
}

/** The managed policy after an event that {@link documentKey} assigns to it. */
export function evolvePolicy(
  policy: PolicyDocument | undefined,
  event: RecordedEvent,
): PolicyDocument | undefined {
  if (event.type === 'PolicyCreated') return created(event);
  if (policy === undefined || event.type === 'PolicyDeleted') return undefined;
  return changed(policy, event);
}

function created({ data, time }: Extract<RecordedEvent, { type: 'PolicyCreated' }>): PolicyDocument {
  return {
    kind: 'policy',
    id: data.policyId,
    name: data.policyName,
    path: data.path,
    arn: data.policyArn,
    createDate: time,
    updateDate: time,
    ...(data.description === undefined ? {} : { description: data.description }),
    tags: data.tags ?? [],
    versions: [{ id: 'v1', document: data.policyDocument, createDate: time }],
    defaultVersionId: 'v1',
    nextVersion: 2,
  };
}

function changed(policy: PolicyDocument, event: RecordedEvent): PolicyDocument {
  switch (event.type) {
    case 'PolicyVersionCreated':
      return withVersion(policy, event);
    case 'PolicyVersionDeleted':
      return {
        ...policy,
        versions: policy.versions.filter(({ id }) => id !== event.data.versionId),
        updateDate: event.time,
      };
    case 'PolicyDefaultVersionChanged':
      return { ...policy, defaultVersionId: event.data.versionId, updateDate: event.time };
    default:
      return policy;
  }
}

function withVersion(
  policy: PolicyDocument,
  { data, time }: Extract<RecordedEvent, { type: 'PolicyVersionCreated' }>,
): PolicyDocument {
  return {
    ...policy,
    versions: [...policy.versions, { id: data.versionId, document: data.policyDocument, createDate: time }],
    defaultVersionId: data.isDefaultVersion ? data.versionId : policy.defaultVersionId,
    nextVersion: policy.nextVersion + 1,
    updateDate: time,
  };
}
