import type { JsonValue } from '@grantlog/policy';

/**
 * A JSON value as compact text that means the same: members in their order, numbers as they were spelled. Characters
 * that a policy document must not contain (AWS IAM User Guide, "IAM and AWS STS quotas") are written as escapes.
 */
export function documentText(value: JsonValue): string {
  switch (value.kind) {
    case 'object':
      return `{${[...value.members].map(([name, member]) => `${stringText(name)}:${documentText(member)}`).join(',')}}`;
    case 'array':
      return `[${value.items.map(documentText).join(',')}]`;
    case 'string':
      return stringText(value.value);
    case 'number':
      return value.text;
    case 'boolean':
      return String(value.value);
    case 'null':
      return 'null';
  }
}

function stringText(text: string): string {
  return JSON.stringify(text).replaceAll(/[^ -\u00ff]/g, escaped);
}

function escaped(codeUnit: string): string {
  return `\\u${codeUnit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
