import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { openMetrics, serveMetrics } from './metrics.ts';
import { readQueueState } from './queue-state.ts';

let house: TestHouse;
let isAway = false;
const metrics = openMetrics({
  pool: () => house.database.connections(),
  state: () => (isAway ? Promise.reject(new Error('away')) : readQueueState(house.database, house.now)),
});
beforeAll(async () => {
  house = await openHouse({ observe: metrics.observe });
});
afterAll(() => house.close());

const figure = (text: string, name: string): number => {
  const line = text.split('\n').find((one) => one.startsWith(name));
  return Number(line?.slice(line.lastIndexOf(' ') + 1));
};

test('answers are counted by route and class of status, never by an address that somebody made up', async () => {
  await house.fetch('/sign-in');
  await house.fetch('/sign-in');
  await house.fetch('/account');
  for (let made = 0; made < 20; made += 1) await house.fetch(`/made-up/${made}`);
  await house.fetch('/', { method: 'PROPFIND' });
  await house.fetch('/', { method: 'MADEUP' });
  const text = await metrics.text();
  expect(figure(text, 'armkrok_requests_total{method="GET",route="/sign-in",status="2xx"}')).toBe(2);
  expect(figure(text, 'armkrok_requests_total{method="GET",route="/account",status="3xx"}')).toBe(1);
  expect(figure(text, 'armkrok_requests_total{method="GET",route="none",status="4xx"}')).toBe(20);
  expect(figure(text, 'armkrok_requests_total{method="OTHER",route="none",status="4xx"}')).toBe(2);
  expect(figure(text, 'armkrok_request_seconds_count{route="/sign-in"}')).toBe(2);
  expect(text).not.toMatch(/made-up|MADEUP/);
});

test('the pool, the queue, the sources, the database and the process are told', async () => {
  const text = await metrics.text();
  expect(figure(text, 'armkrok_database_answers')).toBe(1);
  expect(figure(text, 'armkrok_database_connections{state="in use"}')).toBeGreaterThanOrEqual(0);
  expect(figure(text, 'armkrok_database_connections{state="waited for"}')).toBe(0);
  for (const name of ['queue_waiting', 'queue_lag_seconds', 'queue_failed', 'letters_failed']) {
    expect(figure(text, `armkrok_${name} `), name).toBe(0);
  }
  expect(figure(text, 'armkrok_database_bytes ')).toBeGreaterThan(1e6);
  for (const name of ['nodejs_eventloop_lag_seconds', 'process_resident_memory_bytes', 'nodejs_heap_size_used_bytes']) {
    expect(figure(text, `armkrok_${name} `), name).toBeGreaterThanOrEqual(0);
  }
  expect(text).toMatch(/^# TYPE armkrok_source_age_seconds gauge$/m);
});

test('with the database away the figures of the process are told, and that it is away', async () => {
  isAway = true;
  const text = await metrics.text();
  isAway = false;
  expect(figure(text, 'armkrok_database_answers')).toBe(0);
  expect(text).toContain('armkrok_requests_total');
});

test('they are told on a port of their own, on this machine alone, and nothing else is', async () => {
  const { server, port } = await serveMetrics(metrics, 0, '127.0.0.1');
  expect((server.address() as { address: string }).address).toBe('127.0.0.1');
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect(answer.headers.get('content-type')).toContain('text/plain');
  expect(await answer.text()).toContain('armkrok_requests_total');
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
  expect((await fetch(`http://127.0.0.1:${port}/metrics`, { method: 'POST' })).status).toBe(404);
  expect((await house.fetch('/metrics')).status).toBe(404);
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});
