import type { Reading } from '../../collaborations/index.ts';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { readPhaseChanges } from '../phase-changes.ts';
import type { ReadOrder } from '../reading-groups.ts';
import { groupTexts } from '../texts.ts';
import { baseOf } from './groups-page.tsx';

/** Before and after each change of phase: groups that come, go and stay, with the places that do. */
export function PhasesPage(props: { of: Reading; order: ReadOrder }) {
  const { of, order } = props;
  const texts = groupTexts(of.language);
  const t = texts.phasePage;
  return (
    <>
      <p class="trail">
        <a href={`${baseOf(of)}/groups`}>{texts.title}</a>
      </p>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      {readPhaseChanges(order.groups, order.places).map(({ from, to, comes, goes, stays }) => {
        const moved = stays.filter(({ come, go }) => come.length + go.length > 0);
        const names = [...goes, ...stays.map(({ group }) => group)];
        const later = [...stays.map(({ group }) => group), ...comes];
        return (
          <Section
            key={to}
            heading={t.from(texts.phases[from], texts.phases[to])}
            beside={of.collaboration.phase === from ? <State shape="underWay" text={t.now} /> : null}
          >
            {comes.length + goes.length + moved.length === 0 ? (
              <p class="small section-lead">{t.nothing}</p>
            ) : (
              <div class="phase-change">
                <div>
                  <h3>{t.before(texts.phases[from])}</h3>
                  <ul>
                    {names.length === 0 ? <li class="small">{t.none}</li> : null}
                    {names.map((group) => (
                      <li key={group.id}>
                        <a href={`${baseOf(of)}/groups/${group.id}`}>{group.name}</a>
                        {goes.includes(group) ? (
                          <>
                            {' '}
                            <State shape="stoodAside" text={t.goes} />
                          </>
                        ) : null}
                      </li>
                    ))}
                  </ul>
                </div>
                <div>
                  <h3>{t.after(texts.phases[to])}</h3>
                  <ul>
                    {later.length === 0 ? <li class="small">{t.none}</li> : null}
                    {later.map((group) => {
                      const stay = stays.find((one) => one.group === group);
                      return (
                        <li key={group.id}>
                          <a href={`${baseOf(of)}/groups/${group.id}`}>{group.name}</a>{' '}
                          {comes.includes(group) ? <State shape="better" text={t.comes} /> : null}
                          {stay && stay.come.length > 0 ? (
                            <div class="small">
                              {t.placesCome(of.formats.list(stay.come.map(({ title }) => title)))}
                            </div>
                          ) : null}
                          {stay && stay.go.length > 0 ? (
                            <div class="small">{t.placesGo(of.formats.list(stay.go.map(({ title }) => title)))}</div>
                          ) : null}
                        </li>
                      );
                    })}
                  </ul>
                </div>
              </div>
            )}
          </Section>
        );
      })}
    </>
  );
}
