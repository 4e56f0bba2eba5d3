import { type Reading, speakForParty } from '../../collaborations/index.ts';
import type { Visit } from '../../identity/index.ts';
import {
  type ComparedAmong,
  indicatorTexts,
  readCapability,
  sayCapability,
  sayChanges,
  sayClaim,
  sayLevels,
  sayLimits,
  sayOutOfReach,
  sayRungs,
  saySignals,
  type Verdict,
  type Wording,
} from '../../indicators/index.ts';
import { MarkingNote, type MarkingRow, WithheldNote } from '../../secrecy/index.ts';
import { DotStrip } from '../../ui/charts/dot-strip.tsx';
import { Form } from '../../ui/form.tsx';
import { Scroll, Section } from '../../ui/section.tsx';
import { type Shape, State } from '../../ui/state.tsx';
import type { EditorTextRow, ImplementationRow, LimitPeriodRow } from '../assurance.ts';
import {
  baselineOf,
  type ComparedGoal,
  compareGoal,
  type ReadAssurance,
  readAssurance,
  similarTo,
  widerChanges,
  wordingOf,
} from '../ladder-of-goal.ts';
import type { OwnExplanationRow } from '../own-explanations.ts';
import { answerGoals, setGoals } from '../policy.ts';
import type { GoalRow, IndicatorRow, SimilarRow } from '../queries.ts';
import { readIndicator } from '../state-of-goal.ts';
import { goalTexts } from '../texts.ts';
import { ClaimStairs } from './claim-stairs.tsx';

export interface HowSureProps {
  readonly visit: Visit;
  readonly of: Reading;
  readonly goal: GoalRow;
  readonly indicator: IndicatorRow;
  readonly limitPeriods: readonly LimitPeriodRow[];
  readonly implementations: readonly ImplementationRow[];
  readonly editorText: EditorTextRow | undefined;
  readonly ownExplanations: readonly OwnExplanationRow[];
  readonly markings: readonly MarkingRow[];
  readonly withheld: number;
  readonly similar: readonly SimilarRow[];
}

const verdictShapes: Readonly<Record<Verdict, Shape>> = {
  improvement: 'better',
  deterioration: 'worse',
  noSureChange: 'stoodAside',
  tooEarly: 'tooEarly',
};

/** What the latest value says in one state, and in words what it rests on. */
export function VariationWords(props: { indicator: IndicatorRow; read: ReadAssurance; wording: Wording }) {
  const { read, wording, indicator } = props;
  const { language } = wording.formats;
  const { variation } = read;
  const limits = variation.current?.limits;
  const t = goalTexts(language).ladder;
  const { signals } = variation;
  return (
    <dl class="pairs section-lead variation">
      <dt>{t.verdict}</dt>
      <dd>
        <State shape={verdictShapes[variation.verdict]} text={indicatorTexts(language).verdict[variation.verdict]} />
        <p class="small">
          {sayLimits(variation, wording)} {limits ? saySignals(signals, wording.formats) : ''}{' '}
          {limits ? sayOutOfReach(limits, read.possible, wording) : ''}
        </p>
      </dd>
      {indicator.target !== null && limits ? (
        <>
          <dt>{t.capability}</dt>
          <dd class="small">
            {sayCapability(readCapability(variation, indicator.direction, indicator.target), variation, wording)}
          </dd>
        </>
      ) : null}
    </dl>
  );
}

/** Where somebody has started the limits anew: from when, why, who and when. */
export function StartedPeriods(props: { of: Reading; periods: readonly LimitPeriodRow[] }) {
  const { language, formats } = props.of;
  const t = goalTexts(language).limitsForm;
  return (
    <>
      {props.periods.map((period) => (
        <p key={period.id} class="source">
          {t.line(period.from_period, period.reason)} (
          {t.by(period.created_by_name, period.organisation_name, formats.date(period.created_at))})
        </p>
      ))}
    </>
  );
}

/** Who has told what they did; each may be taken back by whoever told it, and by the process leader. */
function Told(props: HowSureProps) {
  const { of, implementations, goal, visit } = props;
  const { language, collaboration } = of;
  const own = goalTexts(language).ladder;
  const here = `/collaborations/${collaboration.id}/goals/${goal.id}`;
  return (
    <ul class="told">
      {implementations.map((one) => (
        <li key={one.id}>
          {one.party_name ? own.told(one.party_name, one.text) : one.text}
          {one.source_note ? <span class="small"> {one.source_note}</span> : null}
          {of.may(answerGoals, one.organisation_id) ? (
            <>
              {' '}
              <Form token={visit.formToken()} action={`${here}/implementations/${one.id}/withdrawal`} inline>
                <button class="link-button" type="submit">
                  {own.takeBack}
                  <span class="visually-hidden"> {one.text}</span>
                </button>
              </Form>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** How far the figures let us go, rung by rung, and beside it what can be said: locked, and an editor's own words. */
export function HowSure(props: HowSureProps) {
  const { of, goal, indicator, editorText, similar, implementations } = props;
  const { language, formats, collaboration } = of;
  const t = goalTexts(language).ladder;
  const here = `/collaborations/${collaboration.id}/goals/${goal.id}`;
  const read0 = readIndicator(indicator);
  const wording = wordingOf(indicator, read0, formats);
  const among = similarTo(similar);
  const compared = compareGoal(indicator, similar, among);
  const starts = props.limitPeriods
    .filter((period) => period.indicator_id === indicator.id)
    .map(({ from_period }) => from_period);
  const read = readAssurance(indicator, starts, implementations.length > 0, compared?.changes ?? null);
  const evidence = sayRungs(
    read.ladder,
    read.variation,
    wording,
    baselineOf(indicator),
    compared?.changes ? sayChanges(compared.changes, among, wording, widerChanges(compared)) : undefined,
  );
  const claim = sayClaim(read.ladder, read.variation, indicator.direction, wording, compared?.changes);
  const shown = editorText && !editorText.is_withdrawn ? editorText : undefined;
  const mayTell = of.may(answerGoals);
  return (
    <>
      <div class="two">
        <Section heading={t.heading} id="how-sure">
          <p class="small">{t.lead}</p>
          <ClaimStairs
            language={language}
            answers={read.ladder.answers}
            evidence={evidence}
            told={implementations.length > 0 ? <Told {...props} /> : undefined}
          />
          {mayTell ? (
            <p class="source">
              <a href={`${here}/implementations/new`}>{t.tell}</a>
            </p>
          ) : null}
        </Section>
        <Section heading={t.claimHeading}>
          <p class="small">{t.locked}</p>
          <div class="locked-text">
            <p>{claim.claim}</p>
            <p>
              <strong>{claim.cause}</strong> {claim.why}
            </p>
          </div>
          {claim.limits ? (
            <div class="aside-text limits">
              <h3>{t.limitsHeading}</h3>
              <p>{claim.limits}</p>
            </div>
          ) : null}
          {props.ownExplanations.map((one) => (
            <div class="aside-text" key={one.id}>
              <h3>{t.ownExplanation(one.party_name)}</h3>
              <p>{one.text}</p>
              <p class="small">{t.explanationSource(one.source_note)}</p>
              <MarkingNote
                of={of}
                subjectType="ownExplanation"
                subjectId={one.id}
                markings={props.markings}
                mayMark={of.may(speakForParty, one.organisation_id)}
              />
            </div>
          ))}
          <WithheldNote count={props.withheld} language={language} />
          {shown ? (
            <div class="aside-text">
              <h3>{t.editorHeading}</h3>
              {shown.text.split(/\n{2,}/).map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
              <p class="small">
                {t.editorBy(shown.written_by_name, shown.organisation_name, formats.date(shown.written_at))}
              </p>
            </div>
          ) : null}
          {of.may(setGoals) ? (
            <p class="source">
              <a href={`${here}/editor-text`}>{shown ? t.changeText : t.writeText}</a>
            </p>
          ) : null}
        </Section>
      </div>
      {compared ? <Among {...props} compared={compared} wording={wording} /> : null}
    </>
  );
}

const widerValues = ({ wider }: ComparedGoal): { name: string; value: number }[] =>
  wider.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]));

function Beside(props: { compared: ComparedGoal; wording: Wording }) {
  const { compared, wording } = props;
  const { formats } = wording;
  const { language } = formats;
  const t = goalTexts(language).ladder;
  const { levels, changes, among } = compared;
  const name = wording.place ?? indicatorTexts(language).claim.ownPlace;
  const level = levels ? sayLevels(levels, wording, widerValues(compared)) : '';
  const change = changes ? sayChanges(changes, among, wording, widerChanges(compared)) : '';
  const sayChange = (amount: number) => (changes?.isInPercent ? formats.percent(amount, 0) : wording.sayPlain(amount));
  return (
    <>
      {levels ? (
        <div class="compared">
          <h4>{t.compareLevel}</h4>
          <DotStrip
            own={{ name, value: levels.own }}
            others={levels.others.map(({ value }) => value)}
            wider={widerValues(compared)}
            say={wording.say}
            description={level}
          />
          <p class="small">{level}</p>
        </div>
      ) : null}
      {changes ? (
        <div class="compared">
          <h4>{t.compareChange}</h4>
          <DotStrip
            own={{ name, value: changes.own }}
            others={changes.others.map(({ change: value }) => value)}
            wider={widerChanges(compared).map(({ name: wide, change: value }) => ({ name: wide, value }))}
            say={sayChange}
            description={change}
          />
          <p class="small">{change}</p>
        </div>
      ) : null}
    </>
  );
}

/** Own place among similar ones, and among those the collaboration has chosen; every place in a table behind. */
function Among(props: HowSureProps & { compared: ComparedGoal; wording: Wording }) {
  const { of, similar, indicator, compared, wording } = props;
  const { language, collaboration } = of;
  const t = goalTexts(language).ladder;
  const chosen = similar.some((row) => row.is_chosen) ? compareGoal(indicator, similar, 'chosen') : null;
  const headings: Readonly<Record<ComparedAmong, string>> = {
    regions: t.compareRegions,
    similar: t.compareSimilar,
    chosen: t.compareChosen,
  };
  const { levels } = compared;
  return (
    <Section heading={t.compareHeading} id="among">
      <h3 class="section-lead">{headings[compared.among]}</h3>
      <Beside compared={compared} wording={wording} />
      {chosen ? (
        <>
          <h3 class="section-lead">{headings.chosen}</h3>
          <Beside compared={chosen} wording={wording} />
          <p class="source">{t.compareChosenNote}</p>
        </>
      ) : null}
      {/* No real name stands beside what is invented. */}
      {levels && collaboration.example !== 'fictional' ? (
        <details class="section-lead table-behind">
          <summary>{t.compareTable}</summary>
          <Scroll label={t.compareHeading}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t.comparePlace}</th>
                  <th scope="col" class="number">
                    {levels.period}
                  </th>
                  {compared.changes ? (
                    <th scope="col" class="number">
                      {compared.changes.from}–{compared.changes.to}
                    </th>
                  ) : null}
                </tr>
              </thead>
              <tbody>
                {levels.others.map((other) => {
                  const change = compared.changes?.others.find(({ code }) => code === other.code)?.change;
                  return (
                    <tr key={other.code}>
                      <th scope="row">{other.name}</th>
                      <td class="number">{wording.say(other.value)}</td>
                      {compared.changes ? (
                        <td class="number">
                          {change === undefined
                            ? '–'
                            : compared.changes.isInPercent
                              ? wording.formats.percent(change, 0)
                              : wording.sayPlain(change)}
                        </td>
                      ) : null}
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </Scroll>
        </details>
      ) : null}
      <p class="source">{t.processed}</p>
    </Section>
  );
}
