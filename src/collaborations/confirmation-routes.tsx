import type { Route, Tx, Visit } from '../identity/index.ts';
import { page } from '../identity/index.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { type FormInput, FormReader } from '../platform/http/form-input.ts';
import { byLink, get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { openWorkspace } from './open-workspace.ts';
import { ConfirmPage } from './pages/confirm-page.tsx';
import { workspacePage } from './pages/workspace-page.tsx';
import { confirmStatement, correctOwnContribution, correctStatement } from './parties.ts';
import { holdLink, speakForParty } from './policy.ts';
import { findCollaboration, listEntered, listParties } from './queries.ts';
import { collaborationTexts } from './texts.ts';
import type { WorkspaceHouse } from './workspace.ts';

export function confirmationRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace } = house;

  const showConfirm = async (visit: Visit, state: FormState = untouched) => {
    // The link's first statement tells which collaboration it is for; the page's own questions need that answer.
    const found = await visit.read({});
    const [id = ''] = found.user.reads;
    const { user, rows } = await visit.read({
      collaboration: findCollaboration(id),
      parties: listParties(id),
      entered: listEntered(id),
    });
    const [collaboration] = rows.collaboration;
    const party = rows.parties.find((one) => one.organisation_id === user.organisation_id);
    if (!collaboration || !party) throw new Refusal('gone');
    return visit.page(
      page(visit, undefined, {
        title: collaborationTexts(visit.language).confirm.title(party.name),
        narrow: true,
        status: statusOf(state),
        children: (
          <ConfirmPage
            visit={visit}
            party={party}
            collaboration={collaboration}
            entered={rows.entered.filter((entered) => entered.party_id === party.id)}
            state={state}
          />
        ),
      }),
    );
  };

  /** The same, for somebody who speaks for the party and is signed in. */
  const showOwn = async (visit: Visit, state: FormState = untouched) => {
    const id = visit.params.collaboration ?? '';
    const { of, said, rows } = await openWorkspace(visit, workspace, {
      parties: listParties(id),
      entered: listEntered(id),
    });
    const party = rows.parties.find((one) => one.organisation_id === of.user.organisation_id);
    if (!party) throw notFound();
    return visit.page(
      workspacePage(visit, of, said, {
        title: collaborationTexts(visit.language).confirm.title(party.name),
        current: 'parties',
        narrow: true,
        status: statusOf(state),
        children: (
          <ConfirmPage
            visit={visit}
            party={party}
            collaboration={{ name: of.collaboration.name, example: 'none' }}
            entered={rows.entered.filter((entered) => entered.party_id === party.id)}
            state={state}
          />
        ),
      }),
    );
  };

  const answer = async (visit: Visit, tx: Tx, form: FormInput, id: string): Promise<void> => {
    const { parties, entered } = await tx.batch({ parties: listParties(id), entered: listEntered(id) });
    const chosen = new FormReader(form);
    chosen.text('entered', collaborationTexts(visit.language).confirm.chooseOne);
    chosen.done();
    const party = parties.find((one) => one.organisation_id === tx.user.organisation_id);
    const statement = entered.find((one) => one.id === form.text('entered') && one.party_id === party?.id);
    if (!party || !statement) throw notFound();
    const toldIn = (subjectType: string) =>
      workspace.correction(subjectType)?.ownHistory?.includes(subjectType) ? null : id;
    if (form.text('answer') !== 'correct') return await confirmStatement(tx, id, statement.id, toldIn);
    const reader = new FormReader(form);
    const field = `correction-${statement.id}`;
    const text = reader.text(field, collaborationTexts(visit.language).confirm.correctionMissing, 2000);
    reader.done();
    const corrected = await correctStatement(tx, id, statement.id, text, toldIn);
    const correction = workspace.correction(corrected.subject_type);
    if (correction) await correction.carryOut(tx, id, corrected.subject_id, text);
    // Of other things what was entered stands as it is, and the party's words beside it.
    else if (corrected.subject_type === 'party') await correctOwnContribution(tx, id, party.id, text);
  };

  return [
    byLink(get('/confirm/:token', holdLink, (visit) => showConfirm(visit))),
    byLink(
      post('/confirm/:token', holdLink, (visit) =>
        visit.submit(
          async (tx, form) => {
            const [id = ''] = tx.user.reads;
            await answer(visit, tx, form, id);
            return `/confirm/${visit.params.token}?done=saved`;
          },
          (state) => showConfirm(visit, state),
        ),
      ),
    ),
    get('/collaborations/:collaboration/confirmations', speakForParty, (visit) => showOwn(visit)),
    post('/collaborations/:collaboration/confirmations', speakForParty, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = visit.params.collaboration ?? '';
          await answer(visit, tx, form, id);
          return `/collaborations/${id}/confirmations?done=saved`;
        },
        (state) => showOwn(visit, state),
      ),
    ),
  ];
}
