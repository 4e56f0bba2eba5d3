import type { AttachmentRow } from '../../attachments/index.ts';
import type { EnteredRow, Reading } from '../../collaborations/index.ts';
import type { Visit } from '../../identity/index.ts';
import type { Block } from '../../platform/documents/document.ts';
import type { BoundParty, DisputeRow, WithdrawalRow } from '../afterwards/index.ts';
import type { SignedPlaceRow } from '../deciding/queries.ts';
import type { OrderLine } from '../decision-order-clause.ts';
import type { StatesOfVersions } from '../entering-into-force.ts';
import type { OriginalRow } from '../locking.ts';
import type { AgreementPartyRow, AgreementRow, ClauseRow, CommentRow, UndertakingRow, VersionRow } from '../queries.ts';
import type { Binding } from './binding-place.tsx';

export interface AgreementParts {
  readonly visit: Visit;
  readonly of: Reading;
  readonly agreement: AgreementRow;
  readonly version: VersionRow;
  readonly versions: readonly VersionRow[];
  readonly clauses: readonly ClauseRow[];
  readonly before: readonly ClauseRow[];
  /** What the clause on money says of its plan. */
  readonly money: readonly Block[];
  readonly undertakings: readonly UndertakingRow[];
  readonly parties: readonly AgreementPartyRow[];
  readonly places: readonly SignedPlaceRow[];
  readonly order: readonly { readonly lines: readonly OrderLine[] }[];
  readonly comments: readonly CommentRow[];
  readonly entered: readonly EnteredRow[];
  readonly attachments: readonly AttachmentRow[];
  readonly bound: readonly BoundParty[];
  readonly withdrawals: readonly WithdrawalRow[];
  /** Those that the reader may know of. */
  readonly disputes: readonly DisputeRow[];
  /** Where each version stands today. */
  readonly states: StatesOfVersions;
  /** The file that was handed in, where it was agreed before it came here. */
  readonly original: OriginalRow | undefined;
  readonly binding: Binding;
}

/** Where the version that is shown stands. */
export const stateOf = (parts: Pick<AgreementParts, 'states' | 'version'>) =>
  parts.states.get(parts.version.id) ?? { state: 'draft' as const, from: null, bound: 0 };

export const versionPath = (of: Reading, version: VersionRow): string =>
  `/collaborations/${of.collaboration.id}/agreements/${version.agreement_id}/versions/${version.number}`;
