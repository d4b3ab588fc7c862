import { EdgeError } from '@grantlog/contract';

/**
 * Returns when a body is JSON as it stands: `application/json` in UTF-8, not compressed.
 *
 * @param headers values in the order they were sent, by name in lower case
 * @throws EdgeError `unsupported_media_type`
 */
export function assertJsonBody(headers: ReadonlyMap<string, readonly string[]>): void {
  if (!isJson(headers.get('content-type') ?? [])) {
    const detail = 'the body has another media type; send `content-type: application/json` in UTF-8';
    throw new EdgeError('unsupported_media_type', detail);
  }
  if (isEncoded(headers.get('content-encoding') ?? [])) {
    const detail = 'the body is encoded; send it without `content-encoding`';
    throw new EdgeError('unsupported_media_type', detail);
  }
}

function isJson(types: readonly string[]): boolean {
  const [mediaType, ...parameters] = types.flatMap((type) => parts(type, ';'));
  const isUtf8 = parameters.every((parameter) => /^$|^charset="?utf-8"?$/.test(parameter));
  return types.length === 1 && mediaType === 'application/json' && isUtf8;
}

function isEncoded(encodings: readonly string[]): boolean {
  return encodings.flatMap((value) => parts(value, ',')).some((name) => name !== '' && name !== 'identity');
}

function parts(value: string, separator: string): readonly string[] {
  return value.split(separator).map((part) => part.trim().toLowerCase());
}
