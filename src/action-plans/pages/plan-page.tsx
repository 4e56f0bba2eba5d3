import type { Reading } from '../../collaborations/index.ts';
import { sayHours, sayKronor } from '../../financing/index.ts';
import { dayOf } from '../../identity/index.ts';
import type { Markup } from '../../platform/markup/jsx-runtime.ts';
import { TakeAway } from '../../ui/picture.tsx';
import { Notice, Scroll, Section, Switch } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { isLeftOpen } from '../activity.ts';
import { layOutGantt } from '../gantt-layout.ts';
import { byGoal, byParty, ofParty, type PledgedLine, pledgedAgainstNeed } from '../plan-views.ts';
import { planActivities, preparePlan } from '../policy.ts';
import type { ActionPlanRow } from '../queries.ts';
import type { EffectRows } from '../reading-effects.ts';
import { answering, drawnOf, type PlanRows, scaleWords, seesLateness, servable } from '../reading-plan.ts';
import { planTexts } from '../texts.ts';
import { ActivityLines, addressOf, baseOf, stateOfActivity } from './activity-lines.tsx';
import { Effects, effectsOf } from './effects-page.tsx';
import { GanttDrawing } from './gantt-drawing.tsx';

export const views = ['goals', 'parties', 'time', 'mine'] as const;
export type View = (typeof views)[number] | 'effects';
type Pledges = Parameters<typeof pledgedAgainstNeed>[2];

function AboutPlan(props: { of: Reading; plan: ActionPlanRow | undefined }) {
  const { of, plan } = props;
  const t = planTexts(of.language);
  const mayPrepare = of.may(preparePlan);
  if (!plan) {
    return mayPrepare ? (
      <p class="small no-print">
        <a href={`${baseOf(of)}/about`}>{t.aboutMake}</a>
      </p>
    ) : null;
  }
  const facts: readonly (readonly [string, string])[] = [
    [t.planForm.years, plan.first_year === null ? '' : `${plan.first_year}–${plan.last_year}`],
    [t.planForm.adoptedOn, plan.adopted_on ? of.formats.date(plan.adopted_on) : ''],
    [t.planForm.revision, plan.revision ? t.revisions[plan.revision] : ''],
    [t.planForm.follows, plan.steering_document_title ?? ''],
    [t.planForm.areaCount, plan.area_count === null ? '' : String(plan.area_count)],
    [t.planForm.jointAreas, plan.has_joint_areas === null ? '' : plan.has_joint_areas ? t.activity.yes : t.activity.no],
    [t.activity.sourceNote, plan.source_note],
  ];
  return (
    <Section heading={t.about}>
      <dl class="pairs ruled">
        <dt>{t.planForm.name}</dt>
        <dd>{plan.title}</dd>
        {facts.flatMap(([term, text]) => (text ? [<dt>{term}</dt>, <dd>{text}</dd>] : []))}
      </dl>
      {mayPrepare ? (
        <p class="small no-print">
          <a href={`${baseOf(of)}/about`}>{t.aboutEdit}</a>
        </p>
      ) : null}
    </Section>
  );
}

function ByGoal(props: { of: Reading; rows: PlanRows }) {
  const { of, rows } = props;
  const t = planTexts(of.language);
  const isReal = of.collaboration.example === 'real';
  return (
    <>
      {byGoal(rows.activities, servable(rows.goals)).map(({ key: goal, activities }, at) =>
        isReal && activities.length === 0 ? null : (
          <Section key={goal?.id ?? ''} heading={goal?.text ?? t.withoutGoal} main={at === 0}>
            {activities.length > 0 ? <ActivityLines of={of} activities={activities} /> : null}
            {!isReal && goal && activities.every(({ state }) => state === 'stopped') ? (
              <p class="plan-missing">
                <State shape="missing" text={activities.length > 0 ? t.goalStopped : t.goalWithout} />
              </p>
            ) : null}
          </Section>
        ),
      )}
    </>
  );
}

function Pledged(props: { of: Reading; rows: PlanRows; lines: readonly PledgedLine[] }) {
  const { of, rows, lines } = props;
  if (lines.length === 0) return null;
  const t = planTexts(of.language).pledged;
  const hours = (minutes: bigint | null) => (minutes === null ? '–' : sayHours(minutes, of.formats));
  const kronor = (ore: bigint | null) => (ore === null ? '–' : sayKronor(ore, of.formats));
  return (
    <Section
      heading={t.heading}
      unruled
      beside={<a href={`/collaborations/${of.collaboration.id}/benefits/balance`}>{t.benefits}</a>}
    >
      <p class="section-lead">{t.lead}</p>
      <Scroll label={t.heading}>
        <table class="pledged">
          <thead>
            <tr>
              <th scope="col">{t.party}</th>
              {[t.pledgedHours, t.needHours, t.usedHours, t.pledgedKronor, t.needHours, t.usedHours].map((word, at) => (
                <th key={at} scope="col" class="number">
                  {word}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => {
              const party = rows.parties.find(({ id }) => id === line.partyId);
              return (
                <tr key={line.partyId} class={party?.organisation_id === of.user.organisation_id ? 'ours' : undefined}>
                  <th scope="row">{party?.name}</th>
                  <td class="number">{hours(line.pledgedMinutes)}</td>
                  <td class="number">{hours(line.needMinutes)}</td>
                  <td class="number">{hours(line.usedMinutes)}</td>
                  <td class="number">{kronor(line.pledgedAmount)}</td>
                  <td class="number">{kronor(line.needAmount)}</td>
                  <td class="number">{kronor(line.usedAmount)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}

function ByParty(props: { of: Reading; rows: PlanRows; pledges: Pledges }) {
  const { of, rows } = props;
  const t = planTexts(of.language);
  const isReal = of.collaboration.example === 'real';
  const parties = answering(rows.parties);
  return (
    <>
      {byParty(rows.activities, rows.taking, parties).map(({ key: party, activities, takesPart }, at) => {
        const isOwn = party?.organisation_id === of.user.organisation_id;
        if (isReal && activities.length === 0 && takesPart.length === 0) return null;
        return (
          <Section
            key={party?.id ?? ''}
            heading={party?.name ?? (isReal ? t.partyUntold : t.withoutParty)}
            main={at === 0}
          >
            {activities.length > 0 ? (
              <ActivityLines of={of} activities={activities} withParty={false} />
            ) : party ? (
              <p class="plan-missing">
                <State shape={isOwn ? 'missing' : 'notAnswered'} text={t.partyWithout} />
              </p>
            ) : null}
            {takesPart.length > 0 ? (
              <>
                <h3 class="plan-part">{t.alsoTakesPart}</h3>
                <ActivityLines of={of} activities={takesPart} />
              </>
            ) : null}
          </Section>
        );
      })}
      <Pledged
        of={of}
        rows={rows}
        lines={pledgedAgainstNeed(rows.activities, rows.taking, props.pledges, rows.parties)}
      />
    </>
  );
}

/** The drawing, and the same as a list; each address leads to the activity. */
export function OverTime(props: { of: Reading; rows: Pick<PlanRows, 'activities' | 'taking'> }) {
  const { of, rows } = props;
  const t = planTexts(of.language);
  const drawn = rows.activities.map((one) => drawnOf(one, of, rows.taking));
  const [gantt, narrow] = (['wide', 'narrow'] as const).map((form) =>
    layOutGantt(drawn, dayOf(of.now), scaleWords(of), form),
  );
  return (
    <>
      <Section heading={t.gantt.title} unruled>
        {gantt ? (
          <>
            <p class="section-lead">{t.gantt.lead}</p>
            <figure class="gantt-figure">
              <Scroll label={t.gantt.title}>
                <GanttDrawing
                  gantt={gantt}
                  label={t.gantt.label(gantt.rows.length)}
                  hrefOf={(id) => addressOf(of, id)}
                />
                {narrow ? (
                  <GanttDrawing
                    gantt={narrow}
                    isNarrow
                    label={t.gantt.label(narrow.rows.length)}
                    hrefOf={(id) => addressOf(of, id)}
                  />
                ) : null}
              </Scroll>
            </figure>
            <TakeAway href={`${baseOf(of)}/picture`} text={t.gantt.take} title={t.gantt.title} />
          </>
        ) : (
          <p class="section-lead">{t.gantt.none}</p>
        )}
      </Section>
      <Section heading={t.gantt.list} unruled>
        <Scroll label={t.gantt.list}>
          <table class="plan-table">
            <thead>
              <tr>
                {Object.values(t.gantt.columns).map((word) => (
                  <th key={word} scope="col">
                    {word}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.activities.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <a href={addressOf(of, one.id)}>{one.title}</a>
                  </th>
                  <td>{one.party_name ?? (of.collaboration.example === 'real' ? '–' : t.activity.nobody)}</td>
                  <td class="day">{one.starts_on ? of.formats.date(one.starts_on) : '–'}</td>
                  <td class="day">{one.due_on ? of.formats.date(one.due_on) : '–'}</td>
                  <td>{of.collaboration.example === 'real' ? '–' : <State {...stateOfActivity(one, of)} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </Section>
    </>
  );
}

function Mine(props: { of: Reading; rows: PlanRows }) {
  const { of, rows } = props;
  const t = planTexts(of.language);
  const own = rows.parties.find(({ organisation_id }) => organisation_id === of.user.organisation_id);
  const activities = ofParty(rows.activities, rows.taking, own?.id);
  const asked = new Set(
    rows.taking.filter(({ party_id, answer }) => party_id === own?.id && answer === null).map((one) => one.activity_id),
  );
  const parts: readonly (readonly [string, typeof activities])[] = [
    [t.asked, activities.filter(({ id }) => asked.has(id))],
    [own?.name ?? '', activities.filter(({ party_id }) => party_id === own?.id)],
    [t.alsoTakesPart, activities.filter(({ id, party_id }) => party_id !== own?.id && !asked.has(id))],
  ];
  if (activities.length === 0) return <p class="section-lead">{t.empty.noneMine}</p>;
  return (
    <>
      {parts.map(([heading, list]) =>
        list.length > 0 ? (
          <Section key={heading} heading={heading} main={list === parts[1]?.[1]}>
            <ActivityLines of={of} activities={list} withParty={list !== parts[1]?.[1]} />
          </Section>
        ) : null,
      )}
    </>
  );
}

/** That the plan’s years are over is said once, and of how many it is not known how they ended. */
function Ended(props: { of: Reading; rows: PlanRows }) {
  const { of, rows } = props;
  const t = planTexts(of.language);
  const today = dayOf(of.now);
  const year = rows.plan[0]?.last_year ?? null;
  if (year === null || Number(today.slice(0, 4)) <= year) return null;
  const open = rows.activities.filter((one) => isLeftOpen(one, today) && seesLateness(of, one)).length;
  return (
    <Notice waits={open > 0}>
      {t.ended(year)} {open > 0 ? t.endedOpen(open) : ''}
    </Notice>
  );
}

/** The plan as it is, to take away. */
export function PlanFiles(props: { of: Reading; text: string }) {
  return (
    <p class="take-away no-print">
      {props.text}{' '}
      {(['xlsx', 'csv'] as const).map((form, at) => (
        <>
          {at > 0 ? ' · ' : ''}
          <a href={`${baseOf(props.of)}/table/${form}`} download>
            {form === 'xlsx' ? 'Excel' : 'CSV'}
          </a>
        </>
      ))}
    </p>
  );
}

export function PlanPage(props: {
  of: Reading;
  rows: PlanRows;
  view: View;
  pledges: Pledges;
  effects?: EffectRows;
}): Markup {
  const { of, rows, view } = props;
  const t = planTexts(of.language);
  const isReal = of.collaboration.example === 'real';
  const mayWrite = of.may(planActivities, of.user.organisation_id) || of.may(preparePlan);
  const actions = mayWrite ? (
    <p class="actions no-print">
      <a class="button" href={`${baseOf(of)}/activities/new`}>
        {rows.activities.length === 0 ? t.empty.first : t.add}
      </a>
      <a href={`${baseOf(of)}/import`}>{rows.activities.length === 0 ? t.empty.import : t.import}</a>
    </p>
  ) : null;
  if (rows.activities.length === 0) {
    return (
      <>
        <h1>{t.title}</h1>
        <p class="lead">{isReal ? (rows.plan[0] ? t.leadPlanOnly : t.leadUntold) : t.lead}</p>
        {isReal ? null : (
          <Section heading={t.empty.heading} main>
            <p class="section-lead">{t.empty.text}</p>
            {actions}
            {of.collaboration.example === 'none' ? <p class="small">{t.empty.example}</p> : null}
          </Section>
        )}
        <AboutPlan of={of} plan={rows.plan[0]} />
      </>
    );
  }
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{isReal ? t.leadReal : t.lead}</p>
      {isReal ? null : <Ended of={of} rows={rows} />}
      {actions}
      <Switch
        label={t.views.label}
        choices={views
          .filter((one) => one !== 'mine' || rows.parties.some((p) => p.organisation_id === of.user.organisation_id))
          .map((one) => ({
            text: t.views[one],
            href: one === 'goals' ? baseOf(of) : `${baseOf(of)}?view=${one}`,
            isCurrent: one === view,
          }))
          .concat({ text: t.effects.view, href: effectsOf(of), isCurrent: view === 'effects' })}
      />
      {view === 'goals' ? <ByGoal of={of} rows={rows} /> : null}
      {view === 'parties' ? <ByParty of={of} rows={rows} pledges={props.pledges} /> : null}
      {view === 'time' ? <OverTime of={of} rows={rows} /> : null}
      {view === 'mine' ? <Mine of={of} rows={rows} /> : null}
      {props.effects ? <Effects of={of} rows={props.effects} /> : null}
      <PlanFiles of={of} text={t.files} />
      <AboutPlan of={of} plan={rows.plan[0]} />
    </>
  );
}
