import { type AttachmentHouse, type Brought, bringIn } from '../attachments/index.ts';
import { listParties, openWorkspace, type PartyRow, workspacePage } from '../collaborations/index.ts';
import type { Route, User, Visit } from '../identity/index.ts';
import { pdfType } from '../platform/documents/file-answer.ts';
import { notFound } from '../platform/errors.ts';
import type { Files } from '../platform/files/files.ts';
import { type FormInput, FormReader } from '../platform/http/form-input.ts';
import { get, post, receiving } from '../platform/http/route.ts';
import type { Language } from '../platform/texts.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { readAgreement } from './forms.ts';
import { agreementsAt } from './open-agreement.ts';
import { TakeOverAgreementPage } from './pages/take-over-form.tsx';
import { dayIn, readPasted } from './pasted-lines.ts';
import { writeAgreements } from './policy.ts';
import { type AgreementRow, listAgreements } from './queries.ts';
import { type TakingOver, takeOver } from './taking-over.ts';
import { agreementTexts } from './texts.ts';

const nothingBrought: Brought = { receipts: [], refused: [] };

/** What the form says besides its file. Refuses with everything that must be put right. */
function readTakingOver(
  form: FormInput,
  parties: readonly PartyRow[],
  others: readonly AgreementRow[],
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
  const facts = readAgreement(reader, form, parties, others, language);
  const agreedOn = reader.date('agreedOn', t.agreedOnMissing);
  if (agreedOn === null && form.text('agreedOn') === '') reader.wrong('agreedOn', t.agreedOnMissing);
  const pasted = readPasted(reader.text('bound', undefined, 10_000), parties);
  const duties = readPasted(reader.text('duties', undefined, 20_000), parties);
  const unknown = (lines: typeof pasted) =>
    lines.unknown.map((line) => t.unknownParty(line.number, line.text.slice(0, 80))).join(' ');
  if (pasted.unknown.length > 0) reader.wrong('bound', unknown(pasted));
  else if (pasted.lines.length === 0) reader.wrong('bound', t.boundMissing);
  if (duties.unknown.length > 0) reader.wrong('duties', unknown(duties));
  const silent = duties.lines.find(({ parts }) => parts[0] === undefined);
  if (silent) reader.wrong('duties', t.dutyMissing(silent.party.name));
  const from = reader.date('fromOn', t.fromOnMissing);
  if (from === null && form.text('fromOn') === '') reader.wrong('fromOn', t.fromOnMissing);
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
    financing_plan_id: null,
  };
  reader.done();
  const day = agreedOn ?? '';
  const bound = new Map(
    pasted.lines.map(({ party, parts }) => {
      const decidedOn = parts.map(dayIn).find(Boolean) ?? day;
      const [instance, ...rest] = parts.filter((part) => dayIn(part) === undefined);
      const paragraph = rest.join('; ').replace(/^§\s*/, '');
      return [party.id, { partyId: party.id, instance: instance ?? t.asInFile, decidedOn, paragraph }] as const;
    }),
  );
  return {
    facts,
    agreedOn: day,
    terms,
    bound: [...bound.values()],
    duties: duties.lines.map(({ party, parts }) => {
      const until = dayIn(parts.at(-1));
      const words = until && parts.length > 1 ? parts.slice(0, -1) : parts;
      return { party_id: party.id, text: words.join('; '), amount: '', until_on: until ?? null, goal_id: null };
    }),
  };
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
    const { of, said, rows } = await openWorkspace(visit, house.workspace, {
      parties: listParties(idOf(visit)),
      agreements: listAgreements(idOf(visit)),
    });
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
            const { parties, agreements } = await tx.batch({
              parties: listParties(id),
              agreements: listAgreements(id),
            });
            const told = readTakingOver(form, parties, agreements, brought, visit.language);
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
