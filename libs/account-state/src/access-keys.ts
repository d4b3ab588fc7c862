import type { AccessKey } from './identity.js';

interface KeyOwner {
  readonly accessKeys: readonly AccessKey[];
}

/** The owner with a new active access key. */
export function addAccessKey<T extends KeyOwner>(owner: T, id: string, createDate: string): T {
  return { ...owner, accessKeys: [...owner.accessKeys, { id, status: 'Active', createDate }] };
}

/** The owner with the status of one access key set. */
export function setAccessKeyStatus<T extends KeyOwner>(owner: T, id: string, status: AccessKey['status']): T {
  return { ...owner, accessKeys: owner.accessKeys.map((key) => (key.id === id ? { ...key, status } : key)) };
}

/** The owner without one access key. */
export function deleteAccessKey<T extends KeyOwner>(owner: T, id: string): T {
  return { ...owner, accessKeys: owner.accessKeys.filter((key) => key.id !== id) };
}
