import { noteEntered, noteOwnWords } from '../collaborations/index.ts';
import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { BenefitRow } from './queries.ts';

/** What a benefit says. What it is worth, and who has seen it, is told by itself. */
export type BenefitFacts = Pick<
  BenefitRow,
  | 'title'
  | 'description'
  | 'kind'
  | 'receiver'
  | 'receiver_party_id'
  | 'receiver_words'
  | 'measure'
  | 'unit'
  | 'indicator_id'
  | 'realiser_party_id'
  | 'seat_id'
  | 'due_on'
  | 'goal_id'
  | 'activity_id'
  | 'source_note'
>;

/** Of which nothing is said but its name and that somebody receives it. */
export const nothingSaid: Omit<BenefitFacts, 'title'> = {
  description: '',
  kind: null,
  receiver: 'society',
  receiver_party_id: null,
  receiver_words: '',
  measure: '',
  unit: '',
  indicator_id: null,
  realiser_party_id: null,
  seat_id: null,
  due_on: null,
  goal_id: null,
  activity_id: null,
  source_note: '',
};

export type Channel = Pick<Parameters<typeof noteEntered>[2], 'channel' | 'statedOn'>;

/** In whose name it is said, and how a party said it where somebody else writes. */
export interface Saying {
  readonly organisationId: string;
  /** The party whose words are entered; undefined where the writer speaks in its own organisation's name. */
  readonly entered?: (Channel & { readonly partyId: string }) | undefined;
}

const record = `title text, description text, kind text, receiver text, receiver_party_id uuid, receiver_words text, measure text,
    unit text, indicator_id uuid, realiser_party_id uuid, seat_id uuid, due_on date, goal_id uuid, activity_id uuid,
    source_note text`;
const columns = `title, description, kind, receiver, receiver_party_id, receiver_words, measure, unit, indicator_id,
    realiser_party_id, seat_id, due_on, goal_id, activity_id, source_note`;

interface Shown {
  readonly is_visible: boolean;
  readonly concerned: readonly string[];
}

const insertBenefit = statement<
  Shown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    enteredBy: string | null,
    facts: string,
    at: Date,
    by: string,
  ]
>(`
  insert into benefit (collaboration_id, id, organisation_id, party_id, entered_by_organisation_id, created_at, created_by,
    changed_at, ${columns})
  select $1::uuid, $2, $3, coalesce(f.receiver_party_id, f.realiser_party_id), $4::uuid, $6, $7, $6, ${columns}
  from jsonb_to_record($5::jsonb) as f(${record})
  returning visible_at is not null as is_visible, concerned`);
const updateBenefit = statement<
  Shown,
  [
    collaboration: string,
    id: string,
    version: number,
    organisation: string,
    enteredBy: string | null,
    facts: string,
    at: Date,
  ]
>(`
  update benefit set (party_id, ${columns}, organisation_id, entered_by_organisation_id, own_words, changed_at, version) = (
    select coalesce(f.receiver_party_id, f.realiser_party_id), ${columns}, $4::uuid, $5::uuid, '', $7::timestamptz, $3::integer + 1
    from jsonb_to_record($6::jsonb) as f(${record}))
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null
  returning visible_at is not null as is_visible, concerned`);
const withdraw = statement<{ is_visible: boolean }, [collaboration: string, id: string, version: number, at: Date]>(`
  update benefit set withdrawn_at = $4, changed_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null
  returning visible_at is not null as is_visible`);

export const told = (facts: Omit<BenefitFacts, 'source_note'>) => ({
  title: facts.title,
  description: facts.description,
  kind: facts.kind,
  receiver: facts.receiver,
  measure: facts.measure,
  unit: facts.unit,
  dueOn: facts.due_on,
});

interface Told {
  readonly verb: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/**
 * What all may see stands in the collaboration's history; what two see yet, in the chains of those two, where the words are
 * kept from the others.
 */
export function recordFor(tx: Tx, collaborationId: string, shown: Shown, happened: Told): void {
  if (shown.is_visible) {
    tx.record({ ...author(tx.user), collaborationId, ...happened });
    return;
  }
  const { before, after, ...rest } = happened;
  const within = { after: { collaborationId, ...after }, ...(before ? { before } : {}) };
  tx.record({ ...author(tx.user), collaborationId: null, ...rest, ...within });
  for (const receiver of shown.concerned.filter((one) => one !== tx.user.organisation_id)) {
    tx.record({
      userId: tx.user.person_id,
      organisationId: receiver,
      verb: 'benefit.received',
      subjectType: happened.subjectType,
      subjectId: happened.subjectId,
      collaborationId: null,
      after: { collaborationId, from: tx.user.organisation_id },
    });
  }
}

export function noteWhose(
  tx: Tx,
  collaborationId: string,
  subject: { readonly type: string; readonly id: string; readonly summary: string },
  { entered }: Saying,
): void {
  if (entered) {
    noteEntered(tx, collaborationId, {
      subjectType: subject.type,
      subjectId: subject.id,
      summary: subject.summary,
      ...entered,
    });
  } else {
    noteOwnWords(tx, collaborationId, subject.type, subject.id);
  }
}

export const enteredBy = (tx: Tx, { entered }: Saying): string | null => (entered ? tx.user.organisation_id : null);

/** A new benefit. Of another party it is seen by the two until that one has seen it. */
export async function registerBenefit(
  tx: Tx,
  collaborationId: string,
  saying: Saying,
  facts: BenefitFacts,
  id = newId(tx.now),
): Promise<string> {
  const shown = await tx.one(
    insertBenefit(
      collaborationId,
      id,
      saying.organisationId,
      enteredBy(tx, saying),
      JSON.stringify(facts),
      tx.now,
      tx.user.person_id ?? '',
    ),
  );
  noteWhose(tx, collaborationId, { type: 'benefit', id, summary: facts.title }, saying);
  recordFor(tx, collaborationId, shown, {
    verb: 'benefit.registered',
    subjectType: 'benefit',
    subjectId: id,
    after: told(facts),
  });
  return id;
}

/** Refuses with conflict when somebody has changed it since the page was opened; and where it is not the writer's to change. */
export async function changeBenefit(
  tx: Tx,
  collaborationId: string,
  before: BenefitRow,
  version: number,
  saying: Saying,
  facts: BenefitFacts,
): Promise<void> {
  const shown = await tx.find(
    updateBenefit(
      collaborationId,
      before.id,
      version,
      saying.organisationId,
      enteredBy(tx, saying),
      JSON.stringify(facts),
      tx.now,
    ),
  );
  if (!shown) throw conflict('changed');
  noteWhose(tx, collaborationId, { type: 'benefit', id: before.id, summary: facts.title }, saying);
  recordFor(tx, collaborationId, shown, {
    verb: 'benefit.changed',
    subjectType: 'benefit',
    subjectId: before.id,
    // What stood while two saw it is theirs.
    ...(before.is_visible ? { before: told(before) } : {}),
    after: told(facts),
  });
}

export async function withdrawBenefit(
  tx: Tx,
  collaborationId: string,
  before: BenefitRow,
  version: number,
): Promise<void> {
  const shown = await tx.find(withdraw(collaborationId, before.id, version, tx.now));
  if (!shown) throw conflict('changed');
  recordFor(
    tx,
    collaborationId,
    { ...shown, concerned: before.concerned },
    {
      verb: 'benefit.withdrawn',
      subjectType: 'benefit',
      subjectId: before.id,
      after: { title: before.title },
    },
  );
}

const setOwnWords = statement<unknown, [collaboration: string, id: string, words: string, at: Date]>(`
  update benefit set own_words = $3, changed_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 and withdrawn_at is null`);
const setWordsOfFigures = statement<unknown, [collaboration: string, id: string, words: string, at: Date]>(`
  update benefit_estimate set own_words = $3, changed_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 and withdrawn_at is null`);

/**
 * A party that does not sign in has put right what was entered for it, a benefit or its figures; its words stand beside it.
 */
export function correctEntered(tx: Tx, collaborationId: string, id: string, words: string): Promise<void> {
  tx.send(setOwnWords(collaborationId, id, words, tx.now), setWordsOfFigures(collaborationId, id, words, tx.now));
  return Promise.resolve();
}
