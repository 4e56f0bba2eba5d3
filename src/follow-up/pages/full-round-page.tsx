import type { AttachmentRow } from '../../attachments/index.ts';
import type { PartyRow, Reading } from '../../collaborations/index.ts';
import type { Visit } from '../../identity/index.ts';
import type { MarkedWithinRow, MarkingRow } from '../../secrecy/index.ts';
import { Form } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { State, type StateOf } from '../../ui/state.tsx';
import type { ReportText } from '../carrying-over.ts';
import {
  type PackageAnswerRow,
  type PackageGoalRow,
  type PackageRow,
  type PackageStandingRow,
  stepOf,
} from '../feeding-back.ts';
import type { DeviationRow, JointReadingRow, ReadingRow } from '../interpreting.ts';
import type { ObservationRow } from '../observing.ts';
import { decideRounds, prepareRounds, speakInRounds } from '../policy.ts';
import type { AnsweredRow, MomentRow, RoundGoalRow, RoundRow, RoundValueRow } from '../queries.ts';
import type { AdoptionRow, PositionRow, ReportBeforeRow, ReportVersionRow } from '../reporting.ts';
import { momentOf, stateOf } from '../round.ts';
import { followUpTexts } from '../texts.ts';
import type { UndertakingRow } from '../undertakings.ts';
import { AnswersBefore } from './answers-before.tsx';
import { MomentsLine } from './moments-line.tsx';
import { Observations } from './observation-pages.tsx';
import { PackageStepLine, settledOf } from './package-steps.tsx';
import { CompareLink, Frozen, roundsAt } from './round-parts.tsx';
import { UndertakingsInRound } from './undertaking-pages.tsx';

/** What every page of a full round has read. */
export interface FullRoundParts {
  readonly visit: Visit;
  readonly of: Reading;
  readonly round: RoundRow;
  readonly planned: readonly MomentRow[];
  readonly goals: readonly RoundGoalRow[];
  readonly values: readonly RoundValueRow[];
  readonly parties: readonly PartyRow[];
  readonly answered: readonly AnsweredRow[];
  readonly observations: readonly ObservationRow[];
  readonly markings: readonly MarkingRow[];
  readonly markedWithin: readonly MarkedWithinRow[];
  readonly attachments: readonly AttachmentRow[];
  readonly deviations: readonly DeviationRow[];
  readonly readings: readonly ReadingRow[];
  readonly jointReadings: readonly JointReadingRow[];
  readonly versions: readonly ReportVersionRow[];
  /** What is written, or comes from the report before; none where nothing has ever been. */
  readonly text: ReportText | undefined;
  readonly reportBefore: ReportBeforeRow | undefined;
  readonly positions: readonly PositionRow[];
  readonly adoption: AdoptionRow | undefined;
  readonly standing: PackageStandingRow | undefined;
  readonly ownParty: PartyRow | undefined;
  readonly ownPackage: PackageRow | undefined;
  readonly packageGoals: readonly PackageGoalRow[];
  /** Newest first. */
  readonly rounds: readonly RoundRow[];
  readonly undertakings: readonly UndertakingRow[];
  readonly standings: readonly PackageStandingRow[];
  readonly packageAnswers: readonly PackageAnswerRow[];
}

export const momentNow = (parts: FullRoundParts) =>
  momentOf({
    ...parts.round,
    deviations: parts.deviations.length,
    jointlyRead: parts.jointReadings.length,
    isAdopted: parts.adoption !== undefined,
  });

/** The parties that were asked, one’s own first. */
export function askedParties(parts: FullRoundParts): readonly PartyRow[] {
  const asked = parts.parties.filter((party) =>
    parts.answered.some((row) => row.round_id === parts.round.id && row.party_id === party.id),
  );
  return [
    ...asked.filter((party) => party.id === parts.ownParty?.id),
    ...asked.filter((party) => party.id !== parts.ownParty?.id),
  ];
}

interface Standing {
  readonly name: string;
  readonly count: string;
  readonly state: StateOf;
}

function standings(parts: FullRoundParts): readonly Standing[] {
  const { of, round, goals, values, standing } = parts;
  const { language } = of;
  const t = followUpTexts(language).full;
  const measured = goals.filter((goal) => goal.series !== '');
  const stale = measured.filter(
    (goal) =>
      !values.some(
        (value) =>
          value.goal_id === goal.goal_id &&
          value.place === (goal.area_code ?? '') &&
          value.sex === goal.sex &&
          value.period === round.period_to &&
          value.value !== null,
      ),
  );
  const missing = goals.length - measured.length;
  const asked = parts.answered.filter((row) => row.round_id === round.id);
  const waiting = asked.filter((row) => row.answered < row.asked).length;
  const isOpened = round.interpretation_opened_at !== null;
  const count = (position: PositionRow['position']) =>
    parts.positions.filter((one) => one.position === position).length;
  const answeredAll = asked.length - waiting;
  return [
    {
      name: t.measured,
      count: t.of(measured.length - stale.length, goals.length),
      state:
        missing > 0
          ? { shape: 'missing', text: t.missing(missing) }
          : stale.length > 0
            ? { shape: 'notAnswered', text: t.stale(stale.length) }
            : { shape: 'done', text: t.allMeasured },
    },
    {
      name: t.observations,
      count: String(parts.observations.length),
      state:
        parts.observations.length > 0 ? { shape: 'done', text: t.allMeasured } : { shape: 'notStarted', text: t.none },
    },
    {
      name: t.readings,
      count: isOpened ? t.of(answeredAll, asked.length) : '–',
      state: !isOpened
        ? { shape: 'notStarted', text: t.notOpened }
        : waiting === 0
          ? { shape: 'done', text: followUpTexts(language).allIn }
          : stateOf(round, of.now) === 'answering'
            ? { shape: 'waits', text: followUpTexts(language).waits(waiting) }
            : { shape: 'notAnswered', text: t.notAnsweredCount(waiting) },
    },
    {
      name: t.positions,
      count: parts.positions.length > 0 ? t.of(parts.positions.length, asked.length) : '–',
      state:
        parts.positions.length > 0
          ? {
              shape: parts.adoption ? 'done' : 'underWay',
              text: t.positionCount(count('supports'), count('abstains'), count('doesNotSupport')),
            }
          : { shape: 'notStarted', text: t.notOpened },
    },
    ...(standing
      ? [
          {
            name: t.received,
            count: t.of(standing.received, standing.sent),
            state:
              standing.received < standing.sent
                ? ({ shape: 'waits', text: followUpTexts(language).waits(standing.sent - standing.received) } as const)
                : ({ shape: 'done', text: t.allMeasured } as const),
          },
          {
            name: t.decided,
            count: t.of(standing.decided, standing.sent),
            state:
              standing.decided < standing.sent
                ? ({ shape: 'underWay', text: t.ownCalendar } as const)
                : ({ shape: 'done', text: t.allMeasured } as const),
          },
          {
            name: t.settled,
            count: t.of(standing.settled, standing.sent),
            state:
              standing.settled < standing.sent
                ? ({ shape: 'underWay', text: t.ownCalendar } as const)
                : ({ shape: 'done', text: t.allMeasured } as const),
          },
        ]
      : []),
  ];
}

/** Where the round stands and what comes next; who has not answered is told to the process leader alone. */
export function FullRoundPage(props: FullRoundParts) {
  const { visit, of, round, ownParty, ownPackage } = props;
  const { language } = of;
  const t = followUpTexts(language);
  const here = `${roundsAt(of)}/${round.id}`;
  const at = momentNow(props);
  // The answers of last time open the round; later they stand among what else is known.
  const isBeginning = at === 'observe';
  return (
    <>
      <p class="trail">
        <a href={roundsAt(of)}>{t.title}</a>
      </p>
      <h1>{round.name}</h1>
      <p class="lead">{whatNow(props)}</p>
      <p class="small section-lead">
        {t.full.about(props.goals.length, round.period_from, round.period_to, of.formats.date(round.opened_at))}
      </p>
      <NextStep {...props} />
      <CompareLink of={of} round={round} rounds={props.rounds} />
      <MomentsLine of={of} at={at} planned={props.planned} parties={props.parties} />
      {isBeginning ? <AnswersBefore {...props} /> : null}
      <div class="two">
        <Section heading={t.full.where} beside={of.formats.date(of.now)}>
          <table class="round-standing">
            <tbody>
              {standings(props).map((row) => (
                <tr key={row.name}>
                  <th scope="row">{row.name}</th>
                  <td class="number">{row.count}</td>
                  <td>
                    <State {...row.state} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p class="small section-lead">{t.full.whoWaits}</p>
        </Section>
        {ownPackage ? (
          <Section heading={t.package.ours} beside={ownParty?.name}>
            <PackageStepLine
              row={ownPackage}
              goals={props.goals.length}
              stated={props.packageGoals}
              language={language}
              formats={of.formats}
            />
            <p>
              <a href={`${here}/packages/${ownPackage.id}`}>{t.package.openOurs}</a>
            </p>
          </Section>
        ) : (
          <Deviations {...props} />
        )}
      </div>
      {ownPackage ? <Deviations {...props} /> : null}
      <UndertakingsInRound {...props} />
      <Late {...props} />
      {isBeginning ? null : <AnswersBefore {...props} />}
      <Observations {...props} />
      <Frozen of={of} round={round} goals={props.goals} />
      {of.may(decideRounds) && at === 'feedBack' ? (
        <Form token={visit.formToken()} action={`${here}/closing`}>
          <div class="actions">
            <button class="button second" type="submit">
              {t.full.close}
            </button>
            <span class="small">{t.full.closeNote}</span>
          </div>
        </Form>
      ) : null}
    </>
  );
}

/** What was chosen to interpret together, and how far each has come. */
function Deviations(props: FullRoundParts) {
  const { of, round, deviations, ownParty } = props;
  const t = followUpTexts(of.language);
  const here = `${roundsAt(of)}/${round.id}`;
  return (
    <Section
      heading={t.deviation.title}
      beside={round.interpretation_opened_at ? undefined : t.full.chosen(deviations.length)}
    >
      {deviations.length === 0 ? (
        <p class="section-lead">{t.deviation.empty}</p>
      ) : (
        <ol class="rows">
          {deviations.map((deviation) => {
            const own = props.readings.find(
              (one) => one.deviation_id === deviation.id && one.party_id === ownParty?.id,
            );
            const joint = props.jointReadings.some((one) => one.deviation_id === deviation.id);
            return (
              <li key={deviation.id} class="stacked">
                <a class="title" href={`${here}/deviations/${deviation.id}`}>
                  {deviation.question}
                </a>
                <p>{t.deviation.why(deviation.reason)}</p>
                {joint ? (
                  <State shape="done" text={t.together.written} />
                ) : own ? (
                  <State shape="done" text={t.reading.given} />
                ) : null}
              </li>
            );
          })}
        </ol>
      )}
    </Section>
  );
}

const mayAnswer = ({ of }: FullRoundParts): boolean => of.may(speakInRounds);

/** The questions that the reader's own party has left to answer. */
const unreadBy = (parts: FullRoundParts): readonly DeviationRow[] => {
  const { ownParty, round } = parts;
  const isAsked = parts.answered.some((row) => row.round_id === round.id && row.party_id === ownParty?.id);
  return mayAnswer(parts) && ownParty && isAsked
    ? parts.deviations.filter(
        (one) => !parts.readings.some((given) => given.deviation_id === one.id && given.party_id === ownParty.id),
      )
    : [];
};

/** Where the round stands, what it waits for from this reader, and until when. */
function whatNow(parts: FullRoundParts): string {
  const { of, round, standing, ownPackage } = parts;
  const t = followUpTexts(of.language).full.leads;
  const day = (date: string): string => of.formats.dayAndMonth(date);
  const ends = parts.planned.find((one) => one.moment === momentNow(parts))?.ends_on;
  switch (momentNow(parts)) {
    case 'observe':
      return of.may(prepareRounds) ? t.observeLeading : t.observe(ends ? day(ends) : '');
    case 'interpret': {
      const unread = unreadBy(parts).length;
      const isShared = stateOf(round, of.now) === 'shared';
      if (unread > 0 && !isShared) return t.interpretOwn(unread, day(round.deadline_on));
      if (!isShared) return mayAnswer(parts) ? t.answered(day(round.deadline_on)) : t.interpret(day(round.deadline_on));
      return of.may(prepareRounds) ? t.togetherLeading : t.together;
    }
    case 'document': {
      if (parts.versions.length === 0) {
        if (!of.may(prepareRounds)) return t.document;
        return parts.text ? t.documentCarried : t.documentLeading;
      }
      if (parts.text?.carried_over.length !== 0) return of.may(prepareRounds) ? t.partlyReadLeading : t.partlyRead;
      const isAsked = parts.answered.some((row) => row.round_id === round.id && row.party_id === parts.ownParty?.id);
      const hasPosition = parts.positions.some((one) => one.party_id === parts.ownParty?.id);
      if (of.may(decideRounds)) return t.writtenLeading;
      return !mayAnswer(parts) || !isAsked ? t.written : hasPosition ? t.positioned : t.takePosition;
    }
    case 'feedBack': {
      if (of.may(decideRounds)) return standing ? t.sent(standing.received, standing.sent) : t.adoptedLeading;
      if (!ownPackage) return t.adopted;
      const step = stepOf(ownPackage, parts.goals.length, settledOf(ownPackage, parts.packageGoals));
      return step === 'beingPrepared'
        ? t.beingPrepared(ownPackage.instance, ownPackage.planned_on ? day(ownPackage.planned_on) : '')
        : t.ownPackage[step];
    }
    default:
      return t.closed;
  }
}

/** The one thing for this reader to do now. */
function NextStep(props: FullRoundParts) {
  const { of, round, deviations, ownParty } = props;
  const t = followUpTexts(of.language);
  const here = `${roundsAt(of)}/${round.id}`;
  const speaks = mayAnswer(props);
  const at = momentNow(props);
  const step = (href: string, text: string, second?: { href: string; text: string }) => (
    <p class="actions">
      <a class="button" href={`${here}/${href}`}>
        {text}
      </a>
      {second ? <a href={`${here}/${second.href}`}>{second.text}</a> : null}
    </p>
  );
  if (at === 'observe') {
    if (of.may(prepareRounds)) {
      const second = { href: 'observations/new', text: t.observation.add };
      return step('deviations', t.deviation.choose, speaks ? second : undefined);
    }
    return speaks ? step('observations/new', t.observation.add) : null;
  }
  if (at === 'interpret') {
    const [unread] = unreadBy(props);
    if (ownParty && unread) {
      return step(`deviations/${unread.id}/readings/${ownParty.id}`, t.full.ownReading);
    }
    const notJoint = deviations.find((one) => !props.jointReadings.some((joint) => joint.deviation_id === one.id));
    if (of.may(prepareRounds) && notJoint && stateOf(round, of.now) === 'shared') {
      return step(`deviations/${notJoint.id}/joint`, t.together.write);
    }
    return null;
  }
  if (at === 'document') {
    if (props.versions.length === 0) {
      if (!of.may(prepareRounds)) return null;
      return props.text ? step('report#carried-over', t.carriedOver.begin) : step('report/edit', t.report.write);
    }
    const isRead = props.text?.carried_over.length === 0;
    const mayTakePosition =
      speaks &&
      isRead &&
      props.answered.some((row) => row.round_id === round.id && row.party_id === ownParty?.id) &&
      !props.positions.some((one) => one.party_id === ownParty?.id);
    return step(
      'report',
      mayTakePosition ? t.report.readAndTakePosition : t.report.read,
      of.may(decideRounds) && isRead ? { href: 'report/adoption', text: t.report.adopt } : undefined,
    );
  }
  if (at !== null && at !== 'feedBack') return null;
  const report = { href: 'report', text: t.report.read };
  if (of.may(decideRounds) && at === 'feedBack')
    return step('packages', props.standing ? t.package.all : t.package.send, report);
  return props.ownPackage
    ? step(`packages/${props.ownPackage.id}`, t.package.openOurs, report)
    : step('report', t.report.read);
}

function Late(props: FullRoundParts) {
  const { of, round, deviations } = props;
  const t = followUpTexts(of.language);
  const late = askedParties(props).filter(
    (party) =>
      party.id !== props.ownParty?.id &&
      props.answered.some((row) => row.round_id === round.id && row.party_id === party.id && row.answered < row.asked),
  );
  const [first] = deviations;
  if (
    !of.may(prepareRounds) ||
    late.length === 0 ||
    props.adoption ||
    !round.interpretation_opened_at ||
    round.closed_at ||
    !first
  )
    return null;
  return (
    <Section heading={t.full.late}>
      <p class="small section-lead">{t.round.lateNote}</p>
      <ul class="rows">
        {late.map((party) => (
          <li key={party.id}>
            <span class="title">{party.name}</span>
            <a class="small-link" href={`${roundsAt(of)}/${round.id}/deviations/${first.id}/readings/${party.id}`}>
              {t.round.enterFor(party.name)}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
