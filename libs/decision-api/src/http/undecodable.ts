import type { DescMessage } from '@bufbuild/protobuf';
import { isFieldError } from '@bufbuild/protobuf/reflect';
import { EdgeError, type FieldError } from '@grantlog/contract';

/**
 * The error of JSON that `fromJson` cannot make a message of, in plain words. The pointer names a field of the outermost
 * message; deeper ones are not told apart, there it is empty.
 */
export function undecodable(error: unknown, { typeName }: DescMessage): EdgeError {
  const fault = fieldFault(error, typeName) ?? messageFault(error, typeName);
  return new EdgeError('validation_error', fault.detail, [fault]);
}

function fieldFault(error: unknown, outermost: string): FieldError | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!isFieldError(cause)) return undefined;
  const field = cause.field();
  const name = field.kind === 'oneof' ? field.localName : field.jsonName;
  const pointer = field.parent.typeName === outermost ? `/${name}` : '';
  return { pointer, code: 'malformed_field', detail: unreadable(name, cause.message) };
}

const knownForm = /^cannot decode (?:message )?(?<type>[\w.]+) from JSON: (?<reason>.*)$/s;
const unknownKey = /^key "(?<key>.*)" is unknown$/s;

function messageFault(error: unknown, outermost: string): FieldError {
  const { type = outermost, reason = 'it is malformed' } = groups(
    knownForm,
    error instanceof Error ? error.message : '',
  );
  const { key } = groups(unknownKey, reason);
  if (key === undefined) {
    const detail = unreadable(type.slice(type.lastIndexOf('.') + 1), reason);
    return { pointer: '', code: 'malformed_field', detail };
  }
  const shown = cut(key);
  const pointer = type === outermost ? `/${shown.replaceAll('~', '~0').replaceAll('/', '~1')}` : '';
  return { pointer, code: 'unknown_field', detail: `\`${shown}\` is not known here, leave it out` };
}

function unreadable(what: string, reason: string): string {
  return `cannot read \`${what}\`: ${cut(reason)}; send what the proto file describes`;
}

function groups(pattern: RegExp, text: string): Readonly<Partial<Record<string, string>>> {
  return pattern.exec(text)?.groups ?? {};
}

/** What was sent may be long. */
function cut(text: string): string {
  return text.slice(0, 256).toWellFormed();
}
