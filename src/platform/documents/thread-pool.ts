import { Worker } from 'node:worker_threads';
import { Refusal } from '../errors.ts';

export interface PoolOptions {
  /** The program of a thread: answers `{ id, result }` or `{ id, failure }` to each `{ id, work }`. */
  readonly program: URL;
  readonly threads: number;
  /** How many may wait; one more is refused as unavailable. */
  readonly waiting: number;
  /** Milliseconds. What takes longer is given up, and its thread ended. */
  readonly limit: number;
  readonly workerData?: unknown;
}

interface Job {
  readonly work: unknown;
  readonly done: (result: unknown) => void;
  readonly failed: (error: Error) => void;
}

export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly fault?: string | undefined;
}

interface Answer {
  readonly result?: unknown;
  readonly failure?: Failure;
}

/** What went wrong in a thread and was told, by the name it had there. */
export class ThreadFailure extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.name = failure.name;
    this.failure = failure;
  }
}

/**
 * Work that does not give way, kept off the thread that answers requests. Threads begin with the first work, and do not
 * hold the process when there is none. A thread that dies or is ended takes only its own work with it.
 */
export class ThreadPool {
  readonly #options: PoolOptions;
  readonly #queue: Job[] = [];
  readonly #idle: Worker[] = [];
  #threads = 0;
  #isClosed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  run<Result>(work: unknown): Promise<Result> {
    return new Promise((done, failed) => {
      const isFree = this.#idle.length > 0 || this.#threads < this.#options.threads;
      if (this.#isClosed || (!isFree && this.#queue.length >= this.#options.waiting)) {
        failed(new Refusal('unavailable'));
        return;
      }
      this.#queue.push({ work, done: done as Job['done'], failed });
      this.#next();
    });
  }

  /** Gives up what waits, and ends the threads. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const job of this.#queue.splice(0)) job.failed(new Refusal('unavailable'));
    await Promise.all(this.#idle.splice(0).map((worker) => worker.terminate()));
  }

  #next(): void {
    if (this.#queue.length === 0) return;
    const worker = this.#idle.pop() ?? (this.#threads < this.#options.threads ? this.#begin() : undefined);
    if (worker) this.#give(worker, this.#queue.shift() as Job);
  }

  #begin(): Worker {
    this.#threads += 1;
    const worker = new Worker(this.#options.program, { workerData: this.#options.workerData });
    // Counted until it has really ended: what runs outside JavaScript cannot be broken off, and must not pile up.
    worker.once('exit', () => {
      this.#threads -= 1;
      const at = this.#idle.indexOf(worker);
      if (at >= 0) this.#idle.splice(at, 1);
      this.#next();
    });
    // An idle thread that fails just ends; one at work has a listener that tells whose work it took with it.
    worker.on('error', () => {});
    return worker;
  }

  #give(worker: Worker, job: Job): void {
    worker.ref();
    const end = (settle: () => void) => {
      clearTimeout(timer);
      worker.off('message', answered).off('error', died).off('exit', gone);
      worker.unref();
      settle();
    };
    const answered = (answer: Answer) => {
      end(() => (answer.failure ? job.failed(new ThreadFailure(answer.failure)) : job.done(answer.result)));
      if (this.#isClosed) void worker.terminate();
      else {
        this.#idle.push(worker);
        this.#next();
      }
    };
    const died = (error: Error) => end(() => job.failed(error));
    const gone = () => end(() => job.failed(new Error('the thread ended')));
    const timer = setTimeout(() => {
      end(() => job.failed(new Refusal('unavailable')));
      void worker.terminate();
    }, this.#options.limit);
    worker.on('message', answered).on('error', died).on('exit', gone);
    try {
      worker.postMessage(job.work);
    } catch (error) {
      // What cannot be handed over to a thread, such as a function.
      end(() => job.failed(error as Error));
      this.#idle.push(worker);
    }
  }
}
