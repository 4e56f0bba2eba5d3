import {
  openWorkspace,
  type PartyRow,
  readChannel,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { dayOf, type Route, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { seeBenefit } from './answering.ts';
import { addressOf, asking, findBenefit, idOf } from './benefit-routes.tsx';
import { sayFigures, takeBackFigures } from './estimating.ts';
import { readFigures } from './forms.ts';
import { FiguresPage } from './pages/benefit-forms.tsx';
import { estimateBenefits, registerBenefits } from './policy.ts';
import {
  type Asking,
  type BenefitRows,
  benefitQuestions,
  estimatesToSee,
  isAnothers,
  speaksHere,
} from './reading-benefits.ts';
import { benefitTexts } from './texts.ts';

/** How many years a form asks for from this one on, and before it. */
const ahead = 3;
const back = 1;
const step = 5;

/** What an organisation says that a benefit is worth: the party its own, another what it estimates. */
export function figuresRoutes(house: WorkspaceHouse): readonly Route[] {
  /** Whose figures they are to be, and what stands of them. Not found where it is not the writer's to say. */
  const find = (visit: Visit, by: Asking, rows: BenefitRows) => {
    const benefit = findBenefit(visit, rows);
    const party: PartyRow | undefined = rows.parties.find(({ id }) => id === benefit.party_id);
    const own = by.user.organisation_id ?? '';
    const enters = visit.url.searchParams.get('for') === 'party' || !speaksHere(by);
    const isForAnother = enters && party !== undefined && isAnothers(by, party);
    if (isForAnother ? !by.may(registerBenefits, party.organisation_id) : !speaksHere(by)) throw notFound();
    const organisationId = isForAnother ? party.organisation_id : own;
    const of = rows.estimates.filter(({ benefit_id }) => benefit_id === benefit.id);
    const before = of.find(({ organisation_id }) => organisation_id === organisationId);
    // What a party has said itself is nobody else's to enter.
    if (isForAnother && before && before.entered_by_organisation_id === null) throw notFound();
    const startsFrom = estimatesToSee(by, benefit, rows).find(({ id }) => id === visit.url.searchParams.get('from'));
    return { benefit, party, isForAnother, organisationId, before, startsFrom };
  };

  /** The years of what is told, and those around this one; earlier and later ones on request. */
  const yearsFor = (visit: Visit, told: readonly number[]) => {
    const year = visit.now.getUTCFullYear();
    const asked = (name: string): number | null => {
      const text = visit.url.searchParams.get(name) ?? '';
      return /^\d{4}$/.test(text) && Number(text) >= 1900 && Number(text) <= 2200 ? Number(text) : null;
    };
    const earliest = asked('earliest') ?? year - back;
    const first = Math.min(earliest, ...told);
    const last = Math.max(Math.min(asked('latest') ?? year + ahead, first + 39), ...told);
    const other = (name: string, value: number) => {
      const url = new URLSearchParams(visit.url.searchParams);
      url.set(name, String(value));
      return `?${url}`;
    };
    return {
      years: Array.from({ length: last - first + 1 }, (_, at) => first + at),
      otherYears: { earlier: other('earliest', first - step), later: other('latest', last + step) },
    };
  };

  const show = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, rows } = await openWorkspace(visit, house.workspace, benefitQuestions(idOf(visit)));
    const found = find(visit, of, rows);
    const told = [...(found.before?.years ?? []), ...(found.startsFrom?.years ?? [])];
    return visit.page(
      workspacePage(visit, of, said, {
        title: benefitTexts(visit.language).figuresForm.title,
        current: 'benefits',
        narrow: true,
        status: statusOf(state),
        children: (
          <FiguresPage
            visit={visit}
            of={of}
            {...found}
            {...yearsFor(visit, told)}
            today={dayOf(visit.now)}
            state={state}
          />
        ),
      }),
    );
  };

  const at = '/collaborations/:collaboration/benefits/:benefit/figures';
  return [
    get(at, estimateBenefits, (visit) => show(visit)),
    post(at, estimateBenefits, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = idOf(visit);
          const rows = await tx.batch(benefitQuestions(id));
          const by = asking(tx.user, id);
          const { benefit, party, isForAnother, organisationId, before } = find(visit, by, rows);
          const answers = estimatesToSee(by, benefit, rows).find((one) => one.id === form.text('answers'));
          const reader = new FormReader(form);
          // Every year that was asked for, whichever years the address asked.
          const typed = Object.keys(form.typed)
            .flatMap((name) => /^(?:expected|realised)-(\d{4})$/.exec(name)?.[1] ?? [])
            .map(Number)
            .filter((year, place, all) => year >= 1900 && year <= 2200 && all.indexOf(year) === place)
            .toSorted((a, b) => a - b)
            .slice(0, 40);
          const facts = readFigures(
            reader,
            form,
            typed.length > 0 ? typed : [visit.now.getUTCFullYear()],
            benefit.kind === 'economic',
            visit.language,
          );
          const entered =
            isForAnother && party ? { partyId: party.id, ...readChannel(reader, visit.language) } : undefined;
          reader.done();
          // To answer with one's own figures is to have seen the other's.
          if (answers && !isForAnother) {
            const version = Number(form.text(`version-${answers.id}`));
            await seeBenefit(tx, id, benefit, Number(form.text(`version-${benefit.id}`)), { row: answers, version });
          }
          await sayFigures(
            tx,
            id,
            answers && !isForAnother ? { ...benefit, is_visible: true } : benefit,
            { organisationId, entered },
            facts,
            before && { row: before, version: Number(form.text('version')) },
          );
          return `${addressOf(visit)}?done=saved#figures`;
        },
        (state) => show(visit, state),
      ),
    ),
    post(`${at}/withdrawal`, estimateBenefits, (visit) =>
      visit.submit(async (tx, form) => {
        const id = idOf(visit);
        const rows = await tx.batch(benefitQuestions(id));
        const by = asking(tx.user, id);
        const benefit = findBenefit(visit, rows);
        // One's own, or what one's own organisation has entered for the party.
        const ours = rows.estimates.find(
          (one) =>
            one.benefit_id === benefit.id &&
            (one.id === form.text('estimate') || form.text('estimate') === '') &&
            (speaksHere(by) && one.organisation_id === tx.user.organisation_id
              ? true
              : one.entered_by_organisation_id === tx.user.organisation_id),
        );
        if (ours) await takeBackFigures(tx, id, benefit, ours, Number(form.text('version')));
        return `${addressOf(visit)}?done=saved#figures`;
      }),
    ),
  ];
}
