import { readFileSync } from 'node:fs';
import { type Channel, listParties, noteEntered, noteOwnWords, type Phase } from '../collaborations/index.ts';
import { author, may, speaksFor, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { BothLanguages } from '../platform/texts.ts';
import { placeActors } from './policy.ts';
import { listTrapAnswers, type TrapAnswerRow } from './queries.ts';

export const trapAnswers = ['yes', 'no', 'doNotKnow'] as const;
export type TrapAnswer = (typeof trapAnswers)[number];

export interface Trap {
  readonly key: string;
  readonly kind: 'choice' | 'open';
  /** Which answer says that somebody is about to walk into it; an open question has none. */
  readonly risk: TrapAnswer | null;
  readonly question: BothLanguages;
  readonly advice: BothLanguages;
}
interface TrapInstrument {
  readonly version: number;
  readonly source: string;
  readonly traps: readonly Trap[];
}

/** The six traps, as they are asked now. An answer keeps the version that it was given to. */
export const trapInstrument: TrapInstrument = JSON.parse(
  readFileSync(new URL('instruments/traps.v1.json', import.meta.url), 'utf8'),
);

/** Not knowing is a risk of its own: it is what the question is there to find. */
export const isRisk = (trap: Trap, answer: TrapAnswer | null): boolean =>
  trap.kind === 'choice' && (answer === trap.risk || answer === 'doNotKnow');

const saveAnswer = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    organisation: string,
    party: string | null,
    phase: Phase,
    trap: string,
    instrumentVersion: number,
    answer: TrapAnswer | null,
    text: string,
    enteredBy: string | null,
    channel: Channel | null,
    statedOn: string | null,
    at: Date,
    by: string | null,
    version: number,
  ]
>(`
  insert into trap_answer (collaboration_id, id, organisation_id, party_id, phase, trap, instrument_version, answer, text,
    entered_by_organisation_id, channel, stated_on, answered_at, answered_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::date, $13, $14)
  on conflict (collaboration_id, phase, trap, party_id) do update
  set organisation_id = excluded.organisation_id, instrument_version = excluded.instrument_version, answer = excluded.answer,
    text = excluded.text, entered_by_organisation_id = excluded.entered_by_organisation_id, channel = excluded.channel,
    stated_on = excluded.stated_on, answered_at = excluded.answered_at, answered_by = excluded.answered_by,
    version = trap_answer.version + 1
  where trap_answer.version = $15 returning id`);

export interface GivenTrapAnswer {
  readonly trap: string;
  readonly answer: TrapAnswer | null;
  readonly text: string;
  readonly version: number;
}

/** What of the answers is new: the rest keeps its day. One left open stays open. */
const changedOf = (given: readonly GivenTrapAnswer[], before: readonly TrapAnswerRow[]) =>
  given.filter(({ trap, answer, text }) => {
    const was = before.find((one) => one.trap === trap);
    return was ? was.answer !== answer || was.text !== text : answer !== null || text !== '';
  });

/**
 * Answers about the traps in the phase it is: a party's, or with `partyId` null the joint ones of those who prepare. Refuses
 * with conflict when somebody was there first, and to take an answer back to nothing.
 */
export async function answerTraps(
  tx: Tx,
  collaborationId: string,
  phase: Phase,
  partyId: string | null,
  given: readonly GivenTrapAnswer[],
  stated?: { readonly channel: Channel; readonly statedOn: string },
): Promise<void> {
  const { parties, answers } = await tx.batch({
    parties: listParties(collaborationId),
    answers: listTrapAnswers(collaborationId),
  });
  const party = parties.find((one) => one.id === partyId);
  if (partyId !== null) {
    if (!party) throw notFound();
    if (!may(tx.user, placeActors, { collaboration: collaborationId, organisation: party.organisation_id })) {
      throw notFound();
    }
  }
  const isOwn = party === undefined || speaksFor(tx.user, collaborationId, party.organisation_id);
  if (!isOwn && !stated) throw notFound();
  const before = answers.filter((one) => one.phase === phase && one.party_id === partyId);
  const changed = changedOf(given, before);
  for (const { trap, answer, text, version } of changed) {
    if (!trapInstrument.traps.some(({ key }) => key === trap)) throw notFound();
    const saved = await tx.find(
      saveAnswer(
        collaborationId,
        newId(tx.now),
        party?.organisation_id ?? tx.user.organisation_id ?? '',
        partyId,
        phase,
        trap,
        trapInstrument.version,
        answer,
        text,
        isOwn ? null : tx.user.organisation_id,
        isOwn ? null : (stated?.channel ?? null),
        isOwn ? null : (stated?.statedOn ?? null),
        tx.now,
        isOwn ? tx.user.person_id : null,
        version,
      ),
    );
    if (!saved) throw conflict('changed');
    if (party && isOwn) noteOwnWords(tx, collaborationId, 'trapAnswer', saved.id);
    if (party && !isOwn && stated && text !== '') {
      const entered = { partyId: party.id, subjectType: 'trapAnswer', subjectId: saved.id, summary: text, ...stated };
      noteEntered(tx, collaborationId, entered);
    }
  }
  if (changed.length === 0) return;
  tx.record({
    ...author(tx.user),
    verb: partyId === null ? 'trap.answeredJointly' : 'trap.answered',
    subjectType: 'trapAnswer',
    subjectId: partyId ?? collaborationId,
    collaborationId,
    after: { phase, answers: changed.length, ...(isOwn ? {} : stated) },
  });
}

const rewriteAnswer = statement<{ id: string }, [collaboration: string, id: string, text: string]>(`
  update trap_answer set text = $3, version = version + 1 where collaboration_id = $1 and id = $2 returning id`);

/** The party's own words in place of those that were entered for it. */
export async function correctTrapAnswer(tx: Tx, collaborationId: string, id: string, text: string): Promise<void> {
  await tx.one(rewriteAnswer(collaborationId, id, text));
}
