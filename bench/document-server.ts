import { serve } from '@hono/node-server';
import { composeAgreement } from '../src/agreements/agreement-document.ts';
import { composeApp } from '../src/app.tsx';
import { identify } from '../src/identity/user.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import type { Block, DocumentModel } from '../src/platform/documents/document.ts';
import { openDocuments } from '../src/platform/documents/documents.ts';
import { formatsFor } from '../src/platform/texts.ts';
import { shelveUi } from '../src/ui/assets.ts';
import { drawnLineChart, drawnMark, markedState } from '../src/ui/document-parts.tsx';
import { median } from './processes.ts';

/** Milliseconds, warm: until it is there, and of processor time, the answers of /health included. */
export interface Made {
  readonly wait: number;
  readonly processor: number;
}

export interface DocumentsFigures {
  readonly report: Made;
  readonly large: Made;
  readonly agreement: Made;
  readonly word: Made;
  readonly png: Made;
}

const formats = formatsFor('sv');
const text =
  'Arbetslösheten bland unga har fallit under hela perioden, och parterna är överens om att konjunkturen bar en stor del av förändringen. Ingen vet vad som hade hänt utan insatsen, och därför börjar praktikplatserna vid olika tidpunkter i kommunerna nästa år. ';

/** No two alike, and none like that of another round: nothing is to be found already drawn. */
const chart = (seed: number): Block =>
  drawnLineChart(
    {
      unit: '%',
      decimals: 1,
      formats,
      description: `Det föll från ${formats.number(14 + seed / 1000, 3)} till 5,1 procent.`,
      lines: ['Blekinge', 'Riket', 'Ronneby', 'Olofström', 'Karlshamn', 'Sölvesborg', 'Karlskrona'].map(
        (name, line) => ({
          name,
          kind: line === 0 ? 'whole' : line === 1 ? 'country' : 'context',
          points: Array.from({ length: 13 }, (_, at) => ({
            period: 2010 + at,
            value: 12 - at * 0.5 + line * 0.7 + Math.sin(at * 1.7 + seed + line),
            status: 'published',
          })),
        }),
      ),
      target: { value: 7.1, period: 2017, text: 'Mål 7,1 till 2017' },
    },
    {
      caption: `Arbetslösa 16–24 år, procent, ${seed}`,
      notes: ['Källa: Kolada (N03921), fryst underlag 12 november 2023.'],
    },
  );

const section = (seed: number, charts: number, paragraphs: number): readonly Block[] => [
  { kind: 'heading', level: 2, text: `Mål ${seed}. Arbetslösheten bland unga halveras` },
  ...Array.from(
    { length: paragraphs },
    (_, at): Block => ({ kind: 'paragraph', text: `${seed}.${at} ${text.repeat(2)}` }),
  ),
  ...Array.from({ length: charts }, (_, at) => chart(seed * 100 + at)),
  {
    kind: 'table',
    caption: `Målen i siffror, ${seed}`,
    rowHeadings: true,
    columns: [
      { heading: 'Mål' },
      { heading: '2013', numeric: true },
      { heading: '2022', numeric: true },
      { heading: 'Läge', fit: true },
    ],
    rows: Array.from({ length: 8 }, (_, at) => ({
      cells: [`Mål ${at}`, '14,2', '5,1', markedState({ shape: 'missed', text: 'Nåddes inte' })],
    })),
    notes: ['Procent.'],
  },
];

const documentOf = (round: number, sections: number, charts: number, paragraphs: number): DocumentModel => ({
  language: 'sv',
  title: 'Arbetslösheten bland unga har fallit',
  author: 'Region F',
  date: '2023-12-04',
  label: 'Påhittat exempel',
  head: { name: 'Armkrok', mark: drawnMark(), about: 'Fler unga i arbete' },
  foot: 'Gemensam uppföljning 2023',
  blocks: Array.from({ length: sections }, (_, at) => section(round * 1000 + at, charts, paragraphs)).flat(),
});

const words =
  'Parterna ser till helheten och varje part beslutar om sitt eget. Det som rör flera tas upp i styrgruppen. ';

/** The text of a whole agreement as the product composes it: forty clauses, twenty parties, a duty and a table for each. */
function agreementOf(round: number): DocumentModel {
  const kinds = ['purpose', 'goals', 'roles', 'coordination', 'information', 'values', 'conflict', 'withdrawal'];
  const parties = Array.from({ length: 20 }, (_, at) => ({ party_id: `${at}`, party_name: `Kommun ${at}` }));
  const clauses = Array.from({ length: 40 }, (_, at) => ({
    id: `${at}`,
    kind: kinds[at % kinds.length],
    heading: `Avsnitt om ${at}, ${round}`,
    text: `${words.repeat(3)}\n\n- Var sjätte månad går parterna igenom läget i ${at}.\n- Det som inte håller ändras.`,
  }));
  const undertakings = parties.map(({ party_id, party_name }, at) => ({
    clause_id: String(at % 2 === 0 ? 2 : 10),
    party_id,
    party_name,
    text: `Utser en samordnare ${at}`,
    amount: 'en halv tjänst',
    until_on: '2025-12-31',
  }));
  const whole = {
    agreement: { title: 'Samverkansavtal om trygg skolväg', kind: 'cooperationAgreement', ground: 'signed' },
    version: {
      number: 1,
      least_bound: 10,
      locked_at: null,
      financing_plan_id: null,
      notice_months: 6,
      follow_up_months: 6,
    },
    clauses,
    undertakings,
    parties,
    order: [],
  };
  const of = { collaboration: { name: 'Trygg skolväg', example: 'none' }, language: 'sv', formats, now: new Date() };
  return composeAgreement(
    whole as unknown as Parameters<typeof composeAgreement>[0],
    of as unknown as Parameters<typeof composeAgreement>[1],
    'a'.repeat(64),
  );
}

const rounds = Number(process.argv[2]);
const database = openDatabase({ url: process.env.BENCH_DATABASE ?? '', poolSize: 4, identify });
const app = composeApp({
  database,
  clock: () => new Date(),
  log: { info() {}, error: (fields: object) => console.error(fields) },
  secure: false,
  origin: 'http://localhost',
  demo: false,
  key: Buffer.alloc(32, 7),
});
const documents = openDocuments({ styles: shelveUi([]).styles });

async function timed(prepare: (round: number) => () => Promise<unknown>, times: number): Promise<Made> {
  const waits: number[] = [];
  const spent: number[] = [];
  for (let round = 0; round <= times; round += 1) {
    const make = prepare(round);
    const began = performance.now();
    const before = process.cpuUsage();
    await make();
    const { user, system } = process.cpuUsage(before);
    // The first one warms.
    if (round === 0) continue;
    waits.push(performance.now() - began);
    spent.push((user + system) / 1000);
  }
  return { wait: median(waits), processor: median(spent) };
}

const pagesOf = (pdf: Uint8Array): number =>
  Math.max(
    ...[
      ...Buffer.from(pdf)
        .toString('latin1')
        .matchAll(/\/Type\s*\/Pages[^>]*?\/Count (\d+)/g),
    ].map(([, count]) => Number(count)),
    0,
  );

async function measure(): Promise<DocumentsFigures> {
  const report = (round: number) => documentOf(round, 6, 1, 9);
  const large = (round: number) => documentOf(100 + round, 15, 2, 12);
  const sized = [await documents.pdf(report(90), 'ua-1'), await documents.pdf(large(90), 'ua-1')].map(pagesOf);
  if (sized[0] !== 12 || (sized[1] ?? 0) < 40) throw new Error(`the documents have ${sized.join(' and ')} pages`);
  const drawing = (round: number) => chart(round) as { svg: string };
  return {
    report: await timed((round) => {
      const model = report(round);
      return () => documents.pdf(model, 'ua-1');
    }, rounds * 2),
    large: await timed((round) => {
      const model = large(round);
      return () => documents.pdf(model, 'a-2a');
    }, rounds),
    agreement: await timed((round) => {
      const model = agreementOf(round);
      return () => documents.pdf(model, 'a-2a');
    }, rounds * 2),
    word: await timed((round) => {
      const model = report(50 + round);
      return () => documents.word(model);
    }, rounds),
    png: await timed((round) => {
      const { svg } = drawing(round);
      return () => documents.png(svg, 'light');
    }, rounds * 2),
  };
}

const server = serve({ fetch: (request) => app.fetch(request), port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  process.send?.({ port }),
);
process.on('message', () => {
  measure().then(
    (figures) => process.send?.({ figures }),
    (error: Error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('SIGTERM', () => {
  server.close();
  process.exit(0);
});
