import { ChannelFields, type PartyRow, type Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, ErrorSummary, Form, type FormState, Hidden, Select } from '../../ui/form.tsx';
import { Island } from '../../ui/island.tsx';
import { Notice, Scroll, Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { isToTalkAbout, markOf, spreadOf, stateOf, steps } from '../actor.ts';
import { placedBefore } from '../forms.ts';
import type { ActorMoving } from '../islands/actor-map.ts';
import { map } from '../map-layout.ts';
import type { AnalysisRead } from '../reading-analysis.ts';
import { actorTexts } from '../texts.ts';
import { ActorMap } from './actor-map.tsx';
import { actorsAt } from './actors-page.tsx';

function Trail(props: { of: Reading }) {
  return (
    <p class="trail">
      <a href={actorsAt(props.of.collaboration.id)}>{actorTexts(props.of.language).title}</a>
    </p>
  );
}

const optionsOf = (words: string, none: string) => {
  const named = words.split('|');
  return [{ value: '', text: none }, ...steps.map((step) => ({ value: String(step), text: named[step - 1] ?? '' }))];
};

/** A party places every actor, without seeing what any other has answered. */
export function PlacingPage(props: {
  visit: Visit;
  of: Reading;
  read: AnalysisRead;
  party: PartyRow;
  isForAnother: boolean;
  state: FormState;
}) {
  const { visit, of, read, party, state } = props;
  const t = actorTexts(of.language);
  const frame = identityTexts(of.language).frame;
  const own = read.placings.filter((one) => one.party_id === party.id);
  const influence = optionsOf(t.steps, t.doNotKnow);
  const affected = optionsOf(t.affectedSteps, t.doNotKnow);
  return (
    <>
      <Trail of={of} />
      <h1>{props.isForAnother ? t.placing.forParty(party.name) : t.placing.own}</h1>
      <p class="lead">
        {t.placing.lead} {t.placing.until(of.formats.date(read.analysis.deadline_on ?? ''))}
      </p>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        {read.actors.map((actor) => {
          const before = placedBefore(own, actor.id);
          return (
            <fieldset class="field actor-placing" key={actor.id}>
              <legend>{actor.name}</legend>
              {actor.how_affected ? <p class="small">{actor.how_affected}</p> : null}
              <Hidden
                name={`version-${actor.id}`}
                value={
                  state.conflict ? (before?.version ?? 0) : (state.typed[`version-${actor.id}`] ?? before?.version ?? 0)
                }
              />
              <div class="actor-pair">
                <Select
                  name={`influence-${actor.id}`}
                  label={t.placing.influence(actor.name)}
                  value={before?.influence}
                  options={influence}
                  short
                  state={state}
                />
                <Select
                  name={`affected-${actor.id}`}
                  label={t.placing.affected(actor.name)}
                  value={before?.affected}
                  options={affected}
                  short
                  state={state}
                />
              </div>
            </fieldset>
          );
        })}
        {props.isForAnother ? <ChannelFields language={of.language} state={state} /> : null}
        <Actions submit={t.placing.submit} cancel={{ href: actorsAt(of.collaboration.id), text: frame.cancel }} />
      </Form>
    </>
  );
}

/** What the parties see differently, the farthest apart first: it is what to talk about. */
export function SpreadPage(props: { of: Reading; read: AnalysisRead; parties: readonly PartyRow[] }) {
  const { of, read, parties } = props;
  const t = actorTexts(of.language);
  const say = (value: number) => of.formats.number(value, Number.isInteger(value) ? 0 : 1);
  const names = new Map(parties.map((party) => [party.id, party.name]));
  const rows = read.actors
    .map((actor) => {
      const placings = read.placings.filter((one) => one.actor_id === actor.id);
      return { actor, placings, spread: spreadOf(placings.flatMap((one) => markOf(one) ?? [])) };
    })
    .toSorted(
      (a, b) => (b.spread?.width ?? -1) - (a.spread?.width ?? -1) || of.formats.compare(a.actor.name, b.actor.name),
    );
  const middles = rows.flatMap(({ actor, placings, spread }) =>
    spread ? [{ actor, mark: spread.median, marks: placings.flatMap((one) => markOf(one) ?? []) }] : [],
  );
  const isShared = stateOf(read.analysis, of.now) === 'shared' || read.analysis.adopted_on !== null;
  if (!isShared) {
    return (
      <>
        <Trail of={of} />
        <h1>{t.spread.title}</h1>
        <Notice waits>{t.spread.notYet}</Notice>
      </>
    );
  }
  return (
    <>
      <Trail of={of} />
      <h1>{t.spread.title}</h1>
      <p class="lead">{t.spread.lead}</p>
      <ol class="rows actor-spreads">
        {rows.map(({ actor, placings, spread }) => (
          <li key={actor.id}>
            <div>
              <strong>{actor.name}</strong>
              {spread ? (
                <>
                  <span class="actor-line">
                    {t.table.influence}: {t.spread.range(say(spread.lowest.influence), say(spread.highest.influence))} (
                    {t.spread.median.toLocaleLowerCase(of.language)} {say(spread.median.influence)}). {t.table.affected}
                    : {t.spread.range(say(spread.lowest.affected), say(spread.highest.affected))} (
                    {t.spread.median.toLocaleLowerCase(of.language)} {say(spread.median.affected)}).
                  </span>
                  <details>
                    <summary>{t.spread.marks}</summary>
                    <ul>
                      {placings.map((one) => {
                        const mark = markOf(one);
                        const party = names.get(one.party_id) ?? '';
                        return (
                          <li key={one.party_id}>
                            {mark
                              ? t.spread.mark(party, say(mark.influence), say(mark.affected))
                              : t.spread.unknown(party)}
                            {one.entered_by_name ? ` (${t.placing.entered(one.entered_by_name)})` : ''}
                          </li>
                        );
                      })}
                    </ul>
                  </details>
                </>
              ) : (
                <span class="small">{t.spread.nobody}</span>
              )}
            </div>
            {spread && isToTalkAbout(spread) ? <State shape="waits" text={t.spread.talk} /> : null}
          </li>
        ))}
      </ol>
      <figure class="actor-map-frame section" aria-label={t.map.title}>
        <Scroll label={t.map.title}>
          <ActorMap language={of.language} actors={middles} />
        </Scroll>
        <p class="source">{t.map.median}</p>
      </figure>
    </>
  );
}

/** The map to move in, and the same as fields. One form: what is moved changes its fields, and Enter sends it. */
export function JointPage(props: { visit: Visit; of: Reading; read: AnalysisRead; state: FormState }) {
  const { visit, of, read, state } = props;
  const t = actorTexts(of.language);
  const frame = identityTexts(of.language).frame;
  const step = (value: number): number => Math.min(5, Math.max(1, Math.round(value)));
  const whole = new Map(
    read.placed.map(({ actor, mark }) => [
      actor.id,
      { influence: step(mark.influence), affected: step(mark.affected) },
    ]),
  );
  const shown = read.actors.flatMap((actor) => {
    const mark = whole.get(actor.id);
    return mark ? [{ actor, mark, marks: [] }] : [];
  });
  const moving: ActorMoving = {
    left: map.left,
    top: map.top,
    width: map.width,
    height: map.height,
    words: t.joint.moved,
    role: t.joint.marker,
  };
  const options = optionsOf(t.steps, t.joint.notPlaced);
  const affectedOptions = optionsOf(t.affectedSteps, t.joint.notPlaced);
  return (
    <>
      <Trail of={of} />
      <h1>{t.joint.title}</h1>
      <p class="lead">{t.joint.lead}</p>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      <Island name="actorMap" properties={moving}>
        <Form token={visit.formToken()}>
          <div class="actor-map-frame">
            <Scroll label={t.map.title}>
              <ActorMap language={of.language} actors={shown} isMovable />
            </Scroll>
          </div>
          <p class="visually-hidden" aria-live="polite" data-said></p>
          <Section heading={t.joint.fields}>
            <ul class="actor-fields">
              {read.actors.map((actor) => (
                <li key={actor.id}>
                  <Hidden
                    name={`version-${actor.id}`}
                    value={
                      state.conflict
                        ? actor.assessment_version
                        : (state.typed[`version-${actor.id}`] ?? actor.assessment_version)
                    }
                  />
                  <Select
                    name={`influence-${actor.id}`}
                    label={t.joint.influence(actor.name)}
                    value={whole.get(actor.id)?.influence}
                    options={options}
                    short
                    state={state}
                  />
                  <Select
                    name={`affected-${actor.id}`}
                    label={t.joint.affected(actor.name)}
                    value={whole.get(actor.id)?.affected}
                    options={affectedOptions}
                    short
                    state={state}
                  />
                </li>
              ))}
            </ul>
          </Section>
          <Actions submit={t.joint.submit} cancel={{ href: actorsAt(of.collaboration.id), text: frame.cancel }} />
        </Form>
      </Island>
    </>
  );
}
