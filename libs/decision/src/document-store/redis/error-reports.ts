/** The same words again within this time are not told again. */
const silenceMs = 10_000;

/** Passes errors on, but not the same one over and over while a server is down. */
export class ErrorReports {
  #last: { readonly words: string; readonly at: number } | undefined;

  constructor(private readonly onError: (error: unknown) => void) {}

  readonly report = (error: unknown): void => {
    const words = String(error);
    const at = performance.now();
    if (this.#last?.words === words && at - this.#last.at < silenceMs) return;
    this.#last = { words, at };
    this.onError(error);
  };
}
