import type { Reading } from '../../../collaborations/index.ts';
import type { Visit } from '../../../identity/index.ts';
import { type CatalogueEntry, nameSeries, type StandingOrder, sayFailure } from '../../../indicators/index.ts';
import { Form, Hidden } from '../../../ui/form.tsx';
import { Notice, Section } from '../../../ui/section.tsx';
import { State } from '../../../ui/state.tsx';
import type { GoalRow } from '../../queries.ts';
import { goalTexts } from '../../texts.ts';
import { goalSourceTexts } from '../texts.ts';

/** What can be done with an entry of the catalogue: chosen, waited for, ordered, or only looked at. */
export function EntryAction(props: { visit: Visit; entry: CatalogueEntry; here: string; mayOrder: boolean }) {
  const { entry, here, visit } = props;
  const t = goalTexts(visit.language).indicator;
  const own = goalSourceTexts(visit.language);
  if (entry.has_values) {
    return (
      <a class="button second slim" href={`${here}/new?series=${entry.series_id}`}>
        {t.choose}
        <span class="visually-hidden"> {entry.title}</span>
      </a>
    );
  }
  if (entry.series_id !== null) return <a href={`${here}/orders/${entry.series_id}`}>{own.onItsWay}</a>;
  if (!props.mayOrder) return <State shape="notStarted" text={t.noValues} />;
  return (
    <Form token={visit.formToken()} action={`${here}/orders`} inline>
      <Hidden name="code" value={entry.code} />
      <button class="button second slim" type="submit">
        {own.order}
        <span class="visually-hidden"> {entry.title}</span>
      </button>
    </Form>
  );
}

/** The way to SCB, under what Kolada had. */
export function ElsewhereSection(props: { visit: Visit; here: string }) {
  const t = goalSourceTexts(props.visit.language).scb;
  return (
    <Section heading={t.heading}>
      <p class="small section-lead">
        {t.lead} <a href={`${props.here}/scb`}>{t.title}</a>
      </p>
    </Section>
  );
}

export function OnTheirWayPage(props: { of: Reading; goal: GoalRow; order: StandingOrder; isFetching: boolean }) {
  const { of, goal, order } = props;
  const { formats } = of;
  const t = goalSourceTexts(of.language);
  const goalAt = `/collaborations/${of.collaboration.id}/goals/${goal.id}`;
  return (
    <>
      <p class="trail">
        <a href={goalAt}>{goal.text}</a>
      </p>
      <h1>{t.wayTitle}</h1>
      <p class="lead" lang="sv">
        {order.title}
      </p>
      {!props.isFetching || order.due_at === null ? (
        <Notice waits>{t.wayStopped}</Notice>
      ) : order.failure ? (
        <Notice waits>
          {t.wayFailed(
            sayFailure(order.failure, formats),
            `${formats.date(order.due_at)} ${formats.time(order.due_at)}`,
          )}
        </Notice>
      ) : (
        <p class="section-lead">{t.wayLead(nameSeries(order.source, order.code))}</p>
      )}
      <p class="actions">
        <a class="button" href={`${goalAt}/indicator/orders/${order.series_id}`}>
          {t.look}
        </a>
        <a href={goalAt}>{t.back}</a>
      </p>
    </>
  );
}
