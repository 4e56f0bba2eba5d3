export interface SecurityTextSettings {
  readonly contact: string;
  /** yyyy-mm-dd */
  readonly expires: string;
  readonly policy?: string | undefined;
}

/** RFC 9116: whom to tell of a security fault. */
export const securityText = (settings: SecurityTextSettings, origin: string): string =>
  [
    `Contact: ${settings.contact}`,
    `Expires: ${settings.expires}T00:00:00.000Z`,
    ...(settings.policy ? [`Policy: ${settings.policy}`] : []),
    'Preferred-Languages: sv, en',
    `Canonical: ${origin}/.well-known/security.txt`,
    '',
  ].join('\n');
