import { createServer, type Server } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { listen } from './listening.ts';

/** How it stands with what only the database knows; asked when somebody asks for the figures. */
export interface DatabaseState {
  readonly waitingJobs: number;
  /** How long the oldest job that is due has waited. */
  readonly queueLagSeconds: number;
  readonly failedJobs: number;
  readonly failedLetters: number;
  /** Since figures were last fetched from a source; null when they never were. */
  readonly sourceAges: Readonly<Record<string, number | null>>;
  readonly databaseBytes: number;
}

export interface MetricsOptions {
  readonly pool: () => { readonly total: number; readonly idle: number; readonly waiting: number };
  readonly state: () => Promise<DatabaseState>;
}

export interface Metrics {
  observe(route: string, method: string, status: number, milliseconds: number): void;
  text(): Promise<string>;
}

/** From a page at its best to what nobody waits for. */
const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Figures about the process, as Prometheus reads them. Routes by their patterns, never by an address somebody asked for. */
export function openMetrics(options: MetricsOptions): Metrics {
  const registers = [new Registry()];
  const [register] = registers as [Registry];
  collectDefaultMetrics({ register, prefix: 'armkrok_' });
  const requests = new Counter({
    name: 'armkrok_requests_total',
    help: 'Requests answered, by route and class of status.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'armkrok_request_seconds',
    help: 'How long answers took.',
    labelNames: ['route'],
    buckets: seconds,
    registers,
  });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `armkrok_${name}`, help, labelNames, registers });
  const pool = gauge('database_connections', 'Connections to the database, by what they do.', ['state']);
  const answers = gauge('database_answers', '1 when the database answered when these figures were asked for.');
  const waiting = gauge('queue_waiting', 'Jobs that are due and wait.');
  const lag = gauge('queue_lag_seconds', 'How long the oldest job that is due has waited.');
  const failed = gauge('queue_failed', 'Jobs that are not tried again by themselves.');
  const letters = gauge('letters_failed', 'Letters that were never sent.');
  const ages = gauge('source_age_seconds', 'Since figures were last fetched from a source.', ['source']);
  const size = gauge('database_bytes', 'Size of the database.');

  // Found once for each route; finding them by their labels would cost more than counting.
  const known = new Map<string, { count: { inc(): void }; time: { observe(value: number): void } }>();

  return {
    observe(route, method, status, milliseconds) {
      const key = `${method} ${status - (status % 100)} ${route}`;
      let found = known.get(key);
      if (!found) {
        const labels = { method, route, status: `${Math.floor(status / 100)}xx` };
        found = { count: requests.labels(labels), time: durations.labels({ route }) };
        known.set(key, found);
      }
      found.count.inc();
      found.time.observe(milliseconds / 1000);
    },
    async text() {
      const { total, idle, waiting: queued } = options.pool();
      pool.set({ state: 'in use' }, total - idle);
      pool.set({ state: 'idle' }, idle);
      pool.set({ state: 'waited for' }, queued);
      try {
        const state = await options.state();
        answers.set(1);
        waiting.set(state.waitingJobs);
        lag.set(state.queueLagSeconds);
        failed.set(state.failedJobs);
        letters.set(state.failedLetters);
        for (const [source, age] of Object.entries(state.sourceAges)) if (age !== null) ages.set({ source }, age);
        size.set(state.databaseBytes);
      } catch {
        answers.set(0);
      }
      return await register.metrics();
    },
  };
}

/** A port of its own, which tells the figures and nothing else. */
export async function serveMetrics(
  metrics: Pick<Metrics, 'text'>,
  port: number,
  hostname: string,
): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer((request, answer) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      answer.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) => answer.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
      () => answer.writeHead(500).end(),
    );
  });
  return { server, port: await listen(server, port, hostname, 'METRICS_PORT') };
}
