import type { Reading } from '../../collaborations/index.ts';
import { identityTexts } from '../../identity/index.ts';
import type { Formats } from '../../platform/texts.ts';
import { ChartTable } from '../../ui/charts/line-chart.tsx';
import { Panels, type PanelsContent } from '../../ui/charts/panels.tsx';
import { TakeAway } from '../../ui/picture.tsx';
import { Section } from '../../ui/section.tsx';
import type { ShownIndicator } from '../lines.ts';
import type { GoalRow } from '../queries.ts';
import { written } from '../state-of-goal.ts';
import { goalTexts } from '../texts.ts';
import { type chartOf, SexSwitch } from './measure.tsx';

/** One panel for each place, the reader's own first; where there are none, for women and men. The whole lies behind. */
export function panelsOf(shown: ShownIndicator, formats: Formats, ownName: (name: string) => string): PanelsContent {
  const t = goalTexts(formats.language).goal;
  const [whole, ...places] = shown.lines;
  const ordered = places.toSorted((a, b) => Number(b.kind === 'own') - Number(a.kind === 'own'));
  return {
    panels: [
      ...ordered.map(({ name, kind, points }) => ({
        name: kind === 'own' ? ownName(name) : name,
        points,
        isOwn: kind === 'own',
      })),
      ...(shown.isMeasured
        ? shown.bySex.map(({ sex, points }) => ({ name: t.sexNames[sex], points, isOwn: false }))
        : []),
    ],
    behind: whole?.points ?? [],
    decimals: shown.read.decimals,
    formats,
    say: (value) => written(shown.read, value, formats),
  };
}

export function PlacesPage(props: {
  of: Reading;
  goal: GoalRow;
  shown: ShownIndicator;
  chart: ReturnType<typeof chartOf>;
}) {
  const { of, goal, shown, chart } = props;
  const { language, formats, collaboration } = of;
  const words = goalTexts(language);
  const t = words.places;
  const here = `/collaborations/${collaboration.id}/goals/${goal.id}`;
  const at = `${here}/indicators/${shown.indicator.id}/places`;
  const content = panelsOf(shown, formats, t.own);
  const isByPlace = shown.lines.length > 1;
  const count = isByPlace ? shown.lines.length - 1 : 0;
  const title = t.title(chart.title);
  return (
    <>
      <p class="trail">
        <a href={here}>{goal.text}</a>
      </p>
      <h1>{title}</h1>
      {content.panels.length === 0 ? (
        <p class="lead">{t.none}</p>
      ) : (
        <>
          <p class="lead">{t.lead(shown.lines[0]?.name ?? '')}</p>
          <SexSwitch shown={shown} of={of} here={at} />
          {isByPlace ? (
            <Section heading={t.byPlace}>
              <Panels
                {...content}
                among={content.panels}
                panels={content.panels.slice(0, count)}
                label={(panel, last) => t.panel(panel.name, last)}
              />
            </Section>
          ) : null}
          {content.panels.length > count ? (
            <Section heading={t.bySex}>
              <Panels
                {...content}
                among={content.panels}
                panels={content.panels.slice(count)}
                label={(panel, last) => t.panel(panel.name, last)}
              />
            </Section>
          ) : null}
          <p class="source">
            {chart.source.name} {chart.source.more} {chart.notes.join(' ')}
          </p>
          <TakeAway
            href={at}
            query={shown.isMeasured ? '' : `?sex=${shown.sex}`}
            text={identityTexts(language).frame.takeAway}
            title={title}
          />
          <Section heading={words.goal.tables} unruled>
            <ChartTable
              label={title}
              corner={words.goal.measure}
              decimals={shown.read.decimals}
              formats={formats}
              lines={[
                ...shown.lines,
                ...(shown.isMeasured
                  ? shown.bySex.map(({ sex, points }) => ({
                      name: words.goal.sexNames[sex],
                      kind: 'context' as const,
                      points,
                    }))
                  : []),
              ]}
              notes={{
                missing: words.goal.missing,
                doubted: words.goal.doubtedSign,
                preliminary: words.goal.preliminary,
                withheld: words.goal.withheld,
              }}
            />
          </Section>
        </>
      )}
    </>
  );
}
