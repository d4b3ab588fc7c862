import { LagMarks } from './lag-marks.js';

describe('the age of what is missing', () => {
  it('is that of the oldest revision that is not applied', () => {
    const marks = new LagMarks();
    expect(marks.oldestMs).toBeUndefined();
    marks.saw(4n, 10);
    marks.saw(6n, 20);
    marks.applied(3n);
    expect(marks.oldestMs).toBe(10);
    marks.applied(5n);
    expect(marks.oldestMs).toBe(20);
    marks.applied(6n);
    expect(marks.oldestMs).toBeUndefined();
  });

  it('stays exact under a backlog of any length', () => {
    const marks = new LagMarks();
    for (let revision = 1; revision <= 1_000; revision += 1) marks.saw(BigInt(revision), revision);
    expect(marks.oldestMs).toBe(1);
    marks.applied(999n);
    expect(marks.oldestMs).toBe(1_000);
    marks.applied(1_000n);
    expect(marks.oldestMs).toBeUndefined();
  });

  it('is not that of revisions that turn out not to exist', () => {
    const marks = new LagMarks();
    marks.saw(4n, 10);
    marks.saw(9n, 20);
    marks.giveUpAfter(4n);
    expect(marks.oldestMs).toBe(10);
    marks.giveUpAfter(3n);
    expect(marks.oldestMs).toBeUndefined();
  });
});
