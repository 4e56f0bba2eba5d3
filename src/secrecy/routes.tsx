import {
  listParties,
  type MarkableRow,
  openWorkspace,
  type PartyRow,
  speakForParty,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import type { Route, Tx, Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { isId } from '../platform/id.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { discloseTo } from './disclosing.ts';
import { readLegalGround, readMarkingDecision } from './forms.ts';
import { liftMarking, markSecret } from './marking-things.ts';
import { DisclosePage, EarlierMarkings, MarkedPage, MarkPage, secrecyAt } from './pages/secrecy-pages.tsx';
import { listDisclosuresOf, listMarkingsOf, type MarkingRow } from './queries.ts';
import { secrecyTexts } from './texts.ts';

const secrecyPath = '/collaborations/:collaboration/secrecy/:subjectType/:subject';

/** Those who read here and have not been shown it; a party without an account of its own reads nothing here. */
const othersThan = (parties: readonly PartyRow[], marking: MarkingRow): readonly PartyRow[] =>
  parties.filter((party) => party.has_seat && !marking.cleared_for.includes(party.organisation_id));

export function secrecyRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;
  const kindIn = (visit: Visit) => {
    const kind = workspace.markable(visit.params.subjectType ?? '');
    if (!kind || !isId(visit.params.subject ?? '')) throw notFound();
    return kind;
  };
  const idsIn = (visit: Visit) => ({ id: visit.params.collaboration ?? '', subject: visit.params.subject ?? '' });
  const addressOf = (visit: Visit): string => {
    const { id, subject } = idsIn(visit);
    return secrecyAt(id, kindIn(visit).subjectType, subject);
  };

  const open = async (visit: Visit) => {
    const { id, subject } = idsIn(visit);
    // Who asks is found first: to a stranger no kind of thing is there, nor not there.
    if (!workspace.markable(visit.params.subjectType ?? '')) await visit.read({});
    const kind = kindIn(visit);
    const opened = await openWorkspace(visit, workspace, {
      things: kind.find(id, subject),
      markings: listMarkingsOf(id, subject),
      disclosures: listDisclosuresOf(id, subject),
      parties: listParties(id),
    });
    const [thing] = opened.rows.things as MarkableRow[];
    const marking = opened.rows.markings.find((one) => one.lifted_at === null);
    const isOwn = thing?.organisation_id === opened.user.organisation_id;
    // Whoever does not own it knows of it where it is marked and disclosed to them, and otherwise not here.
    if (!thing || (!isOwn && !marking)) throw notFound();
    return { ...opened, kind, thing, marking, mayChange: opened.of.may(speakForParty, thing.organisation_id) };
  };

  const show = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, kind, thing, marking, rows, mayChange } = await open(visit);
    if (!marking && !mayChange) throw notFound();
    const own = { visit, of, subjectType: kind.subjectType, thing, state };
    const earlier = rows.markings.filter((one) => one.lifted_at !== null);
    return visit.page(
      workspacePage(visit, of, said, {
        title: secrecyTexts(visit.language).title,
        current: thing.path.split('/')[0] ?? '',
        narrow: true,
        status: statusOf(state),
        children: (
          <>
            {marking ? (
              <MarkedPage
                {...own}
                marking={marking}
                earlier={earlier}
                disclosures={rows.disclosures.filter((one) => one.marking_id === marking.id)}
                mayChange={mayChange}
              />
            ) : (
              <MarkPage {...own} />
            )}
            <EarlierMarkings of={of} markings={earlier} />
          </>
        ),
      }),
    );
  };

  const showDisclosure = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, kind, thing, marking, rows, mayChange } = await open(visit);
    if (!marking || !mayChange) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: secrecyTexts(visit.language).disclosure.title,
        current: thing.path.split('/')[0] ?? '',
        narrow: true,
        status: statusOf(state),
        children: (
          <DisclosePage
            visit={visit}
            of={of}
            subjectType={kind.subjectType}
            thing={thing}
            others={othersThan(rows.parties, marking)}
            state={state}
          />
        ),
      }),
    );
  };

  /** The thing and its marking in force, as the organisation that owns it reads them; to others it is not there. */
  const find = async (tx: Tx, visit: Visit) => {
    const { id, subject } = idsIn(visit);
    const kind = kindIn(visit);
    const { things, markings, parties } = await tx.batch({
      things: kind.find(id, subject),
      markings: listMarkingsOf(id, subject),
      parties: listParties(id),
    });
    const [thing] = things as MarkableRow[];
    if (!thing || thing.organisation_id !== tx.user.organisation_id) throw notFound();
    return { id, kind, thing, parties, marking: markings.find((one) => one.lifted_at === null) };
  };

  return [
    get(secrecyPath, speakForParty, (visit) => show(visit)),
    post(secrecyPath, speakForParty, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { id, kind, thing } = await find(tx, visit);
          const reader = new FormReader(form);
          const decision = readMarkingDecision(reader, form, visit.language, visit.now);
          reader.done();
          await markSecret(tx, id, { ...kind, thing }, decision);
          return `${addressOf(visit)}?done=saved`;
        },
        (state) => show(visit, state),
      ),
    ),
    get(`${secrecyPath}/disclosure`, speakForParty, (visit) => showDisclosure(visit)),
    post(`${secrecyPath}/disclosure`, speakForParty, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { id, kind, marking, parties } = await find(tx, visit);
          if (!marking) throw notFound();
          const reader = new FormReader(form);
          const to = reader.someOf(
            'to',
            othersThan(parties, marking).map((party) => party.organisation_id),
          );
          if (to.length === 0) reader.wrong('to', secrecyTexts(visit.language).disclosure.toMissing);
          const ground = readLegalGround(reader, visit.language, visit.now);
          reader.done();
          discloseTo(tx, id, marking, kind.isInternal, to, ground);
          return `${addressOf(visit)}?done=saved`;
        },
        (state) => showDisclosure(visit, state),
      ),
    ),
    post(`${secrecyPath}/lifting`, speakForParty, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { id, kind, marking } = await find(tx, visit);
          if (!marking) throw notFound();
          const t = secrecyTexts(visit.language);
          const reader = new FormReader(form);
          const lifting = {
            liftedBy: reader.text('liftedBy', t.form.decidedByMissing, 200),
            because: reader.text('because', t.lift.becauseMissing, 1000),
          };
          reader.done();
          await liftMarking(tx, id, marking, kind.isInternal, Number(form.text('version')), lifting);
          return `${addressOf(visit)}?done=saved`;
        },
        (state) => show(visit, state),
      ),
    ),
  ];
}
