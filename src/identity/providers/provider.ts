import type { Assurance } from '../user.ts';

/** What a provider may say of how somebody signed in (`acr`), and the level that it counts as here; null: none. */
export interface AcceptedAcr {
  readonly acr: string;
  readonly assurance: Assurance | null;
}

/**
 * The values of Sweden Connect, each with its own level. Those of eIDAS stay apart: a level of another country's
 * identification may not be translated to a Swedish one.
 */
export const knownAcrs: readonly { readonly acr: string; readonly assurance: Assurance }[] = [
  { acr: 'http://id.elegnamnden.se/loa/1.0/loa2', assurance: 'loa2' },
  { acr: 'http://id.elegnamnden.se/loa/1.0/loa3', assurance: 'loa3' },
  { acr: 'http://id.elegnamnden.se/loa/1.0/loa4', assurance: 'loa4' },
  { acr: 'http://id.elegnamnden.se/loa/1.0/eidas-nf-sub', assurance: 'eidasSubstantial' },
  { acr: 'http://id.elegnamnden.se/loa/1.0/eidas-nf-high', assurance: 'eidasHigh' },
];

export const authentications = ['privateKey', 'secret'] as const;
export type ProviderAuthentication = (typeof authentications)[number];

/** An organisation's own service for signing in, as its administrator has connected it. */
export interface Provider {
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly issuer: string;
  readonly client_id: string;
  readonly contact: string;
  readonly authentication: ProviderAuthentication;
  readonly sealed_secret: string | null;
  readonly is_request_signed: boolean;
  readonly name_claim: string;
  readonly email_claim: string;
  readonly accepted_acrs: readonly AcceptedAcr[];
  /** Whoever cannot show one of them is not let in; otherwise they are let in without a level. */
  readonly is_acr_required: boolean;
  readonly is_offered: boolean;
  readonly version: number;
  /** The version that was tested last, and went well. */
  readonly tested_version: number | null;
  readonly tested_at: Date | null;
  readonly failure: ProviderReason | null;
  readonly failed_at: Date | null;
}

/** What a claim must hold for a person to get a seat. */
export interface ClaimMapping {
  readonly id: string;
  readonly claim: string;
  readonly value: string;
  readonly seat_organisation_id: string;
  readonly seat_id: string;
  readonly kind: 'holder' | 'deputy';
}

/** The steps of a sign-in, in the order in which they are looked at. */
export const providerSteps = [
  'discovery',
  'keys',
  'answer',
  'token',
  'algorithm',
  'time',
  'issuer',
  'audience',
  'nonce',
  'signature',
  'subject',
  'acr',
  'seats',
] as const;
export type ProviderStep = (typeof providerSteps)[number];

/** Why a sign-in by a provider came to nothing, and the step at which it did. */
export const providerReasons = {
  away: 'discovery',
  timedOut: 'discovery',
  insecure: 'discovery',
  privateAddress: 'discovery',
  redirected: 'discovery',
  tooLarge: 'discovery',
  notJson: 'discovery',
  discoveryRefused: 'discovery',
  issuerDiffers: 'discovery',
  metadataIncomplete: 'discovery',
  keysMissing: 'keys',
  stateMissing: 'answer',
  stateElsewhere: 'answer',
  stateOld: 'answer',
  stateUsed: 'answer',
  issuerMixedUp: 'answer',
  declined: 'answer',
  providerError: 'answer',
  codeMissing: 'answer',
  clientRefused: 'token',
  codeRefused: 'token',
  tokenAnswer: 'token',
  tokenMissing: 'token',
  algorithm: 'algorithm',
  tokenType: 'algorithm',
  tokenIssuer: 'issuer',
  audience: 'audience',
  expired: 'time',
  tooEarly: 'time',
  nonce: 'nonce',
  keyUnknown: 'signature',
  signature: 'signature',
  claimMissing: 'subject',
  personalNumber: 'subject',
  authenticationOld: 'acr',
  acrMissing: 'acr',
  acrLow: 'acr',
  acrUnmet: 'acr',
  noSeat: 'seats',
  identityEnded: 'seats',
  identityTaken: 'seats',
  anotherPerson: 'seats',
  accountExists: 'seats',
  switchedOff: 'seats',
} as const satisfies Record<string, ProviderStep>;
export type ProviderReason = keyof typeof providerReasons;

/** The sign-in is refused. What came is not told in it: no code, token or claim. */
export class ProviderRefusal extends Error {
  override name = 'ProviderRefusal';
  readonly reason: ProviderReason;
  /** Where it happened, when it is not where the reason usually belongs: a token's address may be away too. */
  readonly step: ProviderStep;
  constructor(reason: ProviderReason, step: ProviderStep = providerReasons[reason]) {
    super(reason);
    this.reason = reason;
    this.step = step;
  }
}

/** What a provider has said of somebody, all of it verified. */
export interface ProviderEvidence {
  readonly issuer: string;
  readonly subject: string;
  readonly acr: string | null;
  readonly assurance: Assurance | null;
  readonly authenticatedAt: Date | null;
  /** Shown, never a ground for who it is. */
  readonly name: string | null;
  readonly email: string | null;
  /** Every claim that can be mapped: texts and lists of texts. */
  readonly claims: ReadonlyMap<string, readonly string[]>;
  /** Accepted all the same: a token that is valid longer than five minutes, a provider that does not say it supports PKCE. */
  readonly warnings: readonly ProviderWarning[];
}
export const providerWarnings = ['longLived', 'pkceNotTold', 'acrNotGiven'] as const;
export type ProviderWarning = (typeof providerWarnings)[number];

/** Twelve or ten digits that make a date and a check digit, with or without a sign; coordination numbers too. */
export function isPersonalNumber(text: string): boolean {
  const [, year, month, day, sign, last] =
    /^(?:(?:PNO)?SE[-:/]?)?((?:\d{2})?\d{2})(\d{2})(\d{2})([-+]?)(\d{4})$/i.exec(text.trim()) ?? [];
  if (!year || !month || !day || sign === undefined || !last) return false;
  if (Number(month) < 1 || Number(month) > 12) return false;
  const date = Number(day) > 60 ? Number(day) - 60 : Number(day);
  if (date < 1 || date > 31) return false;
  const digits = `${year.slice(-2)}${month}${day}${last}`;
  const sum = [...digits].reduce((total, digit, at) => {
    const weighed = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return sum % 10 === 0;
}

/** The level that an `acr` counts as, when it is one that the organisation accepts. */
export const acceptedAcr = (provider: Pick<Provider, 'accepted_acrs'>, acr: string | null): AcceptedAcr | undefined =>
  provider.accepted_acrs.find((accepted) => accepted.acr === acr);

/** Where the provider sends people back, and where it fetches our keys: its own for each organisation. */
export const redirectAddress = (origin: string, organisationId: string): string =>
  `${origin}/sign-in/with/${organisationId}/answer`;
export const keysAddress = (origin: string, organisationId: string): string =>
  `${origin}/sign-in/with/${organisationId}/keys`;
export const relyingPartyAddress = (origin: string, organisationId: string): string =>
  `${origin}/sign-in/with/${organisationId}/relying-party`;
export const logoAddress = (origin: string): string => `${origin}/sign-in/logo`;
