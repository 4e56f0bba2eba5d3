import { type AttachmentHouse, type Brought, bringIn } from '../attachments/index.ts';
import { listParties, openWorkspace, type PartyRow, workspacePage } from '../collaborations/index.ts';
import { listPlans, type PlanRow } from '../financing/index.ts';
import { type GoalRow, listGoals } from '../goals/index.ts';
import type { Route, User, Visit } from '../identity/index.ts';
import { pdfType } from '../platform/documents/file-answer.ts';
import { notFound } from '../platform/errors.ts';
import type { Files } from '../platform/files/files.ts';
import { type FormInput, FormReader } from '../platform/http/form-input.ts';
import { get, post, receiving } from '../platform/http/route.ts';
import type { Language } from '../platform/texts.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { readAgreement } from './forms.ts';
import { readMarked, readPartyLines } from './marked-clauses.ts';
import { agreementsAt } from './open-agreement.ts';
import { TakeOverAgreementPage } from './pages/take-over-form.tsx';
import { dayIn } from './pasted-lines.ts';
import { writeAgreements } from './policy.ts';
import { type AgreementRow, listAgreements } from './queries.ts';
import { type TakingOver, takeOver } from './taking-over.ts';
import { agreementTexts } from './texts.ts';

const nothingBrought: Brought = { receipts: [], refused: [] };

interface Known {
  readonly parties: readonly PartyRow[];
  readonly agreements: readonly AgreementRow[];
  readonly goals: readonly GoalRow[];
  readonly plans: readonly PlanRow[];
}
const known = (id: string) => ({
  parties: listParties(id),
  agreements: listAgreements(id),
  goals: listGoals(id),
  plans: listPlans(id),
});

/** What the form says besides its file. Refuses with everything that must be put right. */
function readTakingOver(
  form: FormInput,
  { parties, agreements, goals, plans }: Known,
  brought: Brought,
  language: Language,
): Omit<TakingOver, 'file' | 'fileName'> {
  const texts = agreementTexts(language);
  const t = texts.takeOver;
  const reader = new FormReader(form);
  const received = brought.receipts.at(-1)?.receipt;
  if (brought.refused.length > 0) reader.wrong('files', brought.refused.join(' '));
  else if (!received) reader.wrong('files', t.fileMissing);
  else if (received.mediaType !== pdfType) reader.wrong('files', t.onePdf);
  const facts = readAgreement(reader, form, parties, agreements, language);
  const agreedOn = reader.date('agreedOn', t.agreedOnMissing);
  if (agreedOn === null) reader.wrong('agreedOn', t.agreedOnMissing);
  const binds = readPartyLines(reader, 'bound', 10_000, parties, language);
  if (binds.length === 0) reader.wrong('bound', t.boundMissing);
  const from = reader.date('fromOn', t.fromOnWrong) ?? agreedOn;
  const ends = reader.date('endsOn', texts.clauseForm.dateWrong);
  if (from && ends && ends < from) reader.wrong('endsOn', texts.clauseForm.endsWrong);
  const months = (field: string, least: number) => reader.whole(field, texts.clauseForm.monthsWrong, least, 600);
  const terms = {
    from_on: from ?? '',
    ends_on: ends,
    renews_by_months: months('renews', 1),
    notice_months: months('notice', 0),
    review_on: reader.date('reviewOn', texts.clauseForm.dateWrong),
    follow_up_months: months('followUp', 1),
  };
  const marked = readMarked(reader, form, { parties, goals, plans, from, ends, language });
  reader.done();
  const day = agreedOn ?? '';
  const bound = new Map(
    binds.map(({ party, parts }) => {
      const decidedOn = parts.map(dayIn).find(Boolean) ?? day;
      const [instance, ...rest] = parts.filter((part) => dayIn(part) === undefined);
      const paragraph = rest.join('; ').replace(/^§\s*/, '');
      return [party.id, { partyId: party.id, instance: instance ?? t.asInFile, decidedOn, paragraph }] as const;
    }),
  );
  return { facts, agreedOn: day, terms, bound: [...bound.values()], marked };
}

async function contentOfFile(files: Files, sha256: Buffer): Promise<Uint8Array> {
  const content = await files.read(sha256);
  if (!content) throw notFound();
  return new Uint8Array(await new Response(content).arrayBuffer());
}

export function takeOverRoutes(house: AttachmentHouse): readonly Route[] {
  const { files } = house;
  const path = `${agreementsAt}/take-over`;
  const idOf = (visit: Visit): string => visit.params.collaboration ?? '';
  const show = async (visit: Visit, state: FormState = untouched, brought: Brought = nothingBrought) => {
    const { of, said, rows } = await openWorkspace(visit, house.workspace, known(idOf(visit)));
    return visit.page(
      workspacePage(visit, of, said, {
        title: agreementTexts(visit.language).takeOver.title,
        current: 'agreements',
        narrow: true,
        status: statusOf(state),
        children: (
          <TakeOverAgreementPage
            visit={visit}
            of={of}
            state={state}
            parties={rows.parties}
            others={rows.agreements}
            goals={rows.goals}
            plans={rows.plans}
            brought={brought}
          />
        ),
      }),
    );
  };
  const receives = { store: files, largest: files.limits.largest, most: files.limits.largest + 1024 * 1024 };
  return [
    get(path, writeAgreements, (visit) => show(visit)),
    receiving(
      receives,
      post(path, writeAgreements, async (visit) => {
        const form = await visit.form();
        const id = idOf(visit);
        const holder = (user: User) => `${user.person_id} ${user.organisation_id} ${id}`;
        const { user } = await visit.read({});
        const brought = await bringIn(form, files, holder(user), visit.formats, visit.now);
        return await visit.submit(
          async (tx) => {
            const told = readTakingOver(form, await tx.batch(known(id)), brought, visit.language);
            const receipt = brought.receipts.at(-1)?.receipt;
            if (!receipt) throw notFound();
            const file = await contentOfFile(files, receipt.sha256);
            const taking = { ...told, file, fileName: receipt.name };
            const { agreementId } = await takeOver(tx, id, taking, visit.language);
            return `/collaborations/${id}/agreements/${agreementId}?done=saved`;
          },
          (state) => show(visit, state, brought),
        );
      }),
    ),
  ];
}
