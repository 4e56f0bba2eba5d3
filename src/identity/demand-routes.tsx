import { notFound } from '../platform/errors.ts';
import type { Installation } from '../platform/feature.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post, stepUp } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { demandOf, demandOfSignIn, listHolders, meetsDemand } from './demand.ts';
import { findOrganisation } from './organisation.ts';
import { DemandPage } from './pages/demand-page.tsx';
import { page } from './pages/identity-page.tsx';
import { administerOrganisation } from './policy.ts';
import { endSessionsOf } from './sessions.ts';
import { identityTexts } from './texts.ts';
import { demands, type Route, type Visit } from './user.ts';

export function demandRoutes(_house: Installation): readonly Route[] {
  const showDemand = async (visit: Visit, state: FormState = untouched) => {
    const id = visit.params.organisation ?? '';
    const { user, rows } = await visit.read({
      organisation: findOrganisation(id),
      demand: demandOf(id),
      holders: listHolders(id, visit.now),
    });
    const [organisation] = rows.organisation;
    if (!organisation) throw notFound();
    return visit.page(
      page(visit, user, {
        title: identityTexts(visit.language).demand.title,
        narrow: true,
        status: statusOf(state),
        children: (
          <DemandPage
            visit={visit}
            state={state}
            organisation={organisation}
            demand={rows.demand[0]?.demands ?? 'nothing'}
            holders={rows.holders}
          />
        ),
      }),
    );
  };

  return [
    get('/organisations/:organisation/sign-in', administerOrganisation, (visit) => showDemand(visit)),
    stepUp(
      post('/organisations/:organisation/sign-in', administerOrganisation, (visit) =>
        visit.submit(
          async (tx, form) => {
            const t = identityTexts(visit.language).demand;
            const id = visit.params.organisation ?? '';
            await tx.one(findOrganisation(id));
            const reader = new FormReader(form);
            const demand = reader.oneOf('demands', demands, t.missing) ?? 'nothing';
            if (!meetsDemand(tx.user, id, demand)) reader.wrong('demands', t.mustMeet);
            reader.done();
            await demandOfSignIn(tx, id, demand);
            return `/organisations/${id}?done=demandSaved`;
          },
          (state) => showDemand(visit, state),
        ),
      ),
    ),
    stepUp(
      post('/organisations/:organisation/people/:person/sessions/end', administerOrganisation, (visit) =>
        visit.submit(async (tx) => {
          const id = visit.params.organisation ?? '';
          await endSessionsOf(tx, id, visit.params.person ?? '');
          return `/organisations/${id}?done=sessionsEnded`;
        }),
      ),
    ),
  ];
}
