/** Whether two base64 texts hold the same bytes; `undefined` when one is not base64 in its only spelling. */
export function sameBytes(left: string, right: string): boolean | undefined {
  return isBase64(left) && isBase64(right) ? left === right : undefined;
}

function isBase64(text: string): boolean {
  return Buffer.from(text, 'base64').toString('base64') === text;
}
