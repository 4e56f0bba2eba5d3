import type { Visit } from '../../identity/index.ts';
import { Section } from '../../ui/section.tsx';
import type { FoundKind, Hit } from '../search.ts';
import { fewestLetters, type Sought } from '../sought.ts';
import { searchTexts } from '../texts.ts';

function HitRow(props: { hit: Hit }) {
  const { hit } = props;
  return (
    <li>
      <div>
        {hit.href ? (
          <a class="title" href={hit.href}>
            {hit.title}
          </a>
        ) : (
          <span class="title">{hit.title}</span>
        )}
        <p>{hit.where}</p>
      </div>
      {hit.label ? <span class="label">{hit.label}</span> : null}
    </li>
  );
}

/** What was found, a kind at a time. Without a search, or without a hit, how to go on. */
export function SearchPage(props: {
  visit: Visit;
  typed: string;
  sought: Sought | undefined;
  kinds: readonly FoundKind[];
}) {
  const { typed, sought, kinds } = props;
  const t = searchTexts(props.visit.language);
  const found = kinds.reduce((sum, kind) => sum + kind.found, 0);
  return (
    <>
      <h1>{sought ? t.titleFor(sought.typed) : t.title}</h1>
      <p class="lead">
        {sought ? (found > 0 ? t.found(found) : t.nothing) : typed === '' ? t.lead : t.tooShort(typed, fewestLetters)}
      </p>
      {sought && found === 0 ? <p class="prose small section-lead">{t.advice}</p> : null}
      <search>
        <form class="form with-button" action="/search">
          <div class="field">
            <label for="q">{t.label}</label>
            <input id="q" type="search" name="q" value={typed} autocomplete="off" />
          </div>
          <button class="button" type="submit">
            {t.submit}
          </button>
        </form>
      </search>
      {kinds.map((kind) => (
        <Section key={kind.heading} heading={kind.heading} beside={t.count(kind.found)}>
          <ul class="rows">
            {kind.hits.map((hit) => (
              <HitRow key={hit.key} hit={hit} />
            ))}
          </ul>
          {kind.found > kind.hits.length ? (
            <p class="small section-lead">{t.more(kind.hits.length, kind.found - kind.hits.length)}</p>
          ) : null}
        </Section>
      ))}
    </>
  );
}
