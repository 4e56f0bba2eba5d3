import type { Language } from '../../platform/texts.ts';
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

export const partyState = (party: Pick<PartyRow, 'status' | 'decision_planned'>, language: Language): StateOf =>
  party.decision_planned && party.status !== 'bound'
    ? { shape: 'waits', text: party.decision_planned }
    : { shape: shapes[party.status], text: collaborationTexts(language).party.status[party.status] };
