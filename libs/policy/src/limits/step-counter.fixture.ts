import { Session } from 'node:inspector';
import { setFlagsFromString } from 'node:v8';

/** Of what the coverage of the engine says: how often each block of each function was run. */
interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

const ownCode = /\/libs\/policy\/src\/(?!.*\.(?:spec|fixture)\.ts$)/;

/**
 * Counts the steps that this package takes, the same on every machine and under every load: each run of a block of its
 * code, and each character that it has a method of strings look at.
 *
 * Nothing in the package knows of it: blocks are counted by the engine, and only in modules that are imported after
 * the counter was made; methods of strings are replaced while it counts. What a regular expression does is one step
 * for each character, because going back inside of one cannot be seen.
 */
export class StepCounter {
  readonly #session = new Session();

  constructor() {
    // Calls that an optimized function has in itself are not counted as calls.
    setFlagsFromString('--max-optimized-bytecode-size=0');
    this.#session.connect();
    this.#post('Profiler.enable');
    this.#post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  count(work: () => void): number {
    this.#blocks();
    const characters = countingCharacters(work);
    return this.#blocks() + characters;
  }

  stop(): void {
    this.#session.disconnect();
    setFlagsFromString('--max-optimized-bytecode-size=61440');
  }

  /** Those since the last call. */
  #blocks(): number {
    const { result } = this.#post('Profiler.takePreciseCoverage') as Coverage;
    const functions = result.filter(({ url }) => ownCode.test(url)).flatMap((script) => script.functions);
    return functions.flatMap(({ ranges }) => ranges).reduce((sum, { count }) => sum + count, 0);
  }

  #post(method: string, parameters: object = {}): unknown {
    let answer: unknown;
    this.#session.post(method, parameters, (error, result) => {
      if (error !== null) throw new Error(`the engine does not count: ${error.message}`);
      answer = result;
    });
    return answer;
  }
}

type Method = (this: unknown, ...given: unknown[]) => unknown;

const methods = [
  ...['indexOf', 'lastIndexOf', 'includes', 'search', 'split', 'replace', 'replaceAll', 'match'],
  ...[
    'startsWith',
    'endsWith',
    'slice',
    'substring',
    'toLowerCase',
    'toUpperCase',
    'trim',
    'padStart',
    'repeat',
  ],
] as const;

/** How many characters are looked at: of the result, of what is compared with, or else of the whole text. */
function charactersOf(name: string, text: string, [argument]: readonly unknown[], result: unknown): number {
  if (name === 'slice' || name === 'substring' || name === 'repeat') return String(result).length;
  const isComparison = name === 'startsWith' || name === 'endsWith';
  return isComparison ? String(argument).length : text.length;
}

function countingCharacters(work: () => void): number {
  let characters = 0;
  const restore = [
    ...methods.map((name) =>
      replaced(String.prototype, name, (text, given, result) => {
        characters += charactersOf(name, String(text), given, result);
      }),
    ),
    // A sticky or global expression reads on from where it stood.
    replaced(RegExp.prototype, 'exec', (expression, [text], result) => {
      const readsOn = expression instanceof RegExp && (expression.sticky || expression.global);
      characters += readsOn ? String(Array.isArray(result) ? result[0] : '').length : String(text).length;
    }),
  ];
  try {
    work();
  } finally {
    for (const each of restore) each();
  }
  return characters;
}

type Watcher = (self: unknown, given: readonly unknown[], result: unknown) => void;

/** Puts a watched method in the place of another; the answer puts the old one back. */
function replaced(owner: object, name: string, watch: Watcher): () => void {
  const original = Reflect.get(owner, name) as Method;
  const watched: Method = function (...given) {
    const result = original.apply(this, given);
    watch(this, given, result);
    return result;
  };
  Object.defineProperty(owner, name, { value: watched, configurable: true, writable: true });
  return () => Object.defineProperty(owner, name, { value: original, configurable: true, writable: true });
}
