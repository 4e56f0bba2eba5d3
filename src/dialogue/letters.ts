import { makePartyLink, type PartyRow } from '../collaborations/index.ts';
import { author, type Tx, waitingLetter } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { newId } from '../platform/id.ts';
import { composeLetter, type Wording } from '../platform/mail.ts';
import type { Sealing } from '../platform/sealing.ts';
import { formatsFor, type Language } from '../platform/texts.ts';
import type { QuestionRow } from './question-queries.ts';
import { stopAddress } from './stopping.ts';
import { dialogueTexts } from './texts.ts';

export interface LetterRow {
  readonly party_id: string;
  readonly to_address: string;
  readonly kind: 'asked' | 'reminder';
  readonly written_on: string;
  /** Whoever receives them wants no more. */
  readonly is_stopped: boolean;
}

/** The letters that have gone to parties with their questions, newest first; for those who prepare. */
export const listLetters = statement<LetterRow, [collaboration: string]>(`
  select party_id, to_address, kind, written_on::text as written_on, stopped_at is not null as is_stopped
  from question_letter where collaboration_id = $1 order by written_on desc, id desc`);

/** Why a letter was not sent, or that it was. */
export type Queued = 'queued' | 'today' | 'stopped' | 'nothing';

const queueLetter = statement<
  { readonly queued: Queued },
  [
    collaboration: string,
    id: string,
    question: string,
    party: string,
    kind: LetterRow['kind'],
    to: string,
    language: Language,
    mail: string,
    subject: string,
    text: string,
    html: string,
    neutralSubject: string,
    neutralText: string,
    neutralHtml: string,
    unsubscribe: string,
    at: Date,
    until: Date,
  ]
>(`
  select queue_question_letter($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6, $7, $8::uuid, $9, $10, $11, $12, $13, $14, $15,
    $16::timestamptz, $17::timestamptz) as queued`);

export interface Waiting {
  readonly question: string;
  readonly due: string;
}

/** A letter about all that waits for a party's answer. */
export interface QuestionLetter {
  readonly kind: LetterRow['kind'];
  readonly language: Language;
  readonly collaboration: { readonly id: string; readonly name: string; readonly isFictional: boolean };
  readonly asking: string;
  readonly party: { readonly id: string; readonly name: string };
  readonly questionId: string;
  readonly to: string;
  readonly waiting: readonly Waiting[];
  readonly link: string;
}

function wordingOf(letter: QuestionLetter, unsubscribe: string): Wording {
  const texts = dialogueTexts(letter.language);
  const t = texts.letter;
  const formats = formatsFor(letter.language);
  const { collaboration, party, waiting } = letter;
  const isReminder = letter.kind === 'reminder';
  return {
    subject: (isReminder ? t.reminderSubject : t.subject)(collaboration.name, waiting.length),
    paragraphs: [
      ...(collaboration.isFictional ? [t.example] : []),
      (isReminder ? t.reminder : t.text)(letter.asking, party.name, collaboration.name, waiting.length),
      ...waiting.map((one) => ({
        text: one.question,
        note: texts.questions.before(formats.date(one.due)),
        href: letter.link,
      })),
      t.how,
      { text: t.stop, note: '', href: unsubscribe },
    ],
  };
}

const day = 24 * 3600_000;

/** Notes the letter and queues it. At most one a day to a party, and none to whoever wants none: the database says so. */
export async function queueQuestionLetter(
  tx: Pick<Tx, 'one' | 'now'>,
  house: { readonly origin: string; readonly sealing: Sealing },
  letter: QuestionLetter,
): Promise<Queued> {
  const id = newId(tx.now);
  const { collaboration, language } = letter;
  const unsubscribe = stopAddress(house, collaboration.id, id);
  const { subject, text, html } = composeLetter(wordingOf(letter, unsubscribe));
  const neutral = composeLetter(waitingLetter(language, `${house.origin}/collaborations/${collaboration.id}/dialogue`));
  const { queued } = await tx.one(
    queueLetter(
      collaboration.id,
      id,
      letter.questionId,
      letter.party.id,
      letter.kind,
      letter.to,
      language,
      newId(tx.now),
      subject,
      text,
      html,
      neutral.subject,
      neutral.text,
      neutral.html,
      unsubscribe,
      tx.now,
      // What is reminded of is asked again after its day; older than that, the letter says what is no longer so.
      new Date(tx.now.getTime() + (letter.kind === 'reminder' ? 3 : 14) * day),
    ),
  );
  return queued;
}

/** Sends a party the link to all that it has not answered, for this question's sake. */
export async function sendQuestion(
  tx: Tx,
  house: { readonly origin: string; readonly sealing: Sealing },
  collaboration: QuestionLetter['collaboration'],
  question: Pick<QuestionRow, 'id' | 'question' | 'asked_by_name'>,
  party: Pick<PartyRow, 'id' | 'name'>,
  waiting: readonly Waiting[],
  to: string,
): Promise<Queued> {
  const queued = await queueQuestionLetter(tx, house, {
    kind: 'asked',
    language: tx.user.language,
    collaboration,
    asking: question.asked_by_name,
    party,
    questionId: question.id,
    to,
    waiting,
    link: makePartyLink(tx, house.origin, collaboration.id, party.id, 'questions'),
  });
  tx.record({
    ...author(tx.user),
    verb: 'askedQuestion.mailed',
    subjectType: 'askedQuestion',
    subjectId: question.id,
    collaborationId: null,
    after: { question: question.question, partyId: party.id },
  });
  return queued;
}
