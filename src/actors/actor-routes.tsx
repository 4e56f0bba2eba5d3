import {
  findCollaboration,
  leadCollaboration,
  listChoices,
  openWorkspace,
  prepareCollaboration,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { dayOf, identityTexts, may, type Route, type Visit } from '../identity/index.ts';
import { type Picture, pictureRoutes } from '../platform/documents/picture.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { pictureAlone } from '../ui/picture.tsx';
import { addActor, adoptAnalysis, changeActor, inviteActor, openAnalysis, withdrawActor } from './analysing.ts';
import { readActor, readContact } from './forms.ts';
import { actorsPath, addressOf, collaborationOf, idIn, openActors } from './open-actors.ts';
import { ActorMap } from './pages/actor-map.tsx';
import { ActorPage, EditActorPage } from './pages/actor-pages.tsx';
import { ActorsPage } from './pages/actors-page.tsx';
import { openPlacing } from './placing.ts';
import { type ActorRow, listActors, listAnalyses } from './queries.ts';
import { actorTexts } from './texts.ts';

/** The actors of the analysis that is written in now: the latest. */
const inLatest = (actors: readonly ActorRow[], latest: string | undefined): readonly ActorRow[] =>
  actors.filter((one) => one.analysis_id === latest && !one.withdrawn_at);

export function actorRoutes(house: WorkspaceHouse): readonly Route[] {
  const show = async (visit: Visit, state: FormState = untouched) => {
    const opened = await openActors(visit, house);
    const { of, said, rows, readOne } = opened;
    const wanted = visit.url.searchParams.get('analysis') ?? rows.analyses[0]?.id;
    const read = readOne(wanted);
    if (!read && rows.analyses.length > 0) throw notFound();
    const earlier = readOne(rows.analyses.find((one) => one.number < (read?.analysis.number ?? 0))?.id);
    const t = actorTexts(visit.language);
    return visit.page(
      workspacePage(visit, of, said, {
        title: t.title,
        current: 'actors',
        status: statusOf(state),
        children: (
          <ActorsPage
            visit={visit}
            of={of}
            read={read}
            earlier={earlier}
            analyses={rows.analyses}
            parties={rows.parties}
            asked={rows.asked}
            state={state}
            trapsAnswered={
              rows.traps.filter((one) => one.party_id === null && one.phase === of.collaboration.phase).length
            }
          />
        ),
      }),
    );
  };

  const showActor = async (visit: Visit, state: FormState = untouched) => {
    const actorId = idIn(visit, 'actor');
    const { of, said, rows } = await openActors(visit, house);
    const mentioned = rows.actors.filter((one) => one.id === actorId);
    const analysis = rows.analyses.find((one) => mentioned.some(({ analysis_id }) => analysis_id === one.id));
    const actor = mentioned.find((one) => one.analysis_id === analysis?.id);
    if (!actor || !analysis) throw notFound();
    const isOpen = analysis.id === rows.analyses[0]?.id && !analysis.adopted_on && !actor.withdrawn_at;
    return visit.page(
      workspacePage(visit, of, said, {
        title: actor.name,
        current: 'actors',
        narrow: true,
        status: statusOf(state),
        children: <ActorPage visit={visit} of={of} actor={actor} analysis={analysis} isOpen={isOpen} state={state} />,
      }),
    );
  };

  const showEdit = async (visit: Visit, state: FormState = untouched) => {
    const id = collaborationOf(visit);
    const { of, said, rows, user } = await openWorkspace(visit, house.workspace, {
      analyses: listAnalyses(id),
      actors: listActors(id),
      real: listChoices(false),
      fictional: listChoices(true),
    });
    const [latest] = rows.analyses;
    const isNew = visit.params.actor === undefined;
    const actor = inLatest(rows.actors, latest?.id).find((one) => one.id === visit.params.actor);
    if (latest?.adopted_on || (!isNew && !actor)) throw notFound();
    const t = actorTexts(visit.language);
    const choices = user.is_fictional ? rows.fictional : rows.real;
    return visit.page(
      workspacePage(visit, of, said, {
        title: actor ? `${t.change}: ${actor.name}` : t.add,
        current: 'actors',
        narrow: true,
        status: statusOf(state),
        children: <EditActorPage visit={visit} of={of} actor={actor} choices={choices} state={state} />,
      }),
    );
  };

  const draw = async (visit: Visit): Promise<Picture> => {
    const { of, rows, readOne } = await openActors(visit, house);
    const read = readOne(visit.url.searchParams.get('analysis') ?? rows.analyses[0]?.id);
    if (!read) throw notFound();
    const { language, collaboration, formats } = of;
    const t = actorTexts(language);
    const { example } = collaboration;
    const { analysis } = read;
    const marks = new Map(read.placed.map((one) => [one.actor.id, one.mark]));
    return {
      name: t.map.file,
      svg: pictureAlone(<ActorMap language={language} actors={read.placed} />, {
        title: t.map.title,
        lead: `${t.map.lead}. ${collaboration.name}`,
        label: example === 'none' ? undefined : identityTexts(language).frame.example[example],
        notes: [
          t.analysis(analysis.number, t.phases[analysis.phase], formats.date(analysis.created_at)),
          t.map[read.says],
          t.map.considered,
        ],
      }),
      heading: [
        t.table.actor,
        t.table.kind,
        t.table.party,
        t.table.wayIn,
        t.form.howAffected,
        t.table.influence,
        t.table.affected,
        t.stance.ought,
        t.form.why.ought,
        t.stance.wants,
        t.form.why.wants,
        t.stance.can,
        t.form.why.can,
        t.form.prehistory,
        t.form.power,
        t.form.resources,
        t.form.knowledge,
      ],
      rows: read.actors.map((actor) => [
        actor.name,
        t.kinds[actor.kind],
        t.party[actor.party_status ?? 'none'],
        actor.way_in,
        actor.how_affected,
        marks.get(actor.id)?.influence ?? null,
        marks.get(actor.id)?.affected ?? null,
        t.known[actor.ought],
        actor.ought_why,
        t.known[actor.wants],
        actor.wants_why,
        t.known[actor.can],
        actor.can_why,
        actor.prehistory,
        actor.power,
        actor.resources,
        actor.knowledge,
      ]),
      about: example === 'none' ? [] : [{ heading: t.map.file, text: identityTexts(language).frame.example[example] }],
    };
  };

  return [
    get(actorsPath, readCollaboration, (visit) => show(visit)),
    ...pictureRoutes(`${actorsPath}/map`, readCollaboration, house.documents, draw),
    post(`${actorsPath}/analyses`, prepareCollaboration, (visit) =>
      visit.submit(async (tx) => {
        const id = collaborationOf(visit);
        const { phase } = await tx.one(findCollaboration(id));
        await openAnalysis(tx, id, phase);
        return `${addressOf(visit)}?done=saved`;
      }),
    ),
    post(`${actorsPath}/analyses/:analysis/placing`, prepareCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const [latest] = await tx.all(listAnalyses(collaborationOf(visit)));
          if (!latest || latest.id !== visit.params.analysis) throw notFound();
          const t = actorTexts(visit.language).open;
          const reader = new FormReader(form);
          const deadline = reader.date('deadline', t.untilMissing);
          if (!deadline || deadline < dayOf(visit.now)) reader.wrong('deadline', t.untilMissing);
          reader.done();
          const version = Number(form.text('version'));
          await openPlacing(tx, collaborationOf(visit), idIn(visit, 'analysis'), version, deadline ?? '');
          return `${addressOf(visit)}?done=saved`;
        },
        (state) => show(visit, state),
      ),
    ),
    post(`${actorsPath}/analyses/:analysis/adoption`, prepareCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = collaborationOf(visit);
          const t = actorTexts(visit.language).adopt;
          const [analysis] = await tx.all(listAnalyses(id));
          if (!analysis || analysis.id !== visit.params.analysis) throw notFound();
          const reader = new FormReader(form);
          const by = reader.text('adoptedBy', t.byMissing, 200);
          const on = reader.date('adoptedOn', t.onMissing);
          if (!on || on > dayOf(visit.now)) reader.wrong('adoptedOn', t.onMissing);
          reader.done();
          await adoptAnalysis(tx, id, analysis, Number(form.text('version')), { on: on ?? '', by });
          return `${addressOf(visit)}?done=saved`;
        },
        (state) => show(visit, state),
      ),
    ),
    get(`${actorsPath}/new`, prepareCollaboration, (visit) => showEdit(visit)),
    post(`${actorsPath}/new`, prepareCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = collaborationOf(visit);
          const { choices, actors, analyses } = await tx.batch({
            choices: listChoices(tx.user.is_fictional),
            actors: listActors(id),
            analyses: listAnalyses(id),
          });
          const reader = new FormReader(form);
          const others = inLatest(actors, analyses[0]?.id);
          const facts = readActor(reader, choices, others, visit.language);
          reader.done();
          const { phase } = await tx.one(findCollaboration(id));
          const actorId = await addActor(tx, id, phase, facts);
          return `${addressOf(visit)}/${actorId}?done=saved`;
        },
        (state) => showEdit(visit, state),
      ),
    ),
    get(`${actorsPath}/:actor`, readCollaboration, (visit) => showActor(visit)),
    get(`${actorsPath}/:actor/edit`, prepareCollaboration, (visit) => showEdit(visit)),
    post(`${actorsPath}/:actor/edit`, prepareCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = collaborationOf(visit);
          const { choices, actors, analyses } = await tx.batch({
            choices: listChoices(tx.user.is_fictional),
            actors: listActors(id),
            analyses: listAnalyses(id),
          });
          const here = inLatest(actors, analyses[0]?.id);
          const before = here.find((one) => one.id === visit.params.actor);
          if (!before) throw notFound();
          const reader = new FormReader(form);
          const others = here.filter((one) => one.id !== before.id);
          const facts = readActor(reader, choices, others, visit.language);
          reader.done();
          const read = { actor: Number(form.text('version')), assessment: Number(form.text('version-assessment')) };
          await changeActor(tx, id, before, read, facts);
          return `${addressOf(visit)}/${before.id}?done=saved`;
        },
        (state) => showEdit(visit, state),
      ),
    ),
    post(`${actorsPath}/:actor/invitation`, prepareCollaboration, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = collaborationOf(visit);
          const { choices, actors, analyses } = await tx.batch({
            choices: listChoices(tx.user.is_fictional),
            actors: listActors(id),
            analyses: listAnalyses(id),
          });
          const actor = inLatest(actors, analyses[0]?.id).find((one) => one.id === visit.params.actor);
          if (!actor) throw notFound();
          const reader = new FormReader(form);
          const mayWrite = may(tx.user, leadCollaboration, { collaboration: id });
          const contact = mayWrite ? readContact(reader, visit.language) : undefined;
          reader.done();
          await inviteActor(tx, house.origin, id, actor, choices, contact);
          // Where nobody was named there is no letter to tell of.
          return `${addressOf(visit)}/${actor.id}?done=${contact ? 'invited' : 'saved'}`;
        },
        (state) => showActor(visit, state),
      ),
    ),
    post(`${actorsPath}/:actor/withdrawal`, prepareCollaboration, (visit) =>
      visit.submit(async (tx) => {
        const id = collaborationOf(visit);
        const { actors, analyses } = await tx.batch({ actors: listActors(id), analyses: listAnalyses(id) });
        const before = inLatest(actors, analyses[0]?.id).find((one) => one.id === visit.params.actor);
        if (!before) throw notFound();
        await withdrawActor(tx, id, before);
        return `${addressOf(visit)}?done=saved`;
      }),
    ),
  ];
}
