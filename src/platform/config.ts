import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { isNetwork } from './http/client-address.ts';

const port = z.coerce.number().int().min(0).max(65535);
const count = z.coerce.number().int().min(0).max(1_000_000_000);
const day = z.iso.date();
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
      'Private Ed25519 key in PEM that signs the checkpoints of the history and the evidence of signatures. Without it one is made in DATA_DIR, beside the database it vouches for: see history.md.',
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
  TIME_STAMP_URL: {
    schema: z.url({ protocol: /^https?$/ }).optional(),
    fallback: undefined,
    meaning:
      'A time stamp authority (RFC 3161) that says when a signature was made. It is sent a hash and nothing else. Without it the time is the installation’s own word, and the evidence says so: see verify-signature.md.',
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
  TRUSTED_PROXY: {
    schema: z
      .string()
      .transform((text) => text.split(/[\s,]+/).filter(Boolean))
      .refine((networks) => networks.every(isNetwork), 'addresses or networks, such as 127.0.0.1, 10.0.0.0/8'),
    fallback: '',
    meaning:
      'The addresses or networks of the proxies in front, with commas between. Only what they say in X-Forwarded-For is believed. Without it every visitor who is not signed in counts as one behind a proxy.',
  },
  LIMIT_REQUESTS: {
    schema: count,
    fallback: '3000',
    meaning:
      'How many pages one person may ask for in a minute; an organisation five times as many; whoever is not signed in counts by address. 0 is no limit, here and below.',
  },
  LIMIT_WRITES: { schema: count, fallback: '300', meaning: 'How many forms one person may send in a minute.' },
  LIMIT_DEAR: {
    schema: count,
    fallback: '120',
    meaning: 'How many searches, documents, pictures, files and uploads one person may ask for in a minute.',
  },
  LIMIT_SIGN_IN: {
    schema: count,
    fallback: '100',
    meaning: 'How many failed sign-ins may come from one address in a quarter of an hour.',
  },
  METRICS_PORT: {
    schema: port.optional(),
    fallback: undefined,
    meaning:
      'Port where figures about the process are told as Prometheus text, under /metrics. Without it they are not.',
  },
  METRICS_HOST: {
    schema: z.string().min(1),
    fallback: '127.0.0.1',
    meaning: 'Address of that port. Others than this machine should reach it only inside a closed network.',
  },
  SECURITY_CONTACT: {
    schema: z.url({ protocol: /^(https|mailto|tel)$/ }).optional(),
    fallback: undefined,
    meaning:
      'Whom to tell of a security fault, such as mailto:security@example.org. Shown in /.well-known/security.txt, which is there only with it.',
  },
  SECURITY_EXPIRES: {
    schema: day.optional(),
    fallback: undefined,
    meaning:
      'The day, yyyy-mm-dd, by which that contact must have been looked at again. Required with SECURITY_CONTACT.',
  },
  SECURITY_POLICY: {
    schema: z.url({ protocol: /^https$/ }).optional(),
    fallback: undefined,
    meaning: 'The address of the page that says how faults are reported and handled.',
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
  FILE_MEGABYTES: {
    schema: z.coerce.number().int().min(1).max(1000),
    fallback: '25',
    meaning: 'The largest file that can be attached, in megabytes.',
  },
  FILES_MEGABYTES: {
    schema: z.coerce.number().int().min(1).max(1_000_000),
    fallback: '2000',
    meaning: 'What the attachments of one collaboration may take together, in megabytes.',
  },
  S3_ENDPOINT: {
    schema: z.url({ protocol: /^https?$/ }).optional(),
    fallback: undefined,
    meaning: 'Keep attachments in a bucket that speaks S3, at this address, and not in DATA_DIR/attachments.',
  },
  S3_REGION: { schema: z.string().min(1), fallback: 'us-east-1', meaning: 'The region of the bucket.' },
  S3_BUCKET: {
    schema: z.string().min(3).optional(),
    fallback: undefined,
    meaning: 'The bucket. Required with S3_ENDPOINT; it must be there already.',
  },
  S3_KEY_FILE: {
    schema: z.string().min(1).optional(),
    fallback: undefined,
    meaning: 'A file that holds the access key of the bucket. Required with S3_ENDPOINT.',
  },
  S3_SECRET_FILE: {
    schema: z.string().min(1).optional(),
    fallback: undefined,
    meaning: 'A file that holds the secret of the access key. Required with S3_ENDPOINT.',
  },
  CLAMD_URL: {
    schema: z.url({ protocol: /^(tcp|unix)$/ }).optional(),
    fallback: undefined,
    meaning:
      'Where clamd looks through attachments for viruses: tcp://host:3310 or unix:/path/to/socket. Without it each attachment says that it has not been scanned.',
  },
  SCAN_DEMANDED: {
    schema: yesNo,
    fallback: 'no',
    meaning: 'Set to yes to hand out no attachment before it has been scanned. Needs CLAMD_URL.',
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
  PROVIDER_PRIVATE_HOSTS: {
    schema: z
      .string()
      .transform((list) => list.split(',').map((host) => host.trim()))
      .pipe(z.array(z.string().regex(/^[a-z0-9.-]+$/i, 'names of hosts with commas between')))
      .optional(),
    fallback: undefined,
    meaning:
      "Names of hosts, with commas between, at private addresses where organisations' own sign-in services stand, such as an ADFS inside the network. No other private address is ever called.",
  },
  SESSION_IDLE_MINUTES: {
    schema: z.coerce.number().int().min(10).max(720),
    fallback: '60',
    meaning: 'A session in which nothing is done ends after so many minutes. Whoever holds it is warned before.',
  },
  SESSION_HOURS: {
    schema: z.coerce.number().int().min(1).max(24),
    fallback: '24',
    meaning:
      'A session ends after so many hours, whatever is done in it. Fewer than 20 is less than WCAG 2.2 (2.2.1) asks.',
  },
  ADMINISTRATOR_SECOND_FACTOR: {
    schema: yesNo.optional(),
    fallback: undefined,
    meaning:
      'A system administrator administers nothing until a code from an app or a passkey is added. Default yes, no in the demonstration.',
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
/** May instead lie in a file that NAME_FILE leads to: what stands in an environment is seen by more than what lies in a file. */
export const secretSettings: readonly SettingName[] = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'DATABASE_WORKER_URL',
  'SMTP_URL',
];
export const settingsTable = Object.entries(settings).map(([name, { fallback, meaning }]) => ({
  name: name as SettingName,
  fallback: fallback as string | undefined,
  meaning,
}));

type Parsed = { [Name in SettingName]: z.output<(typeof settings)[Name]['schema']> };

export interface Config extends Omit<Parsed, 'DEMO' | 'BASE_URL' | 'ADMINISTRATOR_SECOND_FACTOR'> {
  readonly DEMO: boolean;
  readonly ADMINISTRATOR_SECOND_FACTOR: boolean;
  readonly BASE_URL: string;
  readonly secure: boolean;
  /** The system is reached from this machine alone. */
  readonly isOnThisMachine: boolean;
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
  const isSecret = (name: string): boolean => (secretSettings as readonly string[]).includes(name);
  for (const [name, setting] of Object.entries(settings)) {
    const file = isSecret(name) ? environment[`${name}_FILE`] : undefined;
    let given = environment[name];
    if (file && given) problems.push(`${name}: is given twice, also as ${name}_FILE. Keep one of them.`);
    else if (file) {
      try {
        given = readFileSync(file, 'utf8').trim();
        if (given === '') problems.push(`${name}_FILE: ${file} is empty.`);
      } catch (error) {
        problems.push(`${name}_FILE: ${(error as Error).message}.`);
        continue;
      }
    }
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
  if (parsed.SECURITY_CONTACT && !parsed.SECURITY_EXPIRES) {
    problems.push('SECURITY_EXPIRES: required together with SECURITY_CONTACT. At most a year ahead is advised.');
  }
  if (parsed.S3_ENDPOINT) {
    for (const name of ['S3_BUCKET', 'S3_KEY_FILE', 'S3_SECRET_FILE'] as const) {
      if (!parsed[name]) problems.push(`${name}: required together with S3_ENDPOINT.`);
    }
  }
  if (parsed.SCAN_DEMANDED && !parsed.CLAMD_URL) {
    problems.push('SCAN_DEMANDED: nothing would ever be handed out without CLAMD_URL.');
  }
  const baseUrl = parsed.BASE_URL ?? `http://localhost:${parsed.PORT}`;
  const secure = baseUrl.startsWith('https:');
  if (parsed.BASE_URL && !secure && !parsed.ALLOW_HTTP && !loopback.has(new URL(baseUrl).hostname)) {
    problems.push('BASE_URL: must be https. Set ALLOW_HTTP=yes only on a closed test network.');
  }
  if (problems.length > 0) throw new ConfigError(problems);
  // Never by default where others can reach it: the demo accounts' password is known to all.
  const demo = parsed.DEMO ?? (parsed.DATABASE_URL === undefined && loopback.has(new URL(baseUrl).hostname));
  return {
    ...parsed,
    BASE_URL: baseUrl.replace(/\/$/, ''),
    secure,
    isOnThisMachine: !secure && loopback.has(new URL(baseUrl).hostname),
    DEMO: demo,
    ADMINISTRATOR_SECOND_FACTOR: parsed.ADMINISTRATOR_SECOND_FACTOR ?? !demo,
  };
}
