import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { statement } from '../../platform/database/statement.ts';
import { sessionHash } from '../../platform/http/cookies.ts';
import type { Sealing } from '../../platform/sealing.ts';
import { assurances, type Tx } from '../user.ts';
import { ProviderRefusal } from './provider.ts';

/** Why somebody goes to a provider: to sign in, to test it, to be known by it, to take a seat, to be known more surely. */
const purposes = ['signIn', 'test', 'link', 'invitation', 'stepUp'] as const;
export type ProviderPurpose = (typeof purposes)[number];

const shape = z.object({
  purpose: z.enum(purposes),
  organisation: z.uuid(),
  /** Of the provider's settings: others than these were not what the person was sent with. */
  version: z.number().int(),
  state: z.string().length(43),
  nonce: z.string().length(43),
  verifier: z.string().length(43),
  /** When it began, in milliseconds. */
  at: z.number().int(),
  next: z.string(),
  /** Who was signed in, where it is theirs alone to go on. */
  person: z.uuid().nullable(),
  /** The key of the invitation, for `invitation`. */
  invitation: z.string().nullable(),
  /** Any of these is enough, for `stepUp`. */
  assurances: z.array(z.enum(assurances)),
});
/** A sign-in by a provider under way. Lies sealed in the browser that began it, so that no other can end it. */
export type Attempt = z.infer<typeof shape>;

/** Long enough to find one's card and one's telephone. */
export const attemptLasts = 10 * 60_000;

const begin = statement<unknown, [state: Buffer, organisation: string, at: Date, endsAt: Date]>(
  'select begin_provider_sign_in($1::bytea, $2::uuid, $3::timestamptz, $4::timestamptz) as begun',
);
const take = statement<
  { outcome: 'taken' | 'used' | 'old' | 'unknown' },
  [state: Buffer, organisation: string, at: Date]
>('select take_provider_sign_in($1::bytea, $2::uuid, $3::timestamptz) as outcome');

export const attemptCookieName = (secure: boolean): string => (secure ? '__Host-provider' : 'provider');
const sealedFor = 'sign-in by a provider';

/** 256 bits each. */
const fresh = (): string => randomBytes(32).toString('base64url');

export interface AttemptBeginning {
  readonly purpose: ProviderPurpose;
  readonly organisation: string;
  readonly version: number;
  readonly next?: string;
  readonly person?: string;
  readonly invitation?: string;
  readonly assurances?: Attempt['assurances'];
}

/** Begins an attempt. Answers what the browser is to keep. */
export function beginAttempt(tx: Tx, sealing: Sealing, beginning: AttemptBeginning): string {
  const attempt: Attempt = {
    purpose: beginning.purpose,
    organisation: beginning.organisation,
    version: beginning.version,
    state: fresh(),
    nonce: fresh(),
    verifier: fresh(),
    at: tx.now.getTime(),
    next: beginning.next ?? '/',
    person: beginning.person ?? null,
    invitation: beginning.invitation ?? null,
    assurances: beginning.assurances ?? [],
  };
  const endsAt = new Date(tx.now.getTime() + attemptLasts);
  tx.send(begin(sessionHash(attempt.state), attempt.organisation, tx.now, endsAt));
  return sealing.seal(JSON.stringify(attempt), sealedFor);
}

/** What this browser began, for this organisation's provider. */
export function readAttempt(sealing: Sealing, cookie: string | undefined, organisation: string): Attempt | undefined {
  const text = cookie && sealing.open(cookie, sealedFor);
  const read = text ? shape.safeParse(JSON.parse(text)) : undefined;
  return read?.success && read.data.organisation === organisation ? read.data : undefined;
}

/** The attempt is used up, whatever comes of it. Throws ProviderRefusal when it has been, or never was. */
export async function takeAttempt(tx: Tx, attempt: Attempt): Promise<void> {
  const { outcome } = await tx.one(take(sessionHash(attempt.state), attempt.organisation, tx.now));
  if (outcome === 'used') throw new ProviderRefusal('stateUsed');
  if (outcome === 'old') throw new ProviderRefusal('stateOld');
  if (outcome === 'unknown') throw new ProviderRefusal('stateElsewhere');
}
