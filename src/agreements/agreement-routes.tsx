import {
  listParties,
  openWorkspace,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { dayOf, type Route, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { moneyShown } from './agreed-money.ts';
import { bindingOf } from './deciding/index.ts';
import { listActs, statesOf } from './entering-into-force.ts';
import { readAgreement, readConditions } from './forms.ts';
import { agreementAt, agreementsAt, openAgreement, versionAt } from './open-agreement.ts';
import { EditAgreementPage, NewAgreementPage } from './pages/agreement-forms.tsx';
import { AgreementPage } from './pages/agreement-page.tsx';
import { AgreementsPage } from './pages/list-page.tsx';
import { writeAgreements } from './policy.ts';
import { listAgreements, listAllVersions } from './queries.ts';
import { agreementTexts } from './texts.ts';
import { changeAgreement, drawUpAgreement } from './writing.ts';

export function agreementPageRoutes(house: WorkspaceHouse): readonly Route[] {
  const idOf = (visit: Visit) => visit.params.collaboration ?? '';
  const show = async (visit: Visit) => {
    const { of, said, agreement, rows, parts } = await openAgreement(visit, house);
    const shown = parts({});
    const money = await moneyShown(visit, { ...shown, agreed: rows.agreed });
    return visit.page(
      workspacePage(visit, of, said, {
        title: agreement.title,
        current: 'agreements',
        children: <AgreementPage {...shown} said={said} binding={bindingOf(shown)} money={money} />,
      }),
    );
  };
  const showForm = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, house.workspace, {
      parties: listParties(idOf(visit)),
      agreements: listAgreements(idOf(visit)),
    });
    const agreement = rows.agreements.find((one) => one.id === visit.params.agreement);
    if (visit.params.agreement && !agreement) throw notFound();
    const t = agreementTexts(visit.language).forms;
    const props = { visit, of, state, parties: rows.parties, others: rows.agreements };
    return visit.page(
      workspacePage(visit, of, said, {
        title: agreement ? t.editTitle : t.newTitle,
        current: 'agreements',
        narrow: true,
        status: statusOf(state),
        children: agreement ? <EditAgreementPage {...props} agreement={agreement} /> : <NewAgreementPage {...props} />,
      }),
    );
  };
  return [
    get(agreementsAt, readCollaboration, async (visit) => {
      const { of, said, rows } = await openWorkspace(visit, house.workspace, {
        agreements: listAgreements(idOf(visit)),
        versions: listAllVersions(idOf(visit)),
        acts: listActs(idOf(visit), null),
      });
      return visit.page(
        workspacePage(visit, of, said, {
          title: agreementTexts(visit.language).title,
          current: 'agreements',
          children: (
            <AgreementsPage
              of={of}
              agreements={rows.agreements}
              versions={rows.versions}
              states={statesOf(rows.acts, dayOf(visit.now))}
            />
          ),
        }),
      );
    }),
    get(`${agreementsAt}/new`, writeAgreements, (visit) => showForm(visit)),
    post(`${agreementsAt}/new`, writeAgreements, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const { parties, agreements } = await tx.batch({ parties: listParties(id), agreements: listAgreements(id) });
          const reader = new FormReader(form);
          const facts = readAgreement(reader, form, parties, agreements, visit.language);
          const conditions = readConditions(reader, form, parties, visit.language);
          reader.done();
          const { agreementId } = drawUpAgreement(tx, id, { ...facts, parties: conditions.parties });
          return `/collaborations/${id}/agreements/${agreementId}?done=saved`;
        },
        (state) => showForm(visit, state),
      ),
    ),
    get(agreementAt, readCollaboration, show),
    get(versionAt, readCollaboration, show),
    get(`${agreementAt}/edit`, writeAgreements, (visit) => showForm(visit)),
    post(`${agreementAt}/edit`, writeAgreements, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const { parties, agreements } = await tx.batch({ parties: listParties(id), agreements: listAgreements(id) });
          const before = agreements.find((one) => one.id === visit.params.agreement);
          if (!before) throw notFound();
          const reader = new FormReader(form);
          const facts = readAgreement(reader, form, parties, agreements, visit.language);
          reader.done();
          await changeAgreement(tx, id, before, Number(form.text('version')), facts);
          return `/collaborations/${id}/agreements/${before.id}?done=saved`;
        },
        (state) => showForm(visit, state),
      ),
    ),
  ];
}
