import type { Formats, Language } from '../../platform/texts.ts';
import type { Shape, StateOf } from '../../ui/state.tsx';
import type { PartyStatus } from '../collaboration.ts';
import type { PartyRow } from '../queries.ts';
import { collaborationTexts } from '../texts.ts';

const shapes: Record<PartyStatus, Shape> = {
  considered: 'notStarted',
  invited: 'waits',
  confirmed: 'done',
  declined: 'stoodAside',
  waiting: 'waits',
  bound: 'done',
  left: 'stoodAside',
};

/** The day that stands beside its state: when the party leaves, or left. */
export const leavingWords = (
  party: Pick<PartyRow, 'status' | 'leaves_on'>,
  { date }: Pick<Formats, 'date'>,
  language: Language,
): string => {
  const t = collaborationTexts(language).party;
  if (!party.leaves_on) return '';
  return (party.status === 'left' ? t.leftOn : t.leavesOn)(date(party.leaves_on));
};

export const partyState = (party: Pick<PartyRow, 'status' | 'decision_planned'>, language: Language): StateOf =>
  party.decision_planned && !['bound', 'left'].includes(party.status)
    ? { shape: 'waits', text: party.decision_planned }
    : { shape: shapes[party.status], text: collaborationTexts(language).party.status[party.status] };
