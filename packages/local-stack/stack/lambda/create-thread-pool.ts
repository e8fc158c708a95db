/** The threads of one function. They stay warm, never exceed the limit, and are replaced when they die. */
import type { Thread } from './start-thread.ts';

export type ThreadPool = {
  /** Waits for a free thread and runs `work` with it. Undefined once the pool is closed. */
  use<T>(work: (thread: Thread) => Promise<T>): Promise<T | undefined>;
  /** Kills every thread, also those that work. */
  close(): Promise<void>;
};

export function createThreadPool(maximum: number, start: () => Thread): ThreadPool {
  const idle: Thread[] = [];
  const working = new Set<Thread>();
  const waiting: (() => void)[] = [];
  let closed = false;

  /** Undefined when all threads work. */
  function take(): Thread | undefined {
    const warm = idle.findLast((thread) => thread.isAlive());
    const thread = warm ?? (working.size < maximum ? start() : undefined);
    const kept = idle.filter((other) => other !== warm && other.isAlive());
    idle.splice(0, idle.length, ...kept);
    if (thread) working.add(thread);
    return thread;
  }

  function giveBack(thread: Thread): void {
    working.delete(thread);
    if (thread.isAlive()) idle.push(thread);
    waiting.shift()?.();
  }

  return {
    async use(work) {
      let thread = closed ? undefined : take();
      while (!thread && !closed) {
        await new Promise<void>((proceed) => waiting.push(proceed));
        thread = closed ? undefined : take();
      }
      return thread && work(thread).finally(() => giveBack(thread));
    },
    async close() {
      closed = true;
      for (const proceed of waiting.splice(0)) proceed();
      await Promise.all([...idle, ...working].map((thread) => thread.kill()));
    },
  };
}
