import { spawn } from 'node:child_process';
import type { DocumentsFigures } from './document-server.ts';
import { root } from './processes.ts';

export interface DocumentsBench extends DocumentsFigures {
  /** The longest answer of /health while documents were made, asked from another process. */
  readonly slowestHealth: number;
  /** The same while nothing was made. */
  readonly slowestIdle: number;
  readonly asked: number;
}

/** Documents are made in the process that answers /health, and /health is asked from here all the while. */
export async function benchDocuments(appUrl: string, rounds: number): Promise<DocumentsBench> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/document-server.ts', String(rounds)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production', BENCH_DATABASE: appUrl },
  });
  const waits: number[] = [];
  let slowestIdle = 0;
  let asking = true;
  const ask = async (port: number): Promise<void> => {
    while (asking) {
      const began = performance.now();
      const answer = await fetch(`http://127.0.0.1:${port}/health`);
      await answer.arrayBuffer();
      if (answer.status === 200) waits.push(performance.now() - began);
      await new Promise((resume) => setTimeout(resume, 5));
    }
  };
  let asked: Promise<void> | undefined;
  try {
    return await new Promise<DocumentsBench>((done, failed) => {
      child.on('exit', (code) => failed(new Error(`the documents stopped: ${code}`)));
      child.on('message', (message: { port?: number; figures?: DocumentsFigures }) => {
        if (message.port) {
          asked = ask(message.port).catch((error: Error) => failed(error));
          // Connections and compiled code warm first, as those of a running house are.
          setTimeout(() => {
            waits.length = 0;
          }, 500);
          setTimeout(() => {
            slowestIdle = Math.max(...waits);
            waits.length = 0;
            child.send('begin');
          }, 3500);
        }
        if (message.figures)
          done({ ...message.figures, slowestHealth: Math.max(...waits), slowestIdle, asked: waits.length });
      });
    });
  } finally {
    asking = false;
    await asked;
    child.removeAllListeners('exit');
    child.kill('SIGTERM');
  }
}
