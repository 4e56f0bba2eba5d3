import {
  openWorkspace,
  readChannel,
  readCollaboration,
  tellOfParty,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { may, type Route, speaksFor, type Tx, type Visit } from '../identity/index.ts';
import { fileAnswer, pdfType, wordType } from '../platform/documents/file-answer.ts';
import { notFound } from '../platform/errors.ts';
import { type FormInput, FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import type { Markup } from '../platform/markup/jsx-runtime.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { type WholeCard, wholeCard } from './card.ts';
import { cardDocument } from './documents/card.ts';
import { readCard, readDecisionRights, readDialogues, readGrounds, versionOf } from './forms.ts';
import { mapOf } from './map-of-mandates.ts';
import { current, mandatesPath, mapQuestions } from './map-routes.tsx';
import {
  type CardFormPage,
  DecisionRightsPage,
  DialoguesPage,
  EditCardPage,
  GroundsPage,
} from './pages/card-forms.tsx';
import { CardPage } from './pages/card-page.tsx';
import { listCards, listDecisionRights, listDialogues, listGrounds } from './queries.ts';
import { mandateTexts } from './texts.ts';
import { type Writing, writeCard, writeDecisionRights, writeDialogues, writeGrounds } from './writing-card.ts';

const cardPath = `${mandatesPath}/cards/:party`;
const idOf = (visit: Visit): string => visit.params.collaboration ?? '';

const cardQuestions = (id: string) => ({
  ...mapQuestions(id),
  cards: listCards(id),
  grounds: listGrounds(id),
  decisionRights: listDecisionRights(id),
  dialogues: listDialogues(id),
});

/** One part of a card, with a form of its own. */
interface Part {
  readonly path: string;
  page(props: CardFormPage): Markup;
  title(language: Visit['language'], party: string, isForAnother: boolean): string;
  /** Reads what was posted, and answers with how it is written once everything has been read. */
  read(
    reader: FormReader,
    form: FormInput,
    whole: WholeCard,
    language: Visit['language'],
  ): (tx: Tx, id: string, writing: Writing) => Promise<string>;
}

const parts: readonly Part[] = [
  {
    path: 'edit',
    page: (props) => <EditCardPage {...props} />,
    title: (language, party, isForAnother) => {
      const t = mandateTexts(language).form;
      return isForAnother ? t.titleFor(party) : t.title;
    },
    read: (reader, form, whole, language) => {
      const facts = readCard(reader, form, whole.party, language);
      return (tx, id, writing) => writeCard(tx, id, writing, facts);
    },
  },
  {
    path: 'grounds',
    page: (props) => <GroundsPage {...props} />,
    title: (language) => mandateTexts(language).form.groundsTitle,
    read: (reader, form, whole, language) => {
      const list = readGrounds(reader, form, whole.grounds, language);
      return (tx, id, writing) => writeGrounds(tx, id, writing, list);
    },
  },
  {
    path: 'decision-rights',
    page: (props) => <DecisionRightsPage {...props} />,
    title: (language) => mandateTexts(language).form.rightsTitle,
    read: (reader, form, whole, language) => {
      const list = readDecisionRights(reader, form, whole.decisionRights, language);
      return (tx, id, writing) => writeDecisionRights(tx, id, writing, list);
    },
  },
  {
    path: 'dialogues',
    page: (props) => <DialoguesPage {...props} />,
    title: (language) => mandateTexts(language).form.dialoguesTitle,
    read: (reader, form, whole, language) => {
      const list = readDialogues(reader, form, whole.dialogues, language);
      return (tx, id, writing) => writeDialogues(tx, id, writing, list);
    },
  },
];

/** The mandate of one party: read by all, written by the party or for it. */
export function cardRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace, documents } = house;

  const open = async (visit: Visit) => {
    const opened = await openWorkspace(visit, workspace, cardQuestions(idOf(visit)));
    const party = opened.rows.parties.find(({ id }) => id === visit.params.party);
    if (!party) throw notFound();
    return { ...opened, whole: wholeCard(party, opened.rows), map: mapOf(opened.rows) };
  };

  const showForm = async (visit: Visit, part: Part, state: FormState = untouched) => {
    const { of, said, whole, user } = await open(visit);
    const { party } = whole;
    if (!of.may(tellOfParty, party.organisation_id)) throw notFound();
    const isForAnother = !speaksFor(user, idOf(visit), party.organisation_id);
    return visit.page(
      workspacePage(visit, of, said, {
        title: part.title(visit.language, party.name, isForAnother),
        current,
        narrow: true,
        status: statusOf(state),
        children: part.page({ visit, of, state, whole, isForAnother }),
      }),
    );
  };

  const document = async (visit: Visit) => {
    const { of, whole, map } = await open(visit);
    return cardDocument(of, whole, map);
  };

  return [
    get(cardPath, readCollaboration, async (visit) => {
      const { of, said, rows, whole, map } = await open(visit);
      return visit.page(
        workspacePage(visit, of, said, {
          title: mandateTexts(visit.language).card.title(whole.party.name),
          current,
          children: (
            <CardPage
              of={of}
              whole={whole}
              map={map}
              entered={rows.entered.find((one) => one.subject_id === whole.card?.id)}
            />
          ),
        }),
      );
    }),
    get(`${cardPath}/pdf`, readCollaboration, async (visit) => {
      const model = await document(visit);
      return fileAnswer(await documents.pdf(model, 'ua-1'), pdfType, `${model.title}.pdf`);
    }),
    get(`${cardPath}/word`, readCollaboration, async (visit) => {
      const model = await document(visit);
      return fileAnswer(await documents.word(model), wordType, `${model.title}.docx`);
    }),
    ...parts.flatMap((part) => [
      get(`${cardPath}/${part.path}`, tellOfParty, (visit) => showForm(visit, part)),
      post(`${cardPath}/${part.path}`, tellOfParty, (visit) =>
        visit.submit(
          async (tx, form) => {
            const id = idOf(visit);
            const rows = await tx.batch(cardQuestions(id));
            const party = rows.parties.find((one) => one.id === visit.params.party);
            if (!party) throw notFound();
            const organisation = party.organisation_id;
            if (!may(tx.user, tellOfParty, { collaboration: id, organisation })) throw notFound();
            const whole = wholeCard(party, rows);
            const reader = new FormReader(form);
            const isOwn = speaksFor(tx.user, id, organisation);
            const write = part.read(reader, form, whole, visit.language);
            const entered = isOwn ? undefined : readChannel(reader, visit.language);
            reader.done();
            await write(tx, id, {
              partyId: party.id,
              organisationId: organisation,
              before: whole.card,
              version: versionOf(form),
              entered,
            });
            return `/collaborations/${id}/mandates/cards/${party.id}?done=saved`;
          },
          (state) => showForm(visit, part, state),
        ),
      ),
    ]),
  ];
}
