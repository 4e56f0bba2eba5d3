import { listParties, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import type { Route, Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { letJoin, mayBeJoined, mayJoin } from './joining.ts';
import { openAgreement, versionAt, wantedIn } from './open-agreement.ts';
import { stateOf } from './pages/agreement-parts.ts';
import { JoiningPage } from './pages/joining-page.tsx';
import { writeAgreements } from './policy.ts';
import { findAgreement, listAgreementParties } from './queries.ts';
import { agreementTexts } from './texts.ts';
import { hereOf, versionIn } from './version-routes.tsx';

export function joiningRoutes(house: WorkspaceHouse): readonly Route[] {
  const show = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, agreement, version, rows, parts } = await openAgreement(visit, house);
    if (!mayBeJoined(agreement, stateOf(parts({})).state)) throw notFound();
    const { rows: around } = await visit.read({ parties: listParties(of.collaboration.id) });
    return visit.page(
      workspacePage(visit, of, said, {
        title: agreementTexts(visit.language).joining.title,
        current: 'agreements',
        narrow: true,
        status: statusOf(state),
        children: (
          <JoiningPage
            visit={visit}
            of={of}
            state={state}
            version={version}
            parties={mayJoin(around.parties, rows.parties)}
          />
        ),
      }),
    );
  };
  return [
    get(`${versionAt}/joining`, writeAgreements, (visit) => show(visit)),
    post(`${versionAt}/joining`, writeAgreements, (visit) =>
      visit.submit(
        async (tx, form) => {
          const wanted = wantedIn(visit);
          const [id, agreementId] = wanted;
          const agreement = await tx.one(findAgreement(id, agreementId));
          const version = await versionIn(tx, visit);
          const { parties, ofText } = await tx.batch({
            parties: listParties(id),
            ofText: listAgreementParties(...wanted),
          });
          const reader = new FormReader(form);
          const ids = mayJoin(parties, ofText).map((one) => one.id);
          const partyId = reader.oneOf('party', ids, agreementTexts(visit.language).joining.whoMissing);
          reader.done();
          await letJoin(tx, id, agreement, version.id, partyId ?? '');
          return `${hereOf(visit)}?done=saved`;
        },
        (state) => show(visit, state),
      ),
    ),
  ];
}
