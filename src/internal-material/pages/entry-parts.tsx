import type { Reading } from '../../collaborations/index.ts';
import { State, type StateOf } from '../../ui/state.tsx';
import {
  type EntryKind,
  type RecordState,
  recordStateOf,
  registrationStateOf,
  type Stance,
} from '../internal-entry.ts';
import { internalTexts } from '../texts.ts';

export const ownAt = (collaborationId: string): string => `/collaborations/${collaborationId}/internal-material`;
export const sharedAt = (collaborationId: string): string => `/collaborations/${collaborationId}/shared-material`;

const recordShapes: Readonly<Record<RecordState, StateOf['shape']>> = {
  draft: 'notStarted',
  drawnUp: 'sheet',
  expedited: 'done',
};
const stanceShapes: Readonly<Record<Stance, StateOf['shape']>> = {
  concerned: 'ringWithDot',
  informed: 'underWay',
  onBoard: 'done',
};
const registrationShapes = { toRegister: 'waits', registered: 'done', notNeeded: 'stoodAside' } as const;

export function RecordStateMark(props: { of: Reading; entry: Parameters<typeof recordStateOf>[0] }) {
  const state = recordStateOf(props.entry);
  return <State shape={recordShapes[state]} text={internalTexts(props.of.language).states[state]} />;
}

export function StanceMark(props: { of: Reading; stance: Stance }) {
  return <State shape={stanceShapes[props.stance]} text={internalTexts(props.of.language).stances[props.stance]} />;
}

export function RegistrationMark(props: { of: Reading; task: Parameters<typeof registrationStateOf>[0] }) {
  const state = registrationStateOf(props.task);
  return <State shape={registrationShapes[state]} text={internalTexts(props.of.language).register.states[state]} />;
}

interface Tied {
  readonly goal_text: string | null;
  readonly question: string | null;
}
export const tiedTo = (tied: Tied): string => tied.goal_text ?? tied.question ?? '';

interface Worded extends Tied {
  readonly kind: EntryKind;
  readonly text: string;
  readonly stance: Stance | null;
  readonly contact: string;
  readonly goal_id: string | null;
  readonly deviation_id: string | null;
  readonly round_id: string | null;
}

/** The words of an entry, as its party sees them and as others do when it is shared: the same part draws both. */
export function EntryWords(props: { of: Reading; entry: Worded }) {
  const { of, entry } = props;
  const t = internalTexts(of.language);
  const at = `/collaborations/${of.collaboration.id}`;
  const href = entry.goal_id
    ? `${at}/goals/${entry.goal_id}`
    : entry.deviation_id && entry.round_id
      ? `${at}/follow-up/${entry.round_id}/deviations/${entry.deviation_id}`
      : undefined;
  return (
    <div class="entry-words">
      {entry.stance ? (
        <p>
          <StanceMark of={of} stance={entry.stance} />
        </p>
      ) : null}
      {entry.contact ? <p>{t.contact(entry.contact)}</p> : null}
      {entry.text
        .split(/\n{2,}/)
        .filter(Boolean)
        .map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      {href ? (
        <p class="small">
          <a href={href}>{t.about(tiedTo(entry))}</a>
        </p>
      ) : null}
    </div>
  );
}
