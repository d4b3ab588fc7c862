import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { policiesOf } from '../iam-org/organization.mjs';

/** The path of the method that decides. */
export const checkPath = '/cerbos.svc.v1.CerbosService/CheckResources';

const effectAllow = 1;

/** A question as `cerbos.request.v1.CheckResourcesRequest`; what AWS calls context is part of the resource there. */
export function checkMessage({ principal, what, resource, context }, organization) {
  const policies = policiesOf(principal, organization).map((number) => organization.policies[number].name);
  const who = part((to) => {
    text(to, 1, principal.name);
    text(to, 3, 'user');
    attributes(to, 4, { tier: principal.tier, policies });
  });
  const about = part((to) => {
    text(to, 1, what.service);
    text(to, 3, resource);
    attributes(to, 4, { team: what.team, number: what.number, ...context });
  });
  const entry = part((to) => {
    text(to, 1, `${what.verb}${what.noun}`);
    nested(to, 2, about);
  });
  return part((to) => {
    nested(to, 3, who);
    nested(to, 4, entry);
  });
}

/** Whether a `cerbos.response.v1.CheckResourcesResponse` allows the one action that was asked about. */
export function isAllowed(message) {
  const result = bytesOf(message, 2);
  const action = bytesOf(result, 2);
  return numberOf(action, 2) === effectAllow;
}

function part(write) {
  const to = new BinaryWriter();
  write(to);
  return to.finish();
}

function text(to, field, value) {
  to.tag(field, WireType.LengthDelimited).string(value);
}

function nested(to, field, bytes) {
  to.tag(field, WireType.LengthDelimited).bytes(bytes);
}

function attributes(to, field, values) {
  for (const [key, value] of Object.entries(values)) {
    const entry = part((inner) => {
      text(inner, 1, key);
      nested(inner, 2, anyValue(value));
    });
    nested(to, field, entry);
  }
}

/** `google.protobuf.Value`. */
function anyValue(value) {
  return part((to) => {
    if (typeof value === 'number') to.tag(2, WireType.Bit64).double(value);
    else if (typeof value === 'string') text(to, 3, value);
    else if (typeof value === 'boolean') to.tag(4, WireType.Varint).bool(value);
    else
      nested(
        to,
        6,
        part((list) => value.forEach((each) => nested(list, 1, anyValue(each)))),
      );
  });
}

function bytesOf(message, field) {
  return fieldOf(message, field, (reader) => reader.bytes());
}

function numberOf(message, field) {
  return fieldOf(message, field, (reader) => reader.int32());
}

function fieldOf(message, wanted, read) {
  const reader = new BinaryReader(message);
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    if (field === wanted) return read(reader);
    reader.skip(type);
  }
  throw new Error(`the answer has no field ${wanted}`);
}
