import { StepCounter } from './step-counter.fixture.js';
import { worstDocuments } from './worst-documents.fixture.js';

// Only what is imported after the counter was made is counted.
const counter = new StepCounter();
const { parsePolicy } = await import('../document/parse-policy.js');
const { compilePolicy } = await import('../compile/compile-policy.js');

const sizes = [32_768, 65_536, 131_072];

/** Whether the last steps are at most so many for each character, and all grow as the sizes do. */
function expectLinear(steps: readonly number[], mostPerCharacter: number): void {
  for (const [position, count] of steps.entries()) {
    expect(count).toBeLessThanOrEqual(mostPerCharacter * (sizes[position] ?? 0));
    expect(count).toBeLessThanOrEqual(2.1 * (steps[position - 1] ?? count));
  }
}

describe('the steps of reading and compiling a document', () => {
  it.each(worstDocuments)('of $title double when it doubles', ({ type, text }) => {
    const reading: number[] = [];
    const compiling: number[] = [];
    for (const size of sizes) {
      const document = text(size);
      expect(document).toHaveLength(size);
      let policy: Parameters<typeof compilePolicy>[0] | undefined;
      reading.push(
        counter.count(() => {
          const read = parsePolicy(document, type, { maxSize: Infinity });
          policy = read.ok ? read.policy : undefined;
        }),
      );
      const read = policy;
      if (read === undefined) continue;
      // The index is made when it is first asked for.
      compiling.push(
        counter.count(() => {
          expect(compilePolicy(read).index).toBeDefined();
        }),
      );
    }
    // Each of a hundred errors repeats the names of all that it is in.
    expectLinear(reading, 110);
    expectLinear(compiling, 20);
  });
});

describe('the counter', () => {
  it('counts the same every time', () => {
    const [shape] = worstDocuments;
    const document = shape?.text(2_048) ?? '';
    const steps = [1, 2].map(() => counter.count(() => void parsePolicy(document, 'managed')));
    expect(steps[0]).toBeGreaterThan(document.length);
    expect(steps[1]).toBe(steps[0]);
  });

  it('notices a method of strings that looks at everything again and again', () => {
    const steps = [1_000, 2_000].map((size) => {
      const text = 'a'.repeat(size);
      return counter.count(() => {
        for (let index = 0; index < size; index += 1) text.slice(index).includes('b');
      });
    });
    expect((steps[1] ?? 0) / (steps[0] ?? 1)).toBeGreaterThan(3.9);
  });
});

afterAll(() => {
  counter.stop();
});
