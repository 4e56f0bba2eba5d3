import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const program = join(dirname(fileURLToPath(import.meta.url)), '../../test/processes/log.ts');

/** What a process had logged when it was killed without a chance to finish anything. */
async function loggedBy(level: string): Promise<{ signal: unknown; messages: string[] }> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, level], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (part) => {
    text += part;
    if (level === 'info') child.kill('SIGKILL');
  });
  const [, signal] = await once(child, 'close');
  const lines = text.trim().split('\n');
  return { signal, messages: lines.map((line) => JSON.parse(line).msg) };
}

test('an error is written before the program goes on, with what was logged before it, even if the process is then killed', async () => {
  const { signal, messages } = await loggedBy('error');
  expect(signal).toBe('SIGKILL');
  expect(messages).toContain('the last');
  // Fifty came before; the one that was just being sent may be lost.
  expect(messages.length).toBeGreaterThanOrEqual(50);
});

test('a line is sent off without waiting for more', async () => {
  const { signal, messages } = await loggedBy('info');
  expect(signal).toBe('SIGKILL');
  expect(messages).toEqual(['alone']);
});
