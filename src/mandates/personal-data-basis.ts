/** What lets personal data be processed (GDPR, art. 6.1). */
export const personalDataBases = [
  'publicTask',
  'legalObligation',
  'contract',
  'vitalInterest',
  'consent',
  'legitimateInterest',
] as const;
export type PersonalDataBasis = (typeof personalDataBases)[number];

/** What lets sensitive personal data be processed: of GDPR, art. 9.2, what authorities and associations lean on. */
export const sensitiveDataBases = [
  'explicitConsent',
  'socialProtection',
  'vitalInterests',
  'substantialPublicInterest',
  'healthAndSocialCare',
  'publicHealth',
  'archivingResearchStatistics',
] as const;
export type SensitiveDataBasis = (typeof sensitiveDataBases)[number];
