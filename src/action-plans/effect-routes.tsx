import {
  openWorkspace,
  readChannel,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { dayOf, identityTexts, may, type Route, speaksFor, type Tx, type Visit } from '../identity/index.ts';
import { pictureRoutes } from '../platform/documents/picture.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import type { Markup } from '../platform/markup/jsx-runtime.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { pictureAlone } from '../ui/picture.tsx';
import { idOf } from './activity-routes.tsx';
import { answerContest, contestLink, contestNoLonger } from './contesting.ts';
import { readBecause, readEffectKind, readEffectLink, readEffectStep } from './effect-forms.ts';
import { layOutEffects } from './effect-layout.ts';
import { fromOf, toOf } from './effects.ts';
import {
  addEffectStep,
  changeEffectLink,
  changeEffectStep,
  linkEffect,
  withdrawEffectLink,
  withdrawEffectStep,
} from './linking-effects.ts';
import { EffectDrawing } from './pages/effect-drawing.tsx';
import {
  ContestAnswerPage,
  ContestPage,
  EditEffectLinkPage,
  EffectStepPage,
  NewEffectLinkPage,
} from './pages/effect-forms.tsx';
import { EffectLinkPage, isOpenToWrite } from './pages/effect-link-page.tsx';
import { drawingWords, namesOfContesting } from './pages/effects-page.tsx';
import type { FormPage } from './pages/form-frame.tsx';
import { PlanPage } from './pages/plan-page.tsx';
import { contestEffects, preparePlan } from './policy.ts';
import { chainOf, type EffectRows, effectQuestions, nodeAt } from './reading-effects.ts';
import { answering } from './reading-plan.ts';
import { planTexts } from './texts.ts';

/** What is not there, or not theirs, is not found. */
function found<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw notFound();
  return thing;
}
const stepIn = (visit: Visit, rows: EffectRows) => found(rows.steps.find(({ id }) => id === visit.params.effectStep));
const linkIn = (visit: Visit, rows: EffectRows) =>
  found(chainOf(rows).links.find(({ id }) => id === visit.params.effectLink));
const contestIn = (visit: Visit, rows: EffectRows) =>
  found(rows.contests.find(({ id }) => id === visit.params.contest));

/** The party in the address, and what it has contested already. */
function partyIn(visit: Visit, rows: EffectRows) {
  const link = linkIn(visit, rows);
  const party = found(answering(rows.parties).find(({ id }) => id === visit.params.party));
  return { link, party, before: link.contests.find(({ party_id }) => party_id === party.id) };
}

export function effectRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const at = '/collaborations/:collaboration/action-plan/effects';
  const home = (visit: Visit): string => `/collaborations/${idOf(visit)}/action-plan/effects`;
  const linkOf = (visit: Visit, link: string): string => `${home(visit)}/links/${link}?done=saved`;
  const rowsIn = (visit: Visit, tx: Tx) => tx.batch(effectQuestions(idOf(visit), visit.now));
  const open = (visit: Visit) => openWorkspace(visit, workspace, effectQuestions(idOf(visit), visit.now));
  type OpenedPage = Awaited<ReturnType<typeof open>>;

  /** A page of the chain, drawn of what has been asked. */
  const show = async (
    visit: Visit,
    title: string,
    state: FormState,
    draw: (parts: FormPage & { readonly rows: OpenedPage['rows'] }) => Markup,
  ) => {
    const { of, said, rows } = await open(visit);
    return visit.page(
      workspacePage(visit, of, said, {
        title,
        current: 'action-plan',
        narrow: true,
        status: statusOf(state),
        children: draw({ visit, of, state, rows }),
      }),
    );
  };
  const t = (visit: Visit) => planTexts(visit.language).effects;
  const showStep = (visit: Visit, state: FormState = untouched) =>
    show(visit, visit.params.effectStep ? t(visit).step.editTitle : t(visit).step.newTitle, state, (parts) => (
      <EffectStepPage {...parts} step={visit.params.effectStep ? stepIn(visit, parts.rows) : undefined} />
    ));
  const showNewLink = (visit: Visit, state: FormState = untouched) =>
    show(visit, t(visit).link.newTitle, state, (parts) => (
      <NewEffectLinkPage
        {...parts}
        from={visit.url.searchParams.get('from') ?? undefined}
        to={visit.url.searchParams.get('to') ?? undefined}
      />
    ));
  const showEditLink = (visit: Visit, state: FormState = untouched) =>
    show(visit, t(visit).link.editTitle, state, (parts) => (
      <EditEffectLinkPage {...parts} link={linkIn(visit, parts.rows)} />
    ));
  const showContest = (visit: Visit, state: FormState = untouched) =>
    show(visit, t(visit).contest.title, state, (parts) => {
      const { link, party, before } = partyIn(visit, parts.rows);
      const isOwn = speaksFor(parts.of.user, idOf(visit), party.organisation_id);
      if (!parts.of.may(contestEffects, party.organisation_id) || !isOpenToWrite(before, isOwn)) throw notFound();
      return (
        <ContestPage
          {...parts}
          link={link}
          party={party}
          before={before}
          isForAnother={!isOwn}
          today={dayOf(visit.now)}
        />
      );
    });
  const showAnswer = (visit: Visit, state: FormState = untouched) =>
    show(visit, t(visit).contest.answerTitle, state, (parts) => (
      <ContestAnswerPage {...parts} contest={contestIn(visit, parts.rows)} />
    ));

  return [
    get(at, readCollaboration, async (visit) => {
      const { of, said, rows } = await open(visit);
      return visit.page(
        workspacePage(visit, of, said, {
          title: t(visit).title,
          current: 'action-plan',
          children: <PlanPage of={of} rows={rows} view="effects" effects={rows} pledges={[]} />,
        }),
      );
    }),
    get(`${at}/steps/new`, preparePlan, (visit) => showStep(visit)),
    post(`${at}/steps/new`, preparePlan, (visit) =>
      visit.submit(
        async (tx, form) => {
          const reader = new FormReader(form);
          const kind = readEffectKind(reader, visit.language);
          const facts = readEffectStep(reader, visit.language);
          reader.done();
          const id = addEffectStep(tx, idOf(visit), kind, facts);
          // What it comes of is asked next: a step alone says nothing.
          return `${home(visit)}/links/new?done=saved&to=${id}`;
        },
        (state) => showStep(visit, state),
      ),
    ),
    get(`${at}/steps/:effectStep`, preparePlan, (visit) => showStep(visit)),
    post(`${at}/steps/:effectStep`, preparePlan, (visit) =>
      visit.submit(
        async (tx, form) => {
          const step = stepIn(visit, await rowsIn(visit, tx));
          const reader = new FormReader(form);
          const facts = readEffectStep(reader, visit.language);
          reader.done();
          await changeEffectStep(tx, idOf(visit), step, Number(form.text('version')), facts);
          return `${home(visit)}?done=saved`;
        },
        (state) => showStep(visit, state),
      ),
    ),
    post(`${at}/steps/:effectStep/withdrawal`, preparePlan, (visit) =>
      visit.submit(async (tx, form) => {
        const step = stepIn(visit, await rowsIn(visit, tx));
        await withdrawEffectStep(tx, idOf(visit), step, Number(form.text('version')));
        return `${home(visit)}?done=saved`;
      }),
    ),
    get(`${at}/links/new`, preparePlan, (visit) => showNewLink(visit)),
    post(`${at}/links/new`, preparePlan, (visit) =>
      visit.submit(
        async (tx, form) => {
          const rows = await rowsIn(visit, tx);
          const reader = new FormReader(form);
          const facts = readEffectLink(reader, form, rows, visit.language);
          reader.done();
          if (facts) await linkEffect(tx, idOf(visit), facts);
          return `${home(visit)}?done=saved`;
        },
        (state) => showNewLink(visit, state),
      ),
    ),
    get(`${at}/links/:effectLink`, readCollaboration, (visit) =>
      show(visit, t(visit).link.title, untouched, (parts) => (
        <EffectLinkPage {...parts} link={linkIn(visit, parts.rows)} entered={parts.rows.entered} />
      )),
    ),
    get(`${at}/links/:effectLink/edit`, preparePlan, (visit) => showEditLink(visit)),
    post(`${at}/links/:effectLink/edit`, preparePlan, (visit) =>
      visit.submit(
        async (tx, form) => {
          const link = linkIn(visit, await rowsIn(visit, tx));
          const reader = new FormReader(form);
          const facts = readBecause(reader, form, visit.language);
          reader.done();
          await changeEffectLink(tx, idOf(visit), link, Number(form.text('version')), facts);
          return linkOf(visit, link.id);
        },
        (state) => showEditLink(visit, state),
      ),
    ),
    post(`${at}/links/:effectLink/withdrawal`, preparePlan, (visit) =>
      visit.submit(async (tx, form) => {
        const link = linkIn(visit, await rowsIn(visit, tx));
        await withdrawEffectLink(tx, idOf(visit), link, Number(form.text('version')));
        return `${home(visit)}?done=saved`;
      }),
    ),
    get(`${at}/links/:effectLink/contests/:party`, contestEffects, (visit) => showContest(visit)),
    post(`${at}/links/:effectLink/contests/:party`, contestEffects, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { link, party, before } = partyIn(visit, await rowsIn(visit, tx));
          const about = { collaboration: idOf(visit), organisation: party.organisation_id };
          const isOwn = speaksFor(tx.user, idOf(visit), party.organisation_id);
          if (!may(tx.user, contestEffects, about) || !isOpenToWrite(before, isOwn)) throw notFound();
          const reader = new FormReader(form);
          const reason = reader.text('reason', t(visit).contest.reasonMissing, 1000);
          const whose = {
            partyId: party.id,
            organisationId: party.organisation_id,
            ...(isOwn ? {} : { entered: readChannel(reader, visit.language) }),
          };
          reader.done();
          const known = before ? { row: before, version: Number(form.text('version')) } : undefined;
          await contestLink(tx, idOf(visit), link.id, known, reason, whose);
          return linkOf(visit, link.id);
        },
        (state) => showContest(visit, state),
      ),
    ),
    post(`${at}/contests/:contest/withdrawal`, contestEffects, (visit) =>
      visit.submit(async (tx, form) => {
        const contest = contestIn(visit, await rowsIn(visit, tx));
        const about = { collaboration: idOf(visit), organisation: contest.organisation_id };
        const isOwn = speaksFor(tx.user, idOf(visit), contest.organisation_id);
        if (!may(tx.user, contestEffects, about) || !isOpenToWrite(contest, isOwn)) throw notFound();
        await contestNoLonger(tx, idOf(visit), contest, Number(form.text('version')));
        return linkOf(visit, contest.link_id);
      }),
    ),
    get(`${at}/contests/:contest/answer`, preparePlan, (visit) => showAnswer(visit)),
    post(`${at}/contests/:contest/answer`, preparePlan, (visit) =>
      visit.submit(
        async (tx, form) => {
          const contest = contestIn(visit, await rowsIn(visit, tx));
          const reader = new FormReader(form);
          const answer = reader.text('answer', t(visit).contest.answerMissing, 1000);
          reader.done();
          await answerContest(tx, idOf(visit), contest, Number(form.text('version')), answer);
          return linkOf(visit, contest.link_id);
        },
        (state) => showAnswer(visit, state),
      ),
    ),
    ...pictureRoutes(`${at}/picture`, readCollaboration, house.documents, async (visit) => {
      const { of, rows } = await open(visit);
      const chain = chainOf(rows);
      if (rows.steps.length === 0) throw notFound();
      const { example } = of.collaboration;
      const label = example === 'none' ? '' : identityTexts(visit.language).frame.example[example];
      const all = planTexts(visit.language);
      const drawing = (
        <EffectDrawing
          layout={layOutEffects(chain)}
          links={chain.links}
          words={drawingWords(chain, rows, of)}
          isReal={example === 'real'}
        />
      );
      return {
        name: `${of.collaboration.name} ${all.effects.file}`,
        svg: pictureAlone(drawing, {
          title: `${of.collaboration.name}: ${all.effects.title}`,
          label: label || undefined,
          notes: [of.formats.date(dayOf(visit.now))],
        }),
        heading: Object.values(all.effects.columns),
        rows: chain.links.map((link) => [
          nodeAt(rows, fromOf(link))?.text ?? '',
          nodeAt(rows, toOf(link))?.text ?? '',
          link.because,
          link.evidence_grade ? all.grades[link.evidence_grade] : '',
          link.evidence_source,
          namesOfContesting(link),
        ]),
        about: label ? [{ heading: all.exampleColumn, text: label }] : [],
      };
    }),
  ];
}
