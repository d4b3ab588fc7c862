import { EdgeError } from '@grantlog/contract';
import { Admission } from './admission.js';

/** A process that does `capacity` calls in 100 ms and asks admission for each that comes; time is simulated. */
class SimulatedProcess {
  readonly admission: Admission;
  readonly admitted = new Map<string, number>();
  #nowMs = 0;
  #queued = 0;

  constructor(private readonly capacity: number) {
    this.admission = new Admission(() => this.#nowMs);
  }

  get delayMs(): number {
    return (this.#queued / this.capacity) * 100;
  }

  /** Passes 100 ms in which each account asks so often, evenly. */
  pass(asks: Readonly<Record<string, number>>): void {
    for (let look = 0; look < 10; look += 1) {
      for (const [account, calls] of Object.entries(asks)) {
        for (let call = 0; call < calls / 10; call += 1) this.#ask(account);
      }
      this.#nowMs += 10;
      this.#queued = Math.max(0, this.#queued - this.capacity / 10);
      this.admission.looked(this.delayMs);
    }
  }

  /** What each account got in the last so many windows, per window. */
  got(windows: number, asks: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
    this.admitted.clear();
    for (let window = 0; window < windows; window += 1) this.pass(asks);
    return Object.fromEntries([...this.admitted].map(([account, calls]) => [account, calls / windows]));
  }

  #ask(account: string): void {
    try {
      this.admission.admit(account);
      this.admitted.set(account, (this.admitted.get(account) ?? 0) + 1);
      this.#queued += 1;
    } catch (error) {
      if (!(error instanceof EdgeError) || error.code !== 'too_many_requests') throw error;
    }
  }
}

describe('admission', () => {
  it('refuses nothing while the process keeps up', () => {
    const process = new SimulatedProcess(1_000);
    for (let window = 0; window < 50; window += 1) process.pass({ a: 900, b: 90 });
    expect(process.admission).toMatchObject({ shed: 0, isShedding: false });
  });

  it('refuses nothing for one long pause', () => {
    const process = new SimulatedProcess(1_000);
    process.pass({ a: 500 });
    process.admission.looked(400);
    for (let window = 0; window < 5; window += 1) process.pass({ a: 500 });
    expect(process.admission).toMatchObject({ shed: 0, isShedding: false });
  });

  it('keeps goodput over 80 % and the delay short at twice of what can be done', () => {
    const process = new SimulatedProcess(1_000);
    process.got(50, { a: 1_000, b: 1_000 });
    const { a = 0, b = 0 } = process.got(100, { a: 1_000, b: 1_000 });
    expect(a + b).toBeGreaterThan(800);
    expect(process.delayMs).toBeLessThan(150);
    expect(process.admission.queueDelayMs).toBeLessThan(150);
  });

  it('refuses the account that asks for more than its share, and no other', () => {
    const process = new SimulatedProcess(1_000);
    const asks = { noisy: 5_000, quiet: 100, other: 200 };
    process.got(50, asks);
    const { noisy = 0, quiet, other } = process.got(50, asks);
    expect({ quiet, other }).toEqual({ quiet: 100, other: 200 });
    expect(noisy).toBeLessThan(800);
    expect(noisy).toBeGreaterThan(300);
  });

  it('lets everybody in again when the storm is over', () => {
    const process = new SimulatedProcess(1_000);
    process.got(30, { a: 3_000 });
    expect(process.admission.isShedding).toBe(true);
    process.got(60, { a: 500 });
    const { shed } = process.admission;
    expect(process.got(20, { a: 900 })).toEqual({ a: 900 });
    expect(process.admission).toMatchObject({ shed, isShedding: false });
  });

  it('lets every account have a call in each window, however many there are', () => {
    const process = new SimulatedProcess(10);
    const asks = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`a${index}`, 10]));
    process.got(30, asks);
    expect(Object.keys(process.got(5, asks))).toHaveLength(50);
  });
});
