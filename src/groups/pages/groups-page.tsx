import type { Reading, Said } from '../../collaborations/index.ts';
import { identityTexts } from '../../identity/index.ts';
import type { Markup } from '../../platform/markup/jsx-runtime.ts';
import { TakeAway } from '../../ui/picture.tsx';
import { Scroll, Section } from '../../ui/section.tsx';
import { ShapeIcon, State } from '../../ui/state.tsx';
import { placesIn } from '../joint-group.ts';
import { prepareGroups } from '../policy.ts';
import { chairOf, isInformal, placesOfGroup, type ReadOrder } from '../reading-groups.ts';
import { groupTexts } from '../texts.ts';
import { Findings } from './findings.tsx';
import { RulesTable } from './rules-table.tsx';

export const baseOf = (of: Reading): string => `/collaborations/${of.collaboration.id}`;

/** Every group in words: the same as the picture, and all there is on a phone. */
function GroupList(props: { of: Reading; order: ReadOrder }) {
  const { of, order } = props;
  const t = groupTexts(of.language);
  const isReal = of.collaboration.example === 'real';
  const nameOf = (id: string | null) => order.groups.find((group) => group.id === id)?.name;
  return (
    <ul class="rows group-list">
      {order.groups.map((group) => {
        const places = placesOfGroup(order, group.id);
        const { all, empty, taken, isKnown } = placesIn(places, order.counts);
        const chair = chairOf(order, group.id);
        const above = nameOf(group.under_group_id);
        return (
          <li key={group.id}>
            <div>
              <div class="title">
                <a href={`${baseOf(of)}/groups/${group.id}`}>{group.name}</a>
              </div>
              <p>
                {[
                  group.kind ? t.kinds[group.kind] : '',
                  above ? (group.is_assigned ? t.assignedBy(above) : t.standsUnder(above)) : '',
                  group.several ? t.severalAlike : '',
                  group.is_borrowed ? t.borrowed(group.borrowed_from) : '',
                  chair ? t.chairedBy(chair) : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            <div class="group-state">
              {places.length === 0 ? (
                <span class="small">{isReal ? t.placesUnknown : t.noPlaces}</span>
              ) : isReal || !isKnown ? (
                <span class="small">{isKnown ? t.placesOf(all) : t.placesUnknown}</span>
              ) : empty > 0 ? (
                <State shape="missing" text={t.emptyPlaces(empty)} />
              ) : (
                <span class="small">{t.placesTaken(taken, all)}</span>
              )}
              {isInformal(order, group.id) && !isReal ? <State shape="missing" text={t.informal} /> : null}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

export function GroupsPage(props: { of: Reading; said: Said; order: ReadOrder; drawing: Markup; outcomes: number }) {
  const { of, order } = props;
  const t = groupTexts(of.language);
  const isReal = of.collaboration.example === 'real';
  const mayPrepare = of.may(prepareGroups);
  const base = baseOf(of);
  const hasEventGroups = props.said.menu.some((item) => item.path === 'event-groups');
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{isReal ? (order.groups.length > 0 ? t.leadReal : null) : t.lead}</p>
      {order.groups.length === 0 ? (
        <p class="section-lead">{isReal ? t.untold : t.empty}</p>
      ) : (
        <>
          <figure class="group-figure" aria-label={t.chart}>
            <Scroll label={t.chart}>{props.drawing}</Scroll>
            <figcaption class="chart-key small">
              <span>
                <ShapeIcon shape="done" /> {t.chartKey.taken}
              </span>
              <span>
                <ShapeIcon shape="missing" /> {t.chartKey.empty}
              </span>
              {order.groups.some((group) => group.is_borrowed) ? (
                <span>
                  <ShapeIcon shape="notAnswered" /> {t.chartKey.borrowed}
                </span>
              ) : null}
            </figcaption>
          </figure>
          <TakeAway href={`${base}/groups/chart`} text={identityTexts(of.language).frame.takeAway} title={t.chart} />
        </>
      )}
      {mayPrepare ? (
        <p class="actions no-print">
          <a class={order.groups.length === 0 ? 'button' : 'button slim'} href={`${base}/groups/new`}>
            {order.groups.length === 0 ? t.first : t.add}
          </a>
          {order.groups.length > 0 ? <a href={`${base}/groups/phases`}>{t.phasePage.link}</a> : null}
        </p>
      ) : order.groups.length > 0 && !isReal ? (
        <p class="chart-more">
          <a href={`${base}/groups/phases`}>{t.phasePage.link}</a>
        </p>
      ) : null}
      {order.groups.length > 0 ? (
        <Section heading={t.list} id="groups">
          <GroupList of={of} order={order} />
          {hasEventGroups ? (
            <p class="small">
              {t.eventGroups} <a href={`${base}/event-groups`}>{t.eventGroupsLink}</a>
            </p>
          ) : null}
        </Section>
      ) : null}
      {isReal && order.rules.length === 0 ? null : (
        <Section heading={t.rules.heading} main unruled id="rules">
          <RulesTable of={of} order={order} />
          {mayPrepare ? (
            <p class="actions no-print">
              <a class="button slim" href={`${base}/decision-rules/new`}>
                {t.rules.add}
              </a>
            </p>
          ) : null}
        </Section>
      )}
      {isReal || (order.groups.length === 0 && order.rules.length === 0) ? null : (
        <Section heading={t.check.heading} id="check">
          <Findings of={of} order={order} />
        </Section>
      )}
      {isReal ? null : (
        <Section heading={t.outcomes.title} id="outcomes">
          <p class="small section-lead">{t.outcomes.lead}</p>
          <p>
            <a href={`${base}/outcomes`}>{t.outcomes.register}</a>
            {props.outcomes > 0 ? ` (${props.outcomes})` : ''}
          </p>
        </Section>
      )}
    </>
  );
}
