import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { json, openService, type Service, stillTime } from '../../test/setup/service.ts';
import { openSource, SourceError, type SourceOptions } from './source.ts';

const shape = z.object({ name: z.string() });
let service: Service;
let other: Service;
let time: ReturnType<typeof stillTime>;
beforeEach(async () => {
  service = await openService((_, response) => json(response, { name: 'Kolada' }));
  other = await openService((_, response) => json(response, { name: 'somebody else' }));
  time = stillTime();
});
afterEach(async () => {
  await service.close();
  await other.close();
});
const open = (more: Partial<SourceOptions> = {}) =>
  openSource({ name: 'Kolada', url: `${service.url}/v3`, pace: null, timing: time, ...more });
const kindOf = async (asked: Promise<unknown>): Promise<string> =>
  await asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof SourceError ? error.kind : `not a SourceError: ${error}`),
  );

test('a path lies under the address of the source, and the answer has its shape', async () => {
  const source = open({ agent: 'Armkrok (+https://armkrok.example.org)' });
  expect(await source.read('/kpi?per_page=5000', shape)).toEqual({ name: 'Kolada' });
  expect(service.asked).toMatchObject([
    {
      method: 'GET',
      path: '/v3/kpi?per_page=5000',
      headers: { accept: 'application/json', 'user-agent': 'Armkrok (+https://armkrok.example.org)' },
    },
  ]);
  await source.read('tables/TAB1/data', shape, { selection: [] });
  expect(service.asked[1]).toMatchObject({ method: 'POST', path: '/v3/tables/TAB1/data', body: '{"selection":[]}' });
});

describe('what may pass is asked again, each time after a longer wait', () => {
  for (const [name, answer, kind] of [
    ['429', (response) => json(response, {}, 429), 'tooMany'],
    ['500', (response) => json(response, {}, 500), 'broken'],
    [
      '503 with a page',
      (response) => response.writeHead(503, { 'content-type': 'text/html' }).end('<p>Snart'),
      'broken',
    ],
    ['a connection that is cut', (response) => response.destroy(), 'unreachable'],
    [
      'an answer shorter than it says',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
        response.write('{"name":');
        setImmediate(() => response.destroy());
      },
      'unreachable',
    ],
  ] as [string, (response: import('node:http').ServerResponse) => unknown, string][]) {
    test(`${name}: five times in all, and then it is given up`, async () => {
      service.answer = (_, response) => answer(response);
      const source = open();
      expect(await kindOf(source.read('kpi', shape))).toBe(kind);
      expect(service.asked).toHaveLength(5);
      expect(time.waits).toEqual([2000, 4000, 8000, 16_000]);
      expect(source.count).toEqual({ requests: 5, retries: 4, waited: 30_000 });
    });
  }

  test('an answer that comes at the third time is the answer', async () => {
    service.answer = (_, response) =>
      service.asked.length < 3 ? json(response, {}, 502) : json(response, { name: 'Kolada' });
    const source = open();
    expect(await source.read('kpi', shape)).toEqual({ name: 'Kolada' });
    expect(source.count.retries).toBe(2);
  });

  test('a host that nobody answers at is unreachable', async () => {
    await other.close();
    expect(await kindOf(openSource({ name: 'x', url: other.url, pace: null, timing: time }).read('kpi', shape))).toBe(
      'unreachable',
    );
    expect(time.waits).toHaveLength(4);
    other = await openService();
  });

  test('silence, and an answer that drips, end at the time limit for the whole answer', async () => {
    const source = open({ limits: { milliseconds: 150, attempts: 2 } });
    service.answer = () => {};
    expect(await kindOf(source.read('kpi', shape))).toBe('timedOut');
    expect(service.asked).toHaveLength(2);
    let drops = 0;
    service.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => {
        drops += 1;
        response.write(' ');
      }, 20);
      response.on('close', () => clearInterval(drip));
    };
    expect(await kindOf(source.read('kpi', shape))).toBe('timedOut');
    expect(service.asked).toHaveLength(4);
    expect(drops).toBeGreaterThan(2);
  });
});

describe('Retry-After', () => {
  test('is waited for, in seconds or until a date', async () => {
    const until = new Date(time.moment + 47_000).toUTCString();
    service.answer = (_, response) =>
      service.asked.length === 1
        ? json(response, {}, 429, { 'retry-after': '17' })
        : service.asked.length === 2
          ? json(response, {}, 503, { 'retry-after': until })
          : json(response, { name: 'Kolada' });
    expect(await open().read('kpi', shape)).toEqual({ name: 'Kolada' });
    expect(time.waits).toEqual([17_000, 30_000]);
  });

  test('that asks for more than two minutes is left for another day', async () => {
    service.answer = (_, response) => json(response, {}, 429, { 'retry-after': '3600' });
    expect(await kindOf(open().read('kpi', shape))).toBe('tooMany');
    expect(service.asked).toHaveLength(1);
    expect(time.waits).toEqual([]);
  });
});

describe('what will not pass is refused at once, as a whole', () => {
  for (const [name, answer, kind] of [
    ['400', (response) => json(response, {}, 400), 'refused'],
    ['404', (response) => json(response, {}, 404), 'notThere'],
    [
      'a page with status 200',
      (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Hej'),
      'notJson',
    ],
    ['no type at all', (response) => response.writeHead(200).end('{"name":"Kolada"}'), 'notJson'],
    [
      'JSON that is cut',
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"name":"Kol'),
      'reshaped',
    ],
    [
      'letters that are not UTF-8',
      (response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.from('{"name":"Å"}', 'latin1')),
      'reshaped',
    ],
    ['another shape', (response) => json(response, { title: 'Kolada' }), 'reshaped'],
    ['a list where an object was', (response) => json(response, [{ name: 'Kolada' }]), 'reshaped'],
  ] as [string, (response: import('node:http').ServerResponse) => unknown, string][]) {
    test(name, async () => {
      service.answer = (_, response) => answer(response);
      expect(await kindOf(open().read('kpi', shape))).toBe(kind);
      expect(service.asked).toHaveLength(1);
    });
  }

  test('an answer larger than the limit, without reading it to its end', async () => {
    let written = 0;
    service.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 32))) written += 65_536;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    expect(await kindOf(open({ limits: { bytes: 1_000_000 } }).read('kpi', shape))).toBe('tooLarge');
    expect(written).toBeLessThan(50_000_000);
  });
});

describe('another host', () => {
  test('is never asked, by a link or by a redirect', async () => {
    const source = open();
    expect(await kindOf(source.read(`${other.url}/v3/kpi?page=2`, shape))).toBe('elsewhere');
    expect(await kindOf(source.read(`http://somebody@127.0.0.1:${new URL(service.url).port}/v3/kpi`, shape))).toBe(
      'elsewhere',
    );
    expect(await kindOf(source.read('../v2/kpi', shape))).toBe('elsewhere');
    expect(await kindOf(source.read('file:///etc/passwd', shape))).toBe('elsewhere');
    service.answer = (_, response) => response.writeHead(302, { location: `${other.url}/v3/kpi` }).end();
    expect(await kindOf(source.read('kpi', shape))).toBe('elsewhere');
    expect(other.asked).toEqual([]);
    expect(service.asked).toHaveLength(1);
  });

  test('on its own host a redirect is followed, three times and no more', async () => {
    service.answer = (asked, response) =>
      asked.path === '/v3/kpi'
        ? response.writeHead(301, { location: '/v3/kpi/' }).end()
        : json(response, { name: 'Kolada' });
    expect(await open().read('kpi', shape)).toEqual({ name: 'Kolada' });
    service.answer = (_, response) => response.writeHead(307, { location: '/v3/round' }).end();
    expect(await kindOf(open().read('kpi', shape))).toBe('refused');
    expect(service.asked).toHaveLength(2 + 4);
  });
});

test('the pace is kept by all who ask together: five begin in any second', async () => {
  const source = open({ pace: { calls: 5, milliseconds: 1000 } });
  const begun: number[] = [];
  service.answer = (_, response) => {
    begun.push(time.moment);
    json(response, { name: 'Kolada' });
  };
  for (let count = 0; count < 12; count += 1) await source.read('kpi', shape);
  expect(begun.map((at) => at - (begun[0] ?? 0))).toEqual([0, 0, 0, 0, 0, 1000, 1000, 1000, 1000, 1000, 2000, 2000]);
  source.keepPace({ calls: 1, milliseconds: 10_000 });
  await source.read('kpi', shape);
  expect(time.waits.at(-1)).toBe(10_000);
});
