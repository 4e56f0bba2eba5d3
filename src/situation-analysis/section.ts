export const jointSections = [
  'problem',
  'affected',
  'causes',
  'surroundings',
  'done',
  'knowledge',
  'jointBenefit',
] as const;
export type JointSection = (typeof jointSections)[number];
export type SectionName = JointSection | 'ownBenefit';

/** A section: one of the joint ones, or what one party has to gain. */
export interface SectionPlace {
  readonly section: SectionName;
  readonly partyId: string | null;
}

const turnMinutes = 10;

export interface Turn {
  readonly since_at: Date;
  readonly created_at: Date;
  readonly is_ended: boolean;
  readonly created_by: string;
}

/** Whether somebody who said that they write still does: it lets go by itself after ten minutes without a save. */
export const isWriting = (turn: Turn, now: Date): boolean =>
  !turn.is_ended && now.getTime() - turn.created_at.getTime() < turnMinutes * 60_000;

/** A cause as far as the tree needs to know it. */
export interface InTree {
  readonly id: string;
  readonly under_id: string | null;
}

/** The cause and everything under it: where it cannot be moved. */
export function under<Cause extends InTree>(causes: readonly Cause[], id: string): ReadonlySet<string> {
  const found = new Set([id]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const cause of causes) if (cause.under_id && found.has(cause.under_id)) found.add(cause.id);
  }
  return found;
}
