import type { Reading } from '../../collaborations/index.ts';
import { hasSameWords } from '../../platform/markdown/word-difference.ts';
import { State } from '../../ui/state.tsx';
import { dataOf } from '../clause-data.ts';
import type { AgreementRow, ClauseRow, VersionRow } from '../queries.ts';
import { agreementTexts } from '../texts.ts';
import { type ClauseChange, compareVersions } from '../version-comparison.ts';
import { Differences } from './clause-parts.tsx';

const shapes = { inserted: 'better', removed: 'worse', changed: 'underWay', moved: 'bar' } as const;

function Change(props: { of: Reading; change: ClauseChange; from: VersionRow; to: VersionRow }) {
  const { change, of } = props;
  const t = agreementTexts(of.language);
  const { before, after } = change;
  const heading = after?.heading ?? before?.heading ?? '';
  return (
    <section class="clause" aria-label={heading}>
      <h2>{after ? t.page.numbered(after.place, heading) : heading}</h2>
      <p class="small">
        {change.kind === 'same' ? null : <State shape={shapes[change.kind]} text={t.comparison.kinds[change.kind]} />}{' '}
        {change.isMoved ? (
          <State shape={shapes.moved} text={t.comparison.movedFrom(before?.place ?? 0, after?.place ?? 0)} />
        ) : null}
      </p>
      {before && after && before.heading !== after.heading ? (
        <Differences before={before.heading} after={after.heading} />
      ) : null}
      {hasSameWords(before?.text ?? '', after?.text ?? '') ? null : (
        <Differences before={before?.text ?? ''} after={after?.text ?? ''} />
      )}
    </section>
  );
}

export function ComparisonPage(props: {
  of: Reading;
  agreement: AgreementRow;
  versions: readonly VersionRow[];
  clauses: readonly ClauseRow[];
  from: VersionRow;
  to: VersionRow;
}) {
  const { of, agreement, from, to, versions } = props;
  const t = agreementTexts(of.language);
  const at = `/collaborations/${of.collaboration.id}/agreements/${agreement.id}/versions/${to.number}`;
  const changes = compareVersions(
    props.clauses.filter((one) => one.number === from.number),
    props.clauses.filter((one) => one.number === to.number),
  );
  const shown = changes.filter((one) => one.kind !== 'same' || one.isMoved);
  const same = changes.length - shown.length;
  const terms = (['coordination', 'withdrawal', 'term'] as const)
    .map((kind) => [dataOf(kind, from, of), dataOf(kind, to, of)] as const)
    .map((pair) => pair.map((data) => data.map(([name, value]) => `${name}: ${value}`).join('. ')))
    .filter(([before, after]) => before !== after);
  return (
    <>
      <p class="trail">
        <a href={at}>{agreement.title}</a>
      </p>
      <h1>{t.comparison.title(from.number, to.number)}</h1>
      <p class="lead">{shown.length === 0 && terms.length === 0 ? t.comparison.allSame : t.comparison.lead}</p>
      {to.change_note ? (
        <p class="why">
          <strong>{t.comparison.because}</strong>: {to.change_note}
        </p>
      ) : null}
      {versions.length > 2 ? (
        <form class="form" method="get" action={`${at}/comparison`}>
          <div class="field">
            <label for="with">{t.comparison.from}</label>
            <select id="with" name="with" class="short">
              {versions
                .filter((one) => one.number !== to.number)
                .map((one) => (
                  <option key={one.id} value={String(one.number)} selected={one.number === from.number}>
                    {String(one.number)}
                  </option>
                ))}
            </select>
          </div>
          <div class="actions">
            <button class="button" type="submit">
              {t.comparison.compare}
            </button>
          </div>
        </form>
      ) : null}
      {shown.map((change) => (
        <Change key={change.after?.id ?? change.before?.id ?? ''} of={of} change={change} from={from} to={to} />
      ))}
      {terms.length > 0 ? (
        <section class="clause" aria-label={t.comparison.terms}>
          <h2>{t.comparison.terms}</h2>
          {terms.map(([before, after], index) => (
            <Differences key={index} before={before ?? ''} after={after ?? ''} />
          ))}
        </section>
      ) : null}
      {same > 0 ? <p class="small">{t.comparison.same(same)}</p> : null}
    </>
  );
}
