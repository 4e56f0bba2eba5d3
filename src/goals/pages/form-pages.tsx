import { ChannelFields, type PartyRow, type Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { type CatalogueEntry, nameSeries, type Series } from '../../indicators/index.ts';
import {
  Actions,
  Choices,
  ErrorSummary,
  Form,
  type FormState,
  Hidden,
  Select,
  TextArea,
  TextField,
  Version,
} from '../../ui/form.tsx';
import { Notice, Section } from '../../ui/section.tsx';
import { contributionForms, goalKinds } from '../goal.ts';
import type { ContributionRow, GoalRow, IndicatorRow } from '../queries.ts';
import { ElsewhereSection, EntryAction } from '../sources/pages/order-pages.tsx';
import { goalTexts } from '../texts.ts';

export interface FormPage {
  readonly visit: Visit;
  readonly of: Reading;
  readonly state: FormState;
}

export const Summary = (props: FormPage) => (
  <ErrorSummary
    state={props.state}
    heading={identityTexts(props.of.language).frame.errors(props.state.errors.length)}
  />
);
export const cancel = (of: Reading, href: string) => ({
  href: `/collaborations/${of.collaboration.id}/${href}`,
  text: identityTexts(of.language).frame.cancel,
});

export function EditGoalPage(props: FormPage & { goal: GoalRow | undefined; goals: readonly GoalRow[] }) {
  const { visit, of, state, goal } = props;
  const t = goalTexts(of.language);
  return (
    <>
      <h1>{goal ? t.form.editTitle : t.form.newTitle}</h1>
      <Summary {...props} />
      <Form token={visit.formToken()}>
        {goal ? <Version value={goal.version} state={state} /> : null}
        <TextField name="text" label={t.form.text} hint={t.form.textHint} value={goal?.text} state={state} />
        <Choices
          name="kind"
          label={t.form.kind}
          value={goal?.kind ?? 'step'}
          options={goalKinds.map((kind) => ({
            value: kind,
            text: t.goal.kindNames[kind],
            hint: t.form.kindHints[kind],
          }))}
          state={state}
        />
        <TextField name="year" short inputmode="numeric" label={t.form.year} value={goal?.target_year} state={state} />
        <Select
          name="under"
          label={t.form.under}
          value={goal?.under_id}
          options={[
            { value: '', text: t.form.underNone },
            ...props.goals.filter((one) => one.id !== goal?.id).map((one) => ({ value: one.id, text: one.text })),
          ]}
          state={state}
        />
        <TextField
          name="sourceTitle"
          label={t.form.sourceTitle}
          hint={t.form.sourceHint}
          value={goal?.source_title}
          state={state}
        />
        <TextField name="sourcePage" short label={t.form.sourcePage} value={goal?.source_page} state={state} />
        <TextField name="note" label={t.indicator.note} value={goal?.without_indicator_note} state={state} />
        <Actions submit={t.form.save} cancel={cancel(of, goal ? `goals/${goal.id}` : 'goals')} />
      </Form>
    </>
  );
}

export function ChooseIndicatorPage(
  props: FormPage & { goal: GoalRow; search: string; entries: readonly CatalogueEntry[]; mayOrder: boolean },
) {
  const { of, goal, entries } = props;
  const t = goalTexts(of.language).indicator;
  const here = `/collaborations/${of.collaboration.id}/goals/${goal.id}/indicator`;
  return (
    <>
      <p class="trail">
        <a href={`/collaborations/${of.collaboration.id}/goals/${goal.id}`}>{goal.text}</a>
      </p>
      <h1>{t.chooseTitle}</h1>
      <p class="lead">{t.chooseLead}</p>
      <search>
        <form class="form" method="get" action={here}>
          <div class="field">
            <label for="q">{t.search}</label>
            <span class="hint" id="q-hint">
              {t.searchHint}
            </span>
            <input id="q" name="q" type="search" value={props.search} aria-describedby="q-hint" autocomplete="off" />
          </div>
          <div class="actions">
            <button class="button" type="submit">
              {t.searchButton}
            </button>
          </div>
        </form>
      </search>
      {props.search ? (
        <Section heading={entries.length === 0 ? t.nothing : t.found(entries.length)}>
          <ul class="rows">
            {entries.map((entry) => (
              <li key={entry.code}>
                <div>
                  <div class="title" lang="sv">
                    {entry.title}
                  </div>
                  <p>
                    {nameSeries('kolada', entry.code)}
                    {entry.by_sex ? `, ${t.bySex}` : ''}
                  </p>
                </div>
                <EntryAction visit={props.visit} entry={entry} here={here} mayOrder={props.mayOrder} />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {props.mayOrder ? <ElsewhereSection visit={props.visit} here={here} /> : null}
      <Section heading={t.own}>
        <p class="small section-lead">
          {t.ownLead} <a href={`${here}/own`}>{t.ownTitle}</a>
        </p>
      </Section>
    </>
  );
}

/** What an indicator aims at: the same fields for an official series, an own one, and an indicator that exists. */
export function Aim(props: FormPage & { indicator?: IndicatorRow; isOwn: boolean; comparisons?: string }) {
  const { state, indicator } = props;
  const t = goalTexts(props.of.language).indicator;
  return (
    <>
      <Choices
        name="direction"
        label={t.direction}
        value={indicator?.direction}
        options={(['up', 'down'] as const).map((one) => ({ value: one, text: t.directions[one] }))}
        state={state}
      />
      <TextField
        name="baselinePeriod"
        short
        inputmode="numeric"
        label={t.baselinePeriod}
        hint={t.baselineHint}
        value={indicator?.baseline_period}
        state={state}
      />
      <TextField
        name="target"
        short
        inputmode="decimal"
        label={t.target}
        value={
          indicator?.target == null
            ? null
            : String(indicator.target).replace('.', props.of.language === 'sv' ? ',' : '.')
        }
        state={state}
      />
      <TextField
        name="targetPeriod"
        short
        inputmode="numeric"
        label={t.targetYear}
        value={indicator?.target_period}
        state={state}
      />
      {props.isOwn ? null : (
        <TextField
          name="comparisons"
          label={t.comparisons}
          hint={t.comparisonsHint}
          value={props.comparisons}
          state={state}
        />
      )}
      <TextArea
        name="standIn"
        rows={2}
        label={t.standIn}
        hint={t.standInHint}
        value={indicator?.stand_in_note}
        state={state}
      />
      <TextField name="quality" label={t.quality} hint={t.qualityHint} value={indicator?.quality} state={state} />
    </>
  );
}

export function NewIndicatorPage(props: FormPage & { goal: GoalRow; series: Series; area: string }) {
  const { visit, of, state, goal, series } = props;
  const t = goalTexts(of.language);
  return (
    <>
      <p class="trail">
        <a href={`/collaborations/${of.collaboration.id}/goals/${goal.id}`}>{goal.text}</a>
      </p>
      <h1>{t.indicator.newTitle}</h1>
      <p class="section-lead" lang="sv">
        {series.title} ({nameSeries(series.source, series.code)}, {series.first_period}–{series.last_period})
      </p>
      <p class="small" lang="sv">
        {series.description}
      </p>
      <Summary {...props} />
      <Form token={visit.formToken()}>
        <Hidden name="series" value={series.id} />
        <TextField
          name="name"
          label={t.indicator.name}
          value={series.title.replace(/,? ?andel \(%\).*$/, '')}
          state={state}
        />
        <TextField name="area" label={t.indicator.area} hint={t.indicator.areaHint} value={props.area} state={state} />
        {series.by_sex ? (
          <Select
            name="sex"
            short
            label={t.indicator.sex}
            value="T"
            options={(['T', 'K', 'M'] as const).map((sex) => ({ value: sex, text: t.goal.sexNames[sex] }))}
            state={state}
          />
        ) : (
          <Hidden name="sex" value="T" />
        )}
        <Aim {...props} isOwn={false} comparisons="Riket" />
        <Actions submit={t.indicator.save} cancel={cancel(of, `goals/${goal.id}`)} />
      </Form>
    </>
  );
}

export function EditIndicatorPage(props: FormPage & { goal: GoalRow; indicator: IndicatorRow; comparisons: string }) {
  const { visit, of, state, goal, indicator } = props;
  const t = goalTexts(of.language);
  return (
    <>
      <p class="trail">
        <a href={`/collaborations/${of.collaboration.id}/goals/${goal.id}`}>{goal.text}</a>
      </p>
      <h1>{t.indicator.editTitle}</h1>
      <Summary {...props} />
      <Form token={visit.formToken()}>
        <Version value={indicator.version} state={state} />
        <TextField name="name" label={t.indicator.name} value={indicator.name} state={state} />
        {indicator.own_series_id ? (
          <p class="section-lead">
            <a href={`/collaborations/${of.collaboration.id}/goals/${goal.id}/indicators/${indicator.id}/values`}>
              {t.ownFigures.moreTitle}
            </a>
          </p>
        ) : null}
        <Aim {...props} isOwn={indicator.series_id === null} />
        <Actions submit={t.indicator.save} cancel={cancel(of, `goals/${goal.id}`)} />
      </Form>
    </>
  );
}

export function ContributionPage(
  props: FormPage & { goal: GoalRow; party: PartyRow; before: ContributionRow | undefined; isForAnother: boolean },
) {
  const { visit, of, state, goal, party, before } = props;
  const t = goalTexts(of.language).contribution;
  const forms = goalTexts(of.language);
  return (
    <>
      <p class="trail">
        <a href={`/collaborations/${of.collaboration.id}/goals/${goal.id}`}>{goal.text}</a>
      </p>
      <h1>{props.isForAnother ? t.titleFor(party.name) : t.title}</h1>
      <p class="lead">{t.forGoal(goal.text)}</p>
      <Summary {...props} />
      <Form token={visit.formToken()}>
        {before ? <Version value={before.version} state={state} /> : null}
        <Choices
          name="kind"
          label={t.form}
          value={before?.form}
          options={contributionForms.map((form) => ({
            value: form,
            text: forms.forms[form],
            hint: forms.formHints[form],
          }))}
          state={state}
        />
        <TextField name="text" label={t.text} hint={t.textHint} value={before?.text} state={state} />
        <fieldset class="group for-own-goal">
          <legend>{t.ownGoalLegend}</legend>
          <TextField name="document" label={t.document} value={before?.steering_document} state={state} />
          <TextField name="committee" label={t.committee} value={before?.committee} state={state} />
          <TextField name="number" short label={t.number} value={before?.number} state={state} />
          <TextField
            name="documentYear"
            short
            inputmode="numeric"
            label={t.year}
            value={before?.document_year}
            state={state}
          />
        </fieldset>
        <fieldset class="group for-task">
          <legend>{t.taskLegend}</legend>
          <TextField name="assigned" label={t.assigned} value={before?.assigned_in} state={state} />
        </fieldset>
        <fieldset class="group for-undertaking">
          <legend>{t.undertakingLegend}</legend>
          <TextField name="amount" label={t.amount} value={before?.amount} state={state} />
          <TextField
            name="until"
            type="date"
            short
            label={t.until}
            hint={t.untilHint}
            value={before?.until_on}
            state={state}
          />
        </fieldset>
        <Choices
          name="decided"
          many
          label={t.decided}
          hint={t.decidedHint}
          values={before?.is_politically_decided ? ['yes'] : []}
          options={[{ value: 'yes', text: t.decidedYes }]}
          state={state}
        />
        <div class="group for-declining">
          <TextField name="reason" label={t.reason} value={before?.reason} state={state} />
        </div>
        {props.isForAnother ? (
          <>
            <Notice waits>{t.records}</Notice>
            <ChannelFields language={of.language} state={state} />
          </>
        ) : (
          <p class="small section-lead">{t.records}</p>
        )}
        <Actions submit={t.save} cancel={cancel(of, `goals/${goal.id}`)} />
      </Form>
    </>
  );
}
