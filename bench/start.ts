import { answers, freePort, median, spawnProgram, stopProgram } from './processes.ts';

/** A later start: the data are there, the database's own server is not. From spawn to a healthy answer, in milliseconds. */
export async function benchStart(dataDir: string, log: string, rounds: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const port = await freePort();
    const started = performance.now();
    const child = spawnProgram(['bin/start.mjs'], log, { DATA_DIR: dataDir, PORT: String(port), DEMO: 'no' });
    try {
      await answers(child, `http://127.0.0.1:${port}/health`, log);
      times.push(performance.now() - started);
    } finally {
      await stopProgram(child);
    }
  }
  return median(times);
}
