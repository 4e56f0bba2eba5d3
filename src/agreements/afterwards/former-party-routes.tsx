import { homePart } from '../../collaborations/index.ts';
import { page, type Route, type Visit } from '../../identity/index.ts';
import { fileAnswer, pdfType } from '../../platform/documents/file-answer.ts';
import { notFound } from '../../platform/errors.ts';
import { get } from '../../platform/http/route.ts';
import { isId } from '../../platform/id.ts';
import { Section } from '../../ui/section.tsx';
import { findFile } from '../locking.ts';
import { listKeptTexts, listLeft, listOwnMoney, listOwnNotices, listOwnPromises } from './former-party.ts';
import { FormerPartyPage } from './pages/former-party-page.tsx';
import { readWhatWasOurs } from './policy.ts';
import { afterwardsTexts } from './texts.ts';

/** On the first page: the way to what was ours in what we have left. */
export const atHome = homePart({
  question: () => listLeft(),
  draw: (rows, { language }) => {
    if (rows.length === 0) return null;
    const t = afterwardsTexts(language).former;
    return (
      <Section heading={t.homeHeading}>
        <ul class="rows">
          {rows.map((row) => (
            <li key={row.id}>
              <a class="title" href={`/left-collaborations/${row.id}`}>
                {row.name}
              </a>
            </li>
          ))}
        </ul>
      </Section>
    );
  },
});

/** What a party that has left keeps: its own, and the texts that it was a party to. Nothing of it is changed here. */
export function formerPartyRoutes(): readonly Route[] {
  const idOf = (visit: Visit) => visit.params.collaboration ?? '';
  return [
    get('/left-collaborations/:collaboration', readWhatWasOurs, async (visit) => {
      const id = idOf(visit);
      const { user, rows } = await visit.read({
        left: listLeft(),
        texts: listKeptTexts(id),
        promises: listOwnPromises(id),
        money: listOwnMoney(id),
        notices: listOwnNotices(id),
      });
      const { left: all, ...kept } = rows;
      const left = all.find((one) => one.id === id);
      if (!left) throw notFound();
      return visit.page(
        page(visit, user, {
          title: afterwardsTexts(visit.language).former.title(left.name),
          narrow: true,
          children: <FormerPartyPage visit={visit} left={left} {...kept} />,
        }),
      );
    }),
    get('/left-collaborations/:collaboration/texts/:text/pdf', readWhatWasOurs, async (visit) => {
      const wanted = visit.params.text ?? '';
      if (!isId(wanted)) throw notFound();
      const { rows } = await visit.read({ texts: listKeptTexts(idOf(visit)), files: findFile(idOf(visit), wanted) });
      const text = rows.texts.find((one) => one.id === wanted);
      if (!text || !rows.files[0]) throw notFound();
      return fileAnswer(rows.files[0].file, pdfType, `${text.title}-${text.number}.pdf`);
    }),
  ];
}
