import type { Reading } from '../../collaborations/index.ts';
import { Scroll } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import type { StatesOfVersions } from '../entering-into-force.ts';
import { writeAgreements } from '../policy.ts';
import type { AgreementRow, VersionRow } from '../queries.ts';
import { agreementTexts } from '../texts.ts';
import { versionShapes } from './shapes.ts';

/** The version that holds, else the newest. */
export function shownOf(versions: readonly VersionRow[], agreementId: string): VersionRow | undefined {
  const own = versions.filter((one) => one.agreement_id === agreementId);
  return own.find((one) => one.entered_into_force_on && !one.replaced_on) ?? own[0];
}

export function AgreementsPage(props: {
  of: Reading;
  agreements: readonly AgreementRow[];
  versions: readonly VersionRow[];
  states: StatesOfVersions;
}) {
  const { of, agreements } = props;
  const t = agreementTexts(of.language);
  const base = `/collaborations/${of.collaboration.id}/agreements`;
  const isReal = of.collaboration.example === 'real';
  const actions = of.may(writeAgreements) ? (
    <p class="actions">
      <a class="button" href={`${base}/new`}>
        {t.drawUp}
      </a>
      <a href={`${base}/take-over`}>{t.takeOver.open}</a>
    </p>
  ) : null;
  if (agreements.length === 0) {
    return (
      <>
        <h1>{t.title}</h1>
        <p class="lead">{isReal ? t.emptyReal : t.empty}</p>
        {actions}
        {isReal ? null : (
          <section class="example" aria-label={t.exampleLabel}>
            <div>
              <h2>{t.exampleLabel}</h2>
              <p>{t.example}</p>
            </div>
          </section>
        )}
      </>
    );
  }
  return (
    <>
      <h1>{t.listTitle}</h1>
      <p class="lead">{t.lead(agreements.length)}</p>
      <Scroll label={t.listTitle}>
        <table class="agreements">
          <caption class="visually-hidden">{t.listTitle}</caption>
          <thead>
            <tr>
              <th scope="col">{t.columns.title}</th>
              <th scope="col">{t.columns.kind}</th>
              <th scope="col">{t.columns.ground}</th>
              <th scope="col">{t.columns.state}</th>
            </tr>
          </thead>
          <tbody>
            {agreements.map((one) => {
              const version = shownOf(props.versions, one.id);
              const state = version ? props.states.get(version.id)?.state : undefined;
              return (
                <tr key={one.id}>
                  <th scope="row">
                    <a href={`${base}/${one.id}`}>{one.title}</a>
                    {one.main_agreement_title ? (
                      <span class="small under">
                        {t.mainAgreement} {one.main_agreement_title}
                      </span>
                    ) : null}
                  </th>
                  <td>{t.kinds[one.kind]}</td>
                  <td>
                    {one.adopting_party_name
                      ? t.adoptedBy(one.adopting_party_name)
                      : one.ground
                        ? t.grounds[one.ground]
                        : t.groundNotKnown}
                  </td>
                  <td>
                    {version && state && !isReal ? (
                      <State shape={versionShapes[state]} text={t.states[state](version.number)} />
                    ) : one.agreed_year ? (
                      t.agreedIn(one.agreed_year)
                    ) : (
                      '–'
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
      {actions}
    </>
  );
}
