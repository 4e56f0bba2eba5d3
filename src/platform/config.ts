import { resolve } from 'node:path';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65535);
const yesNo = z.enum(['yes', 'no']).transform((value) => value === 'yes');

/** Every setting, its default and its meaning. `docs/operations/settings.md` is written from this table. */
const settings = {
  PORT: { schema: port, fallback: '4000', meaning: 'Port the web server listens on.' },
  HOST: { schema: z.string().min(1), fallback: '127.0.0.1', meaning: 'Address the web server listens on.' },
  DATA_DIR: {
    schema: z
      .string()
      .min(1)
      .transform((path) => resolve(path)),
    fallback: './data',
    meaning: 'Where the embedded database, files and keys live.',
  },
  CHECKPOINT_KEY_FILE: {
    schema: z
      .string()
      .min(1)
      .transform((path) => resolve(path))
      .optional(),
    fallback: undefined,
    meaning:
      'Private Ed25519 key in PEM that signs the checkpoints of the history. Without it one is made in DATA_DIR, beside the database it vouches for: see history.md.',
  },
  CHECKPOINT_DIR: {
    schema: z
      .string()
      .min(1)
      .transform((path) => resolve(path))
      .optional(),
    fallback: undefined,
    meaning:
      'Where the checkpoints are written, preferably a place that can only be added to. Without it DATA_DIR/checkpoints.',
  },
  DATABASE_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    fallback: undefined,
    meaning: 'PostgreSQL 15.9 or newer, as the application role. Without it the embedded database is used.',
  },
  DATABASE_OWNER_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    fallback: undefined,
    meaning: 'The same database as the owner role, for migrations. Required with DATABASE_URL.',
  },
  DATABASE_WORKER_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    fallback: undefined,
    meaning: 'The same database as the worker role, for the queue. Required with DATABASE_URL.',
  },
  DATABASE_POOL: {
    schema: z.coerce.number().int().min(1).max(100),
    fallback: '4',
    meaning: 'Connections held by one process. Four is the measured best on two cores.',
  },
  BASE_URL: {
    schema: z.url({ protocol: /^https?$/ }).optional(),
    fallback: undefined,
    meaning: 'The address users see. Must be https unless it is this machine.',
  },
  ALLOW_HTTP: {
    schema: yesNo,
    fallback: 'no',
    meaning: 'Set to yes to run without https on an address other than this machine.',
  },
  SMTP_URL: {
    schema: z.url({ protocol: /^smtps?$/ }).optional(),
    fallback: undefined,
    meaning:
      'Mail server. Without it mail stays in the outbox, which the demo mode shows, and leaves when there is one.',
  },
  MAIL_FROM: {
    schema: z.string().min(3),
    fallback: 'Armkrok <armkrok@localhost>',
    meaning: 'Sender of the mail that the system sends.',
  },
  REFRESH: {
    schema: yesNo,
    fallback: 'no',
    meaning:
      'Set to yes to fetch figures from Kolada and SCB, and to let users search in SCB. Nothing is asked of either until then.',
  },
  KOLADA_URL: {
    schema: z.url({ protocol: /^https?$/ }),
    fallback: 'https://api.kolada.se/v3',
    meaning: 'Where Kolada answers (version 3).',
  },
  KOLADA_PACE: {
    schema: z.coerce.number().int().min(0).max(1000),
    fallback: '5',
    meaning: 'The most requests a second to Kolada; 0 is no limit, for a copy of your own.',
  },
  SCB_URL: {
    schema: z.url({ protocol: /^https?$/ }),
    fallback: 'https://statistikdatabasen.scb.se/api/v2',
    meaning: 'Where SCB answers (PxWeb, version 2). SCB tells its pace itself.',
  },
  BACKUP_RECIPIENTS: {
    schema: z
      .string()
      .transform((text) => text.split(/[\s,]+/).filter(Boolean))
      .refine((all) => all.every((one) => /^age1[a-z0-9]+$/.test(one)), 'recipients begin with age1')
      .optional(),
    fallback: undefined,
    meaning:
      'For whom backups are sealed: recipients in the format age, with commas between. Without it they lie in the open.',
  },
  BACKUP_IDENTITY_FILE: {
    schema: z.string().min(1).optional(),
    fallback: undefined,
    meaning: 'File with the key that opens sealed backups. Needed when one is restored, and kept elsewhere until then.',
  },
  DEMO: {
    schema: yesNo.optional(),
    fallback: undefined,
    meaning:
      'Load the examples and show demo accounts. Default yes with the embedded database at an address that only this computer reaches, no otherwise.',
  },
  LOG_LEVEL: {
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']),
    fallback: 'info',
    meaning: 'How much is logged.',
  },
} as const;

export type SettingName = keyof typeof settings;
export const settingsTable = Object.entries(settings).map(([name, { fallback, meaning }]) => ({
  name: name as SettingName,
  fallback: fallback as string | undefined,
  meaning,
}));

type Parsed = { [Name in SettingName]: z.output<(typeof settings)[Name]['schema']> };

export interface Config extends Omit<Parsed, 'DEMO' | 'BASE_URL'> {
  readonly DEMO: boolean;
  readonly BASE_URL: string;
  readonly secure: boolean;
}

export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Settings that must be changed:\n${problems.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Reads and validates the settings. Throws one ConfigError that lists everything that is wrong. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(settings)) {
    const given = environment[name];
    const outcome = setting.schema.safeParse(given === undefined || given === '' ? setting.fallback : given);
    if (outcome.success) values[name] = outcome.data;
    else problems.push(`${name}: ${outcome.error.issues.map((issue) => issue.message).join('; ')}. ${setting.meaning}`);
  }
  const parsed = values as Parsed;
  if (parsed.DATABASE_URL && !parsed.DATABASE_OWNER_URL) {
    problems.push('DATABASE_OWNER_URL: required together with DATABASE_URL, for migrations.');
  }
  if (parsed.DATABASE_URL && !parsed.DATABASE_WORKER_URL) {
    problems.push('DATABASE_WORKER_URL: required together with DATABASE_URL, for the queue.');
  }
  const baseUrl = parsed.BASE_URL ?? `http://localhost:${parsed.PORT}`;
  const secure = baseUrl.startsWith('https:');
  if (parsed.BASE_URL && !secure && !parsed.ALLOW_HTTP && !loopback.has(new URL(baseUrl).hostname)) {
    problems.push('BASE_URL: must be https. Set ALLOW_HTTP=yes only on a closed test network.');
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    ...parsed,
    BASE_URL: baseUrl.replace(/\/$/, ''),
    secure,
    // Never by default where others can reach it: the demo accounts' password is known to all.
    DEMO: parsed.DEMO ?? (parsed.DATABASE_URL === undefined && loopback.has(new URL(baseUrl).hostname)),
  };
}
