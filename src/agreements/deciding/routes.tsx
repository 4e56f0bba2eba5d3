import {
  listParties,
  readChannel,
  speakForParty,
  type WorkspaceHouse,
  workspacePage,
} from '../../collaborations/index.ts';
import { decisionDraftRoutes, findTemplateName, type OpenedDraft } from '../../decision-drafts/index.ts';
import { moneyQuestions, readMoney } from '../../financing/index.ts';
import {
  dayOf,
  identityTexts,
  listSeats,
  may,
  type Route,
  speaksFor,
  type Tx,
  type Visit,
} from '../../identity/index.ts';
import {
  listCards,
  listDecisionRights,
  listDialogues,
  listGrounds,
  mandateOf,
  wholeCard,
} from '../../mandates/index.ts';
import { notFound } from '../../platform/errors.ts';
import { type FormInput, FormReader } from '../../platform/http/form-input.ts';
import { get, post } from '../../platform/http/route.ts';
import type { Children } from '../../platform/markup/jsx-runtime.ts';
import { formatsFor } from '../../platform/texts.ts';
import { type FormState, statusOf, untouched } from '../../ui/form.tsx';
import { declineVersion, sayPlaces, stateDecision } from '../deciding.ts';
import { openAgreement, versionAt, wantedIn } from '../open-agreement.ts';
import { answerAgreements } from '../policy.ts';
import { type AgreementPartyRow, listAgreementParties, type VersionRow } from '../queries.ts';
import { hereOf, versionIn } from '../version-routes.tsx';
import { agreementDraft } from './draft.ts';
import { readDecision, readPlaces, sayDecision } from './forms.ts';
import { DecisionPage, DecliningPage, PlacesPage } from './pages/deciding-forms.tsx';
import { listSignedPlaces } from './queries.ts';
import { decidingTexts } from './texts.ts';

const partyAt = `${versionAt}/parties/:party`;

export function decidingRoutes(house: WorkspaceHouse): readonly Route[] {
  /** The version and the party that an address names, for whoever may say what the party decides. */
  const open = async (visit: Visit, isOfUse: (version: VersionRow) => boolean, asked = answerAgreements) => {
    const opened = await openAgreement(visit, house);
    const { of, agreement, version, rows, user } = opened;
    const party = rows.parties.find((one) => one.party_id === visit.params.party);
    if (!party || !of.may(asked, party.organisation_id)) throw notFound();
    if (agreement.is_taken_over || agreement.ground === 'notYetFormal' || !isOfUse(version)) throw notFound();
    return { ...opened, party, isForAnother: !speaksFor(user, of.collaboration.id, party.organisation_id) };
  };
  type OpenedParty = Awaited<ReturnType<typeof open>>;
  const page = (visit: Visit, opened: OpenedParty, title: string, state: FormState, children: Children) =>
    visit.page(
      workspacePage(visit, opened.of, opened.said, {
        title,
        current: 'agreements',
        narrow: true,
        status: statusOf(state),
        children,
      }),
    );
  const isOut = (version: VersionRow): boolean => version.sent_at !== null || version.locked_at !== null;
  const isLocked = (version: VersionRow): boolean => version.locked_at !== null;

  const showDecision = async (visit: Visit, state: FormState = untouched) => {
    const opened = await open(visit, isOut);
    const { of, party, version, isForAnother } = opened;
    const t = decidingTexts(visit.language).form;
    const { rows } = await visit.read({
      members: listParties(of.collaboration.id),
      cards: listCards(of.collaboration.id),
      grounds: listGrounds(of.collaboration.id),
      decisionRights: listDecisionRights(of.collaboration.id),
      dialogues: listDialogues(of.collaboration.id),
    });
    const own = rows.members.find((one) => one.id === party.party_id);
    const mandate = own ? mandateOf(wholeCard(own, rows), of.formats) : '';
    const props = { visit, of, state, party, version, isForAnother };
    return page(visit, opened, t.title, state, <DecisionPage {...props} mandate={mandate} />);
  };
  const showDeclining = async (visit: Visit, state: FormState = untouched) => {
    const opened = await open(visit, isLocked);
    const { of, party, version, isForAnother } = opened;
    const props = { visit, of, state, party, version, isForAnother };
    return page(visit, opened, decidingTexts(visit.language).decline.title, state, <DecliningPage {...props} />);
  };
  const showPlaces = async (visit: Visit, state: FormState = untouched) => {
    const opened = await open(visit, isOut);
    const { of, party, version, isForAnother, rows, agreement } = opened;
    if (agreement.ground !== 'signed') throw notFound();
    const seats = isForAnother ? [] : (await visit.read({ seats: listSeats(party.organisation_id) })).rows.seats;
    const props = { visit, of, state, party, version, isForAnother };
    return page(
      visit,
      opened,
      decidingTexts(visit.language).places.title,
      state,
      <PlacesPage
        {...props}
        places={rows.places.filter((place) => place.party_id === party.party_id)}
        seats={seats.filter((seat) => seat.ended_on === null)}
      />,
    );
  };

  interface Saying {
    readonly tx: Tx;
    readonly form: FormInput;
    readonly reader: FormReader;
    readonly version: VersionRow;
    readonly party: AgreementPartyRow;
    readonly isSigned: boolean;
    /** From whom it comes, where it is not the party that writes; read with the rest of the form. */
    readonly entered:
      | { readonly channel: ReturnType<typeof readChannel>['channel']; readonly statedOn: string }
      | undefined;
  }
  /** What a form about a party says, by whoever may say it. */
  const saying =
    (
      visit: Visit,
      isOfUse: (version: VersionRow) => boolean,
      carryOut: (saying: Saying) => Promise<void>,
    ): Parameters<Visit['submit']>[0] =>
    async (tx, form) => {
      const wanted = wantedIn(visit);
      const [id] = wanted;
      const version = await versionIn(tx, visit);
      const { parties, places } = await tx.batch({
        parties: listAgreementParties(...wanted),
        places: listSignedPlaces(...wanted, dayOf(tx.now)),
      });
      const party = parties.find((one) => one.party_id === visit.params.party);
      if (!version || !isOfUse(version) || !party) throw notFound();
      if (!may(tx.user, answerAgreements, { collaboration: id, organisation: party.organisation_id })) {
        throw notFound();
      }
      const reader = new FormReader(form);
      const entered = speaksFor(tx.user, id, party.organisation_id) ? undefined : readChannel(reader, visit.language);
      const isSigned = places.some((place) => place.party_id === party.party_id && place.signed_on !== null);
      await carryOut({ tx, form, reader, version, party, isSigned, entered });
      return `${hereOf(visit)}?done=saved`;
    };
  const ofParty = (version: VersionRow, party: AgreementPartyRow) => ({
    versionId: version.id,
    id: party.id,
    partyId: party.party_id,
    organisationId: party.organisation_id,
  });

  const openDraft = async (visit: Visit): Promise<OpenedDraft> => {
    // The party's own paper, which it may take out when the work is closed too.
    const opened = await open(visit, isOut, speakForParty);
    const { of, party, version, user } = opened;
    const { rows } = await visit.read({ ...moneyQuestions(of.collaboration.id), template: findTemplateName() });
    const t = decidingTexts(visit.language).draft;
    const plan = version.financing_plan_id ?? undefined;
    return {
      ...opened,
      template: rows.template,
      draft: agreementDraft(opened.parts({}), party, {
        today: dayOf(visit.now),
        officer: user.person_name,
        money: readMoney(rows, plan, party.organisation_id),
        label:
          of.collaboration.example === 'none'
            ? ''
            : identityTexts(visit.language).frame.example[of.collaboration.example],
      }),
      beside: {
        lead: t.lead,
        filled: t.filled,
        missing: t.missing,
        seenBy: t.seenBy,
        back: { href: hereOf(visit), text: opened.agreement.title },
        decisionAt: `${hereOf(visit)}/parties/${party.party_id}/decision`,
      },
    };
  };

  return [
    get(`${partyAt}/decision`, answerAgreements, (visit) => showDecision(visit)),
    post(`${partyAt}/decision`, answerAgreements, (visit) =>
      visit.submit(
        saying(visit, isOut, async ({ tx, form, reader, version, party, isSigned, entered }) => {
          const facts = readDecision(reader, {
            isLocked: isLocked(version),
            isSigned,
            today: dayOf(tx.now),
            language: visit.language,
          });
          reader.done();
          await stateDecision(
            tx,
            wantedIn(visit)[0],
            ofParty(version, party),
            Number(form.text('version')),
            facts,
            entered && { ...entered, summary: sayDecision(facts, formatsFor(visit.language)) },
          );
        }),
        (state) => showDecision(visit, state),
      ),
    ),
    get(`${partyAt}/declining`, answerAgreements, (visit) => showDeclining(visit)),
    post(`${partyAt}/declining`, answerAgreements, (visit) =>
      visit.submit(
        saying(visit, isLocked, async ({ tx, form, reader, version, party, isSigned, entered }) => {
          const t = decidingTexts(visit.language);
          const reason = reader.text('reason', t.decline.reasonMissing, 1000);
          if (isSigned) reader.wrong('reason', t.form.signed);
          reader.done();
          await declineVersion(
            tx,
            wantedIn(visit)[0],
            ofParty(version, party),
            Number(form.text('version')),
            reason,
            entered && { ...entered, summary: `${t.form.outcomes.rejected}: ${reason}` },
          );
        }),
        (state) => showDeclining(visit, state),
      ),
    ),
    get(`${partyAt}/places`, answerAgreements, (visit) => showPlaces(visit)),
    post(`${partyAt}/places`, answerAgreements, (visit) =>
      visit.submit(
        saying(visit, isOut, async ({ tx, form, reader, version, party, isSigned, entered }) => {
          const t = decidingTexts(visit.language);
          const seats = entered ? [] : await tx.all(listSeats(party.organisation_id));
          const places = readPlaces(
            reader,
            form,
            seats.filter((seat) => seat.ended_on === null),
            visit.language,
          );
          if (isSigned) reader.wrong('title1', t.places.signed);
          reader.done();
          await sayPlaces(
            tx,
            wantedIn(visit)[0],
            ofParty(version, party),
            places,
            entered && {
              ...entered,
              summary: t.summary.places(formatsFor(visit.language).list(places.map((place) => place.title))),
            },
            Number(form.text('version')),
          );
        }),
        (state) => showPlaces(visit, state),
      ),
    ),
    ...decisionDraftRoutes(house, { path: `${partyAt}/decision-draft`, current: 'agreements', open: openDraft }),
  ];
}
