/** What a virus scanner has said of a file. */
export const scanStates = ['notScanned', 'waiting', 'clean', 'infected'] as const;
export type ScanState = (typeof scanStates)[number];

/** An attachment as far as it matters to who gets its content. */
export interface AttachmentStanding {
  readonly scan: ScanState;
  readonly withdrawn_at: Date | null;
}

/** What is infected is handed out to nobody; what has been withdrawn, to those who lead, who answer for it. */
export function isHandedOut(attachment: AttachmentStanding, leads: boolean, isScanDemanded: boolean): boolean {
  if (attachment.scan === 'infected') return false;
  if (isScanDemanded && attachment.scan !== 'clean') return false;
  return attachment.withdrawn_at === null || leads;
}
