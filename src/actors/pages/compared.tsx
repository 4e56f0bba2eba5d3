import type { Reading } from '../../collaborations/index.ts';
import { Section } from '../../ui/section.tsx';
import { type Mark, stances } from '../actor.ts';
import type { AnalysisRead } from '../reading-analysis.ts';
import { actorTexts } from '../texts.ts';

/** What is otherwise now than in the analysis before: moved, changed its mind, come or gone. */
export function Compared(props: { of: Reading; now: AnalysisRead; before: AnalysisRead }) {
  const { of, now, before } = props;
  const t = actorTexts(of.language);
  const say = (mark: Mark): string =>
    [mark.influence, mark.affected].map((one) => of.formats.number(one, Number.isInteger(one) ? 0 : 1)).join('/');
  const was = new Map(before.actors.map((actor) => [actor.id, actor]));
  const stood = new Map(before.placed.map(({ actor, mark }) => [actor.id, mark]));
  const stands = new Map(now.placed.map(({ actor, mark }) => [actor.id, mark]));
  const changes = now.actors.flatMap((actor) => {
    const earlier = was.get(actor.id);
    if (!earlier) return [{ id: actor.id, name: actor.name, words: [t.compare.new] }];
    const [from, to] = [stood.get(actor.id), stands.get(actor.id)];
    const words = [
      ...(from && to && say(from) !== say(to)
        ? [
            `${t.table.influence}/${t.table.affected.toLocaleLowerCase(of.language)}: ${t.compare.moved(say(from), say(to))}`,
          ]
        : []),
      ...stances.flatMap((stance) =>
        earlier[stance] === actor[stance]
          ? []
          : [t.compare.stance(t.stance[stance], t.known[earlier[stance]], t.known[actor[stance]])],
      ),
    ];
    return words.length > 0 ? [{ id: actor.id, name: actor.name, words }] : [];
  });
  const here = new Set(now.actors.map(({ id }) => id));
  const gone = before.actors
    .filter(({ id }) => !here.has(id))
    .map(({ id, name }) => ({ id, name, words: [t.compare.gone] }));
  const all = [...changes, ...gone];
  return (
    <Section heading={t.compare.heading}>
      {all.length === 0 ? <p>{t.compare.same}</p> : null}
      <ul class="rows">
        {all.map(({ id, name, words }) => (
          <li key={id}>
            <div>
              <strong>{name}</strong>
              {words.map((one) => (
                <span class="small actor-line" key={one}>
                  {one}
                </span>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
