import { readFileSync } from 'node:fs';
import { answerLine } from './answer-line.js';

const page = readFileSync(new URL('../../../docs/policy-language.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^```json case\n(.*?)^```$/gms)].map(([, text = '']) => text);

interface Answer {
  readonly decision?: string;
  readonly valid?: boolean;
}

describe('the examples of the page on the policy language', () => {
  it('are there', () => {
    expect(examples.length).toBeGreaterThanOrEqual(7);
  });

  it.each(examples.map((text, index) => [index + 1, text]))(
    'example %d is answered as it says',
    (_, text) => {
      const { expected } = JSON.parse(text) as { expected: string };
      const { decision, valid } = answerLine(text).answer as Answer;
      expect(decision ?? (valid === true ? 'valid' : 'invalid')).toBe(expected);
    },
  );
});

describe('the policy at the top of the page', () => {
  it('is valid without warnings', () => {
    const [, document] = /^```json\n(.*?)^```$/ms.exec(page) ?? [];
    const { answer } = answerLine(JSON.stringify({ document, policyType: 'managed' }));
    expect(answer).toMatchObject({ valid: true, errors: [], warnings: [] });
  });
});
