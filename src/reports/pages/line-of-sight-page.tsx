import { type ActivityRow, isUnpledged, sayResources, stateOfActivity } from '../../action-plans/index.ts';
import type { Reading } from '../../collaborations/index.ts';
import { ContributionShape, contributionWords, describeState, goalTexts, written } from '../../goals/index.ts';
import { identityTexts } from '../../identity/index.ts';
import type { Markup } from '../../platform/markup/jsx-runtime.ts';
import { TakeAway } from '../../ui/picture.tsx';
import { Scroll, Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import type { LineOfSight, ReadGoal } from '../line-of-sight.ts';
import { reportTexts } from '../texts.ts';

/** What is done, with what; and that it draws on nothing pledged, where others do. */
function ActivityInWords(props: { of: Reading; activity: ActivityRow; isOwn: boolean; hasPledges: boolean }) {
  const { of, activity: one } = props;
  const t = reportTexts(of.language).lineOfSight;
  const resources = sayResources(one.minutes, one.amount, of);
  return (
    <div class="thread-activity">
      <a href={`/collaborations/${of.collaboration.id}/action-plan/activities/${one.id}`}>{one.title}</a>{' '}
      {resources ? <span class="small">{resources}</span> : null}{' '}
      {of.collaboration.example === 'real' ? null : <State {...stateOfActivity(one, of)} />}{' '}
      {props.hasPledges && isUnpledged(one) ? (
        <State shape={props.isOwn ? 'missing' : 'notAnswered'} text={t.unpledged} />
      ) : null}
    </div>
  );
}

/** A goal's part of the line, in words: who contributes what, and how it is measured. */
function GoalInWords(props: { of: Reading; read: ReadGoal; hasPledges: boolean }) {
  const { of } = props;
  const { goal, answers, measures } = props.read;
  const { language, formats, collaboration } = of;
  const words = goalTexts(language);
  const t = reportTexts(language).lineOfSight;
  const isReal = collaboration.example === 'real';
  const here = `/collaborations/${collaboration.id}/goals/${goal.id}`;
  // What a source is silent about is said once, and not once for each party.
  const told = isReal ? answers.filter(({ answer, activities }) => answer || activities.length > 0) : answers;
  const unmeasured = describeState(undefined, language, formats, isReal).state;
  return (
    <li>
      <h3>
        <a href={here}>{goal.text}</a>
      </h3>
      <h4>{t.columns.contributions}</h4>
      {isReal && told.length === 0 ? <p class="small">{words.goal.contributionsUnknown}</p> : null}
      <ul class="thread-answers">
        {told.map(({ party, answer, isOwn, activities, lacksActivity }) => (
          <li key={party.id}>
            <ContributionShape form={answer?.form} />
            <div>
              <span class="small">
                {answer
                  ? t.strand(party.name, words.forms[answer.form].toLocaleLowerCase(language))
                  : `${party.name}${isOwn ? ` (${words.gridPage.we})` : ''}`}
              </span>
              <div class={answer ? undefined : isOwn && !isReal ? 'tone-lingon' : 'tone-quiet'}>
                {answer
                  ? contributionWords(answer, of).text
                  : isReal
                    ? words.contribution.notKnown
                    : isOwn
                      ? t.ours
                      : words.contribution.notAnswered}
              </div>
              {activities.map((one) => (
                <ActivityInWords key={one.id} of={of} activity={one} isOwn={isOwn} hasPledges={props.hasPledges} />
              ))}
              {lacksActivity ? (
                <div class="thread-activity">
                  <State
                    shape={isOwn ? 'missing' : 'notAnswered'}
                    text={isOwn ? t.noActivity : t.activityNotAnswered}
                  />
                </div>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      <h4>{t.columns.indicators}</h4>
      <ul class="thread-measures">
        {measures.map(({ indicator, read, state }) => (
          <li key={indicator.id}>
            <a href={`${here}#chart-${indicator.id}`}>{indicator.name}</a>
            {read.reading.latest ? (
              <>
                {' '}
                <strong>{written(read, read.reading.latest.value, formats)}</strong>{' '}
                <span class="small">{read.reading.latest.period}</span>
              </>
            ) : null}
            <div>
              <State {...state} />
            </div>
            {indicator.short_note ? <div class="small">{indicator.short_note}</div> : null}
            {indicator.is_our_choice ? <div class="small">{words.goal.ourChoice}</div> : null}
          </li>
        ))}
        {measures.length === 0 ? (
          <li>
            <State {...unmeasured} />
            <div class="small">{goal.without_indicator_note}</div>
          </li>
        ) : null}
      </ul>
    </li>
  );
}

/** From challenge to numbers in one picture; in words beside it, and on a phone in words alone. */
export function LineOfSightPage(props: {
  of: Reading;
  line: LineOfSight;
  drawing: Markup;
  lead: string;
  notes: readonly string[];
}) {
  const { of, line } = props;
  const { language, collaboration } = of;
  const t = reportTexts(language).lineOfSight;
  const frame = identityTexts(language).frame;
  const base = `/collaborations/${collaboration.id}`;
  return (
    <>
      <header class="thread-heading">
        <h1>{t.title}</h1>
        <p>{props.lead}</p>
        {line.goals.length > 0 && collaboration.example !== 'real' ? (
          <p class={`thread-standing ${line.missing > 0 ? 'tone-lingon' : 'tone-quiet'}`}>
            {t.standing(line.missing, line.waits)}
          </p>
        ) : null}
      </header>
      {line.goals.length === 0 ? (
        <p class="lead">{collaboration.example === 'real' ? t.untold : t.empty}</p>
      ) : (
        <>
          <figure class="thread" aria-label={t.title}>
            <Scroll label={t.picture}>{props.drawing}</Scroll>
          </figure>
          <p class="source">{props.notes.join(' ')}</p>
          <TakeAway href={`${base}/line-of-sight`} text={frame.takeAway} title={t.title} />
          <Section heading={t.list} id="words">
            <p class="thread-challenge">{collaboration.challenge}</p>
            {line.visions.map((vision) => (
              <p class="small" key={vision.id}>
                {t.vision(vision.text)}
              </p>
            ))}
            <ol class="thread-list">
              {line.goals.map((read) => (
                <GoalInWords key={read.goal.id} of={of} read={read} hasPledges={line.hasPledges} />
              ))}
            </ol>
            {line.aimless.length > 0 ? (
              <div class="thread-aimless">
                <h3>{t.aimless}</h3>
                <p class="small">{t.aimlessWhy}</p>
                {line.aimless.map((one) => (
                  <ActivityInWords
                    key={one.id}
                    of={of}
                    activity={one}
                    isOwn={one.organisation_id === of.user.organisation_id}
                    hasPledges={line.hasPledges}
                  />
                ))}
              </div>
            ) : null}
          </Section>
        </>
      )}
    </>
  );
}
