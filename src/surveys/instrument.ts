import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const both = z.object({ sv: z.string().min(1), en: z.string().min(1) }).strict();

/** A set of questions as it lies in its file. The kind says whose the answers are; it never changes in a round. */
export const instrumentShape = z
  .object({
    key: z.string().regex(/^[a-z][a-z-]*$/),
    version: z.int().positive(),
    kind: z.enum(['organisationsAnswer']),
    name: both,
    source: both,
    questions: z
      .array(z.object({ key: z.string().regex(/^[a-z][a-z-]*$/), short: both, text: both, hint: both }).strict())
      .min(1)
      .refine((questions) => new Set(questions.map(({ key }) => key)).size === questions.length, 'a key comes twice'),
    agreement: z.object({ question: both, steps: z.array(both).length(5) }).strict(),
  })
  .strict();
export type Instrument = z.infer<typeof instrumentShape>;
export type Question = Instrument['questions'][number];

/** The copy that a round keeps. */
export const readInstrument = (kept: unknown): Instrument => instrumentShape.parse(kept);

const folder = new URL('instruments/', import.meta.url);

function readAll(): readonly Instrument[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const instrument = instrumentShape.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
      if (name !== `${instrument.key}.v${instrument.version}.json`) {
        throw new Error(`${name} holds ${instrument.key}, version ${instrument.version}`);
      }
      return instrument;
    });
}

/** Every version of every instrument that lies in the folder. */
export const instruments: readonly Instrument[] = readAll();

/** The newest version of each, to be chosen for a new round. */
export const offeredInstruments: readonly Instrument[] = instruments.filter(
  (one) => !instruments.some((other) => other.key === one.key && other.version > one.version),
);
