import { EdgeError } from '@grantlog/contract';
import { Admission } from './admission.js';

type Asks = Readonly<Record<string, number>>;

/**
 * A process as Node is one: each turn of the event loop carries out whatever came in during the last one, and takes as
 * long as that takes. It does `capacity` calls in 100 ms; time is simulated.
 */
class SimulatedProcess {
  readonly admission: Admission;
  delayMs = 0;
  #nowMs = 0;
  #turnMs = 10;

  /**
   * @param refusalCost of a refused call, as a part of what a call costs that is carried out
   * @param mostWaiting calls of one account that come in during one turn: clients have so many in flight
   */
  constructor(
    private readonly capacity: number,
    private readonly refusalCost = 0,
    private readonly mostWaiting = 3_000,
  ) {
    this.admission = new Admission(() => this.#nowMs);
  }

  /** What each account gets in 100 ms when it asks so often, on average over so many of them. */
  got(windows: number, asks: Asks): Asks {
    const admitted = new Map<string, number>();
    const startMs = this.#nowMs;
    while (this.#nowMs < startMs + windows * 100) this.#turn(asks, admitted);
    const passed = (this.#nowMs - startMs) / 100;
    return Object.fromEntries([...admitted].map(([account, calls]) => [account, calls / passed]));
  }

  /** Nothing comes in for so long, and then one turn takes longer than it should. */
  pause(turnMs: number): void {
    this.#end(10);
    this.#end(turnMs);
    this.#turnMs = 10;
  }

  #turn(asks: Asks, admitted: Map<string, number>): void {
    let done = 0;
    for (const [account, calls] of Object.entries(asks)) {
      const waiting = Math.min((calls * this.#turnMs) / 100, this.mostWaiting);
      for (let call = 0; call < waiting; call += 1) {
        const isAdmitted = this.#ask(account);
        done += isAdmitted ? 1 : this.refusalCost;
        if (isAdmitted) admitted.set(account, (admitted.get(account) ?? 0) + 1);
      }
    }
    this.#end(Math.max(10, (done / this.capacity) * 100));
  }

  #end(turnMs: number): void {
    this.#turnMs = turnMs;
    this.#nowMs += turnMs;
    this.delayMs = turnMs - 10;
    this.admission.looked(this.delayMs);
  }

  #ask(account: string): boolean {
    try {
      this.admission.admit(account);
      return true;
    } catch (error) {
      if (!(error instanceof EdgeError) || error.code !== 'too_many_requests') throw error;
      return false;
    }
  }
}

describe('admission', () => {
  it('refuses nothing while the process keeps up', () => {
    const process = new SimulatedProcess(1_000);
    process.got(50, { a: 800, b: 90 });
    expect(process.admission).toMatchObject({ shed: 0, isShedding: false });
  });

  it('refuses nothing for one long pause', () => {
    const process = new SimulatedProcess(1_000);
    process.got(5, { a: 500 });
    process.pause(400);
    process.got(5, { a: 500 });
    expect(process.admission).toMatchObject({ shed: 0, isShedding: false });
  });

  it('keeps goodput over 80 % and the delay short at twice of what can be done', () => {
    const process = new SimulatedProcess(1_000);
    const asks = { a: 1_000, b: 1_000 };
    process.got(100, asks);
    const { a = 0, b = 0 } = process.got(100, asks);
    expect(a + b).toBeGreaterThan(800);
    expect(process.admission.queueDelayMs).toBeLessThan(200);
  });

  it('refuses the account that asks for more than its share, and no other', () => {
    const process = new SimulatedProcess(1_000);
    const asks = { noisy: 5_000, quiet: 100, other: 200 };
    process.got(100, asks);
    const { noisy = 0, quiet, other } = process.got(100, asks);
    expect(quiet).toBeGreaterThan(95);
    expect(other).toBeGreaterThan(190);
    expect(noisy).toBeLessThan(1_000);
    expect(noisy).toBeGreaterThan(300);
  });

  it('does not take a few slow calls for a queue', () => {
    const process = new SimulatedProcess(10, 0, 8);
    process.got(100, { a: 8, b: 8 });
    expect(process.admission.shed).toBe(0);
  });

  it('counts the items of a batch', () => {
    let nowMs = 0;
    const admission = new Admission(() => nowMs);
    admission.charge('a', 16_000);
    for (let look = 0; look < 2; look += 1) {
      nowMs += 100;
      admission.looked(80);
    }
    admission.admit('a');
    admission.charge('a', 16_000);
    expect(() => {
      admission.admit('a');
    }).toThrow('wait a second');
  });

  it('does not refuse ever more where that does not help', () => {
    const process = new SimulatedProcess(1_000, 0.9);
    process.got(100, { a: 1_500 });
    expect(process.got(50, { a: 1_500 })['a']).toBeGreaterThan(250);
  });

  it('lets everybody in again when the storm is over', () => {
    const process = new SimulatedProcess(1_000);
    process.got(50, { a: 3_000 });
    expect(process.admission.isShedding).toBe(true);
    process.got(100, { a: 500 });
    const { shed } = process.admission;
    process.got(20, { a: 800 });
    expect(process.admission).toMatchObject({ shed, isShedding: false });
  });

  it('lets every account have a call in each window, however many there are', () => {
    const process = new SimulatedProcess(10);
    const asks = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`a${index}`, 10]));
    process.got(50, asks);
    expect(Object.keys(process.got(10, asks))).toHaveLength(50);
  });
});
