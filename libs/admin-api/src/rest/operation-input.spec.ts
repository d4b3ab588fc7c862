import { EdgeError } from '@grantlog/contract';
import { z } from 'zod';
import { inputSchema } from './input-schema.js';
import { operationInput, type RequestParts } from './operation-input.js';

const operation = {
  name: 'Probe',
  method: 'POST',
  input: z.strictObject({
    userName: z.string().max(5).optional(),
    count: z.int().min(1).max(3).optional(),
    status: z.enum(['Active', 'Inactive']).optional(),
    tagKeys: z.array(z.string()).min(1).optional(),
    document: z.string().meta({ isDocument: true }).optional(),
    even: z
      .number()
      .refine((value) => value % 2 === 0, { error: 'send an even number', params: { code: 'odd' } })
      .optional(),
  }),
} as const;
const schema = inputSchema(operation);

function read(parts: Partial<RequestParts> & { json?: unknown }): unknown {
  const { json, ...given } = parts;
  const body = json === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(json));
  const headers = new Map([['content-type', ['application/json']]]);
  return operationInput(operation, schema, { rawUrl: '/', pathParameters: {}, headers, body, ...given });
}

function problem(parts: Parameters<typeof read>[0]): EdgeError {
  try {
    read(parts);
  } catch (error) {
    if (error instanceof EdgeError) return error;
    throw error;
  }
  throw new Error('the input was accepted');
}

describe('the input of an operation', () => {
  it('is path, query and body in one object', () => {
    const parts = { rawUrl: '/?status=Active', pathParameters: { userName: 'ada' }, json: { count: 2 } };
    expect(read(parts)).toEqual({ userName: 'ada', status: 'Active', count: 2 });
  });

  it('is empty without path, query and body', () => {
    expect(read({})).toEqual({});
  });

  it('has a document as text, whether it was sent as text or as object', () => {
    expect(read({ json: { document: '{ }' } })).toEqual({ document: '{ }' });
    expect(read({ json: { document: { a: [1] } } })).toEqual({ document: '{"a":[1]}' });
  });

  it.each([[[1]], 1, null])('has no document that is neither: %j', (document) => {
    expect(problem({ json: { document } }).fieldErrors[0]).toMatchObject({ code: 'wrong_type' });
  });

  it.each([
    [{ userName: 'toolong' }, '/userName', 'too_large', 'found `toolong`, send at most 5 characters'],
    [{ userName: null }, '/userName', 'wrong_type', 'found `null`, send a text'],
    [{ count: 0 }, '/count', 'too_small', 'found `0`, send at least 1'],
    [{ count: 1.5 }, '/count', 'wrong_type', 'found `1.5`, send a whole number'],
    [{ count: '1' }, '/count', 'wrong_type', 'found `1`, send a number'],
    [{ status: 'On' }, '/status', 'invalid_value', 'found `On`, send `Active` or `Inactive`'],
    [{ tagKeys: [] }, '/tagKeys', 'too_small', 'found a list of 0, send at least 1 items'],
    [{ tagKeys: [{}] }, '/tagKeys/0', 'wrong_type', 'found an object, send a text'],
    [{ even: 3 }, '/even', 'odd', 'send an even number'],
    [{ 'a/b~c': 1 }, '/a~1b~0c', 'unknown_field', '`a/b~c` is not known here, leave it out'],
  ])('%j is refused in plain words', (json, pointer, code, detail) => {
    const error = problem({ json });
    expect(error.code).toBe('validation_error');
    expect(error.fieldErrors).toEqual([{ pointer, code, detail }]);
    expect(error.detail).toBe(`1 validation error detected: ${detail}`);
  });

  it('names everything that is wrong at once', () => {
    const error = problem({ json: { userName: 1, count: 9, colour: '' } });
    expect(error.detail).toMatch(/^3 validation errors detected/);
    expect(error.fieldErrors.map(({ pointer }) => pointer)).toEqual(['/userName', '/count', '/colour']);
  });

  it.each([
    ['/?userName=a&userName=b', '/userName', 'duplicate_field'],
    ['/?userName=%ff', '/userName', 'invalid_escape'],
    ['/?userName=%4', '/userName', 'invalid_escape'],
    ['/?%zz=1', '/%zz', 'invalid_escape'],
    ['/?__proto__=1', '/__proto__', 'unknown_field'],
    ['/?constructor=1', '/constructor', 'unknown_field'],
  ])('the query %s is refused', (rawUrl, pointer, code) => {
    expect(problem({ rawUrl }).fieldErrors).toEqual([expect.objectContaining({ pointer, code }) as unknown]);
  });

  it('quotes at most 80 characters of what was sent', () => {
    expect(problem({ json: { status: 'x'.repeat(1_000) } }).detail.length).toBeLessThan(200);
  });

  it('must be a strict object in the catalogue', () => {
    const loose = { name: 'Loose', input: z.object({ a: z.string() }) };
    expect(() => inputSchema(loose)).toThrow('the input of operation `Loose` must be a strict object');
    expect(() => inputSchema({ name: 'Text', input: z.string() })).toThrow(TypeError);
  });
});
