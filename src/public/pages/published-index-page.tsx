import { identityTexts, type Visit } from '../../identity/index.ts';
import type { PublicListRow } from '../publishing.ts';
import { publicTexts } from '../texts.ts';

/** Everything that is public in this installation. */
export function PublishedIndexPage(props: { visit: Visit; pages: readonly PublicListRow[] }) {
  const { visit, pages } = props;
  const t = publicTexts(visit.language).index;
  const { example } = identityTexts(visit.language).frame;
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{pages.length > 0 ? t.lead : t.nothing}</p>
      <ul class="rows section">
        {pages.map((page) => (
          <li key={page.collaboration_id}>
            <div>
              <a class="title" href={`/published/${page.collaboration_id}`}>
                {page.title}
              </a>
              <p>{t.row(page.publisher_name, visit.formats.date(page.published_at))}</p>
            </div>
            {page.example === 'none' ? null : <span class="label">{example[page.example]}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
