import { listPlanningSteps, nextDecided, type PlanningStepRow } from '../annual-wheel/index.ts';
import { AttachedFiles, listAttachments } from '../attachments/index.ts';
import {
  findCollaboration,
  holdLink,
  linkLengths,
  listParties,
  makePartyLink,
  mayBeLinked,
  openWorkspace,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { decisionDraftRoutes, findTemplateName, type OpenedDraft } from '../decision-drafts/index.ts';
import { listContributions } from '../goals/index.ts';
import {
  dayOf,
  emailShape,
  identityTexts,
  page,
  type Route,
  speaksFor,
  type Tx,
  type Visit,
  waitingLetter,
} from '../identity/index.ts';
import { csvHeaders } from '../platform/documents/csv.ts';
import { fileAnswer, jsonType, wordType } from '../platform/documents/file-answer.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import { type FormInput, FormReader } from '../platform/http/form-input.ts';
import { byLink, get, post } from '../platform/http/route.ts';
import { isId } from '../platform/id.ts';
import { writeLetter } from '../platform/mail.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import {
  composePackage,
  type PackageContent,
  packageCsv,
  packageDocument,
  packageDraft,
  packageJson,
} from './documents/package.tsx';
import {
  findPackage,
  listAddresses,
  listOwnPackages,
  listPackageGoals,
  listPackages,
  outcomes,
  type PackageRow,
  type PackageStatement,
  sendPackages,
  settleGoal,
  statePackage,
} from './feeding-back.ts';
import { collaborationOf, idIn, openFullRound, roundPath } from './full-round-routes.tsx';
import { askedParties } from './pages/full-round-page.tsx';
import { PackagePage, PackagesPage, settlementVersion } from './pages/package-pages.tsx';
import { answerPackages, decideRounds } from './policy.ts';
import { listRoundGoals } from './queries.ts';
import { subjectOf } from './report-routes.tsx';
import { followUpTexts } from './texts.ts';

const packagePath = `${roundPath}/packages/:package`;
const contentOf = (row: PackageRow): PackageContent => row.content as PackageContent;
const today = (visit: Visit): string => dayOf(visit.now);
/** When the party itself next decides its budget or plan, as it has told. */
const decidesOf = (row: PackageRow, steps: readonly PlanningStepRow[]) =>
  nextDecided(
    steps.filter((step) => step.organisation_id === row.organisation_id),
    sentOn(row),
  );
const sentOn = (row: PackageRow): string => dayOf(row.sent_at);

/** What was typed about a package, by the form that it was typed in. */
function readStatement(form: FormInput, visit: Visit, about: string): PackageStatement {
  const t = followUpTexts(visit.language).package;
  const reader = new FormReader(form);
  const day = (field: string, mayLieAhead: boolean): string => {
    const date = reader.date(field, t.dateMissing);
    if (!date) reader.wrong(field, t.dateMissing);
    else if (!mayLieAhead && date > today(visit)) reader.wrong(field, t.dateAhead);
    return date ?? '';
  };
  const read = (): PackageStatement => {
    switch (about) {
      case 'registration':
        return {
          step: 'registered',
          number: reader.text('number', t.numberMissing, 100),
          on: day('registeredOn', false),
        };
      case 'preparation':
        return {
          step: 'beingPrepared',
          since: today(visit),
          instance: reader.text('instance', t.instanceMissing, 200),
          plannedOn: reader.date('plannedOn', t.dateMissing),
        };
      case 'decision':
        return {
          step: 'decided',
          by: reader.text('decidedBy', t.instanceMissing, 200),
          on: day('decidedOn', false),
          paragraph: reader.text('paragraph', undefined, 30),
        };
      default:
        return { step: 'received', by: '' };
    }
  };
  const stated = read();
  reader.done();
  return stated;
}

async function stateOutcome(tx: Tx, visit: Visit, form: FormInput, collaborationId: string): Promise<void> {
  const goalId = idIn(visit, 'goal');
  const found = await tx.one(findPackage(collaborationId, idIn(visit, 'package')));
  const goals = await tx.all(listRoundGoals(collaborationId, found.round_id));
  if (!goals.some((goal) => goal.goal_id === goalId)) throw notFound();
  const t = followUpTexts(visit.language).package;
  const reader = new FormReader(form);
  const outcome = reader.oneOf(`outcome-${goalId}`, outcomes, t.outcomeMissing);
  const place = reader.text(`place-${goalId}`, outcome === 'takenIn' ? t.placeMissing : undefined, 300);
  const reason = reader.text(`reason-${goalId}`, outcome === 'notTakenIn' ? t.reasonMissing : undefined, 2000);
  reader.done();
  await settleGoal(tx, collaborationId, idIn(visit, 'package'), {
    goalId,
    outcome: outcome ?? 'beingPrepared',
    place,
    reason,
    version: Number(form.text('version')),
  });
}

/** The same answer for every goal that has none, or is still being prepared. */
async function stateAllOutcomes(tx: Tx, visit: Visit, form: FormInput, collaborationId: string): Promise<void> {
  const packageId = idIn(visit, 'package');
  const found = await tx.one(findPackage(collaborationId, packageId));
  const { goals, stated } = await tx.batch({
    goals: listRoundGoals(collaborationId, found.round_id),
    stated: listPackageGoals(collaborationId, found.round_id),
  });
  const t = followUpTexts(visit.language).package;
  const reader = new FormReader(form);
  const outcome = reader.oneOf('outcome', ['takenIn', 'notTakenIn'] as const, t.outcomeMissing);
  const place = reader.text('place', outcome === 'takenIn' ? t.placeMissing : undefined, 300);
  const reason = reader.text('reason', outcome === 'notTakenIn' ? t.reasonMissing : undefined, 2000);
  reader.done();
  if (form.text('version') !== settlementVersion(found.id, stated)) throw conflict('changed');
  for (const goal of goals) {
    const said = stated.find((one) => one.package_id === packageId && one.goal_id === goal.goal_id);
    if (said && said.outcome !== 'beingPrepared') continue;
    await settleGoal(tx, collaborationId, packageId, {
      goalId: goal.goal_id,
      outcome: outcome ?? 'takenIn',
      place,
      reason,
      version: said?.version ?? 0,
    });
  }
}

const statements = ['receipt', 'registration', 'preparation', 'decision'] as const;

/** Feeding back: the packages of a round, each party’s own, with an account or with the link that was sent. */
export function packageRoutes(house: WorkspaceHouse): readonly Route[] {
  const { documents, workspace } = house;
  const at = (visit: Visit): string =>
    packagePath
      .replace(':collaboration', collaborationOf(visit))
      .replace(':round', idIn(visit, 'round'))
      .replace(':package', idIn(visit, 'package'));

  const openPackages = async (visit: Visit) => {
    const id = collaborationOf(visit);
    const roundId = idIn(visit, 'round');
    const opened = await openFullRound(visit, house);
    if (!opened.parts.adoption) throw notFound();
    const { rows } = await visit.read({
      packages: listPackages(id, roundId),
      stated: listPackageGoals(id, roundId),
      addresses: listAddresses(id),
    });
    return { ...opened, ...rows };
  };
  const showPackages = async (visit: Visit, state: FormState = untouched) => {
    const { of, said, parts, packages, stated, addresses } = await openPackages(visit);
    return visit.page(
      workspacePage(visit, of, said, {
        title: followUpTexts(visit.language).package.all,
        current: 'follow-up',
        narrow: true,
        status: statusOf(state),
        children: (
          <PackagesPage
            {...parts}
            packages={packages}
            stated={stated}
            addresses={new Map(addresses.map((one) => [one.party_id, one.address]))}
            state={state}
          />
        ),
      }),
    );
  };

  /** One package with what has been said of it; not found for those whom it does not concern. */
  const openPackage = async (visit: Visit) => {
    const id = collaborationOf(visit);
    const roundId = idIn(visit, 'round');
    const packageId = idIn(visit, 'package');
    const opened = await openWorkspace(visit, workspace, {
      packages: listPackages(id, roundId),
      stated: listPackageGoals(id, roundId),
      template: findTemplateName(),
      attachments: listAttachments(id),
      steps: listPlanningSteps(id),
    });
    const row = opened.rows.packages.find((one) => one.id === packageId);
    if (!row) throw notFound();
    if (!opened.of.may(answerPackages, row.organisation_id)) throw notFound();
    const isOwn = speaksFor(opened.user, id, row.organisation_id);
    return {
      ...opened,
      row,
      isOwn,
      content: contentOf(row),
      stated: opened.rows.stated.filter((one) => one.package_id === row.id),
    };
  };
  const showPackage = async (visit: Visit, open: string | null = null, state: FormState = untouched) => {
    const { of, said, row, rows, content, stated, isOwn } = await openPackage(visit);
    return visit.page(
      workspacePage(visit, of, said, {
        title: followUpTexts(visit.language).package.title,
        current: 'follow-up',
        status: statusOf(state),
        children: (
          <PackagePage
            visit={visit}
            language={visit.language}
            formats={visit.formats}
            row={row}
            content={content}
            stated={stated}
            here={at(visit)}
            today={today(visit)}
            state={state}
            open={open}
            isOwn={isOwn}
            decides={decidesOf(row, rows.steps)}
            draftAt={isOwn ? `${at(visit)}/decision-draft` : null}
            roundAt={at(visit).replace(/\/packages\/[^/]+$/, '')}
            attached={
              <AttachedFiles
                of={of}
                to={{ type: 'feedbackPackage', id: row.id }}
                attachments={rows.attachments}
                mayAttach={of.may(answerPackages, row.organisation_id)}
              />
            }
          />
        ),
      }),
    );
  };

  const openDraft = async (visit: Visit): Promise<OpenedDraft> => {
    const opened = await openPackage(visit);
    if (!opened.isOwn) throw notFound();
    const { row, content, user, rows } = opened;
    const t = followUpTexts(visit.language).decisionDraft;
    return {
      ...opened,
      template: rows.template,
      draft: packageDraft(content, {
        today: today(visit),
        registrationNumber: row.registration_number,
        officer: user.person_name,
        instance: row.instance,
      }),
      beside: {
        lead: t.lead,
        filled: t.filledText,
        missing: t.missingText,
        seenBy: t.seenBy,
        back: { href: at(visit), text: followUpTexts(visit.language).package.title },
        decisionAt: `${at(visit)}#decision`,
      },
    };
  };

  /** The link’s first statement tells which collaboration it is for; the page’s own questions need that answer. */
  const openLink = async (visit: Visit) => {
    const found = await visit.read({});
    const [id = ''] = found.user.reads;
    const { user, rows } = await visit.read({
      packages: listOwnPackages(id),
      collaboration: findCollaboration(id),
      parties: listParties(id),
    });
    const row = visit.params.package ? rows.packages.find((one) => one.id === visit.params.package) : rows.packages[0];
    const [collaboration] = rows.collaboration;
    if (!row || !collaboration) throw new Refusal('gone');
    const { rows: more } = await visit.read({
      stated: listPackageGoals(id, row.round_id),
      steps: listPlanningSteps(id),
    });
    return {
      id,
      user,
      row,
      collaboration,
      steps: more.steps,
      stated: more.stated.filter((one) => one.package_id === row.id),
    };
  };
  const showByLink = async (visit: Visit, open: string | null = null, state: FormState = untouched) => {
    const { row, stated, collaboration, steps } = await openLink(visit);
    const t = identityTexts(visit.language).frame;
    const label = collaboration.example === 'none' ? undefined : t.example[collaboration.example];
    return visit.page(
      page(visit, undefined, {
        title: followUpTexts(visit.language).package.titleOf(contentOf(row).party),
        status: statusOf(state),
        children: (
          <>
            <p class="projected">
              <strong>{collaboration.name}</strong> {label ? <span class="label">{label}</span> : null}
            </p>
            <PackagePage
              visit={visit}
              language={visit.language}
              formats={visit.formats}
              row={row}
              content={contentOf(row)}
              stated={stated}
              here={`/packages/${visit.params.token}/${row.id}`}
              today={today(visit)}
              state={state}
              open={open}
              isOwn
              decides={decidesOf(row, steps)}
              draftAt={null}
              roundAt={null}
            />
          </>
        ),
      }),
    );
  };

  const files = (row: PackageRow, stated: Parameters<typeof packageCsv>[1], visit: Visit, kind: string) => {
    const content = contentOf(row);
    const name = `${followUpTexts(visit.language).package.file}-${content.party}`;
    switch (kind) {
      case 'csv':
        return new Response(packageCsv(content, stated), {
          headers: csvHeaders(followUpTexts(visit.language).package.file),
        });
      case 'json':
        return fileAnswer(packageJson(content, stated, sentOn(row)), jsonType, `${name}.json`);
      default:
        return documents
          .word(packageDocument(content, sentOn(row)))
          .then((word) => fileAnswer(word, wordType, `${name}.docx`));
    }
  };
  const kinds = ['word', 'csv', 'json'] as const;

  return [
    get(`${roundPath}/packages`, decideRounds, (visit) => showPackages(visit)),
    post(`${roundPath}/packages`, decideRounds, async (visit) => {
      const opened = await openPackages(visit);
      const { rows } = await visit.read({ contributions: listContributions(collaborationOf(visit)) });
      return visit.submit(
        async (tx, form) => {
          const id = collaborationOf(visit);
          const t = followUpTexts(visit.language).package;
          const reader = new FormReader(form);
          const asked = askedParties({ ...opened.parts, ownParty: undefined });
          const wanted = asked
            .filter((party) => !opened.packages.some((one) => one.party_id === party.id))
            .map((party) => {
              const address = reader.text(`address-${party.id}`, undefined, 200).toLowerCase();
              if (address !== '' && !emailShape.test(address)) reader.wrong(`address-${party.id}`, t.addressWrong);
              return { party, address };
            });
          reader.done();
          const { collaboration } = opened.of;
          const roundAt = roundPath.replace(':collaboration', id).replace(':round', idIn(visit, 'round'));
          const packages = wanted.map(({ party, address }) => ({
            partyId: party.id,
            address,
            content: composePackage(subjectOf(opened), party, rows.contributions),
            letter:
              address === ''
                ? undefined
                : writeLetter(
                    {
                      to: address,
                      organisationId: party.organisation_id,
                      subject: t.letterSubject(opened.parts.round.name),
                      runsOutAt: new Date(tx.now.getTime() + linkLengths.packages),
                      paragraphs: [
                        ...(collaboration.example === 'fictional' ? [t.letterExample] : []),
                        t.letterText(party.name, collaboration.name, opened.parts.round.name),
                        t.letterLink,
                        mayBeLinked(tx.user, id)
                          ? makePartyLink(tx, house.origin, id, party.id, 'packages')
                          : `${house.origin}${roundAt}`,
                      ],
                      about: {
                        collaborationId: id,
                        personId: null,
                        neutrally: waitingLetter(visit.language, `${house.origin}${roundAt}`),
                      },
                    },
                    tx.now,
                  ),
          }));
          await sendPackages(tx, id, idIn(visit, 'round'), packages);
          return `${roundAt}/packages?done=saved`;
        },
        (state) => showPackages(visit, state),
      );
    }),
    get(packagePath, answerPackages, (visit) => showPackage(visit)),
    ...statements.map((about) =>
      post(`${packagePath}/${about}`, answerPackages, (visit) =>
        visit.submit(
          async (tx, form) => {
            const stated = readStatement(form, visit, about);
            await statePackage(
              tx,
              collaborationOf(visit),
              idIn(visit, 'package'),
              Number(form.text('version')),
              stated,
            );
            return `${at(visit)}?done=saved`;
          },
          (state) => showPackage(visit, about, state),
        ),
      ),
    ),
    post(`${packagePath}/settlement`, answerPackages, (visit) =>
      visit.submit(
        async (tx, form) => {
          await stateAllOutcomes(tx, visit, form, collaborationOf(visit));
          return `${at(visit)}?done=saved`;
        },
        (state) => showPackage(visit, 'settlement', state),
      ),
    ),
    post(`${packagePath}/goals/:goal`, answerPackages, (visit) =>
      visit.submit(
        async (tx, form) => {
          await stateOutcome(tx, visit, form, collaborationOf(visit));
          return `${at(visit)}?done=saved#goal-${idIn(visit, 'goal')}`;
        },
        (state) => showPackage(visit, idIn(visit, 'goal'), state),
      ),
    ),
    ...kinds.map((kind) =>
      get(`${packagePath}/${kind}`, answerPackages, async (visit) => {
        const { row, stated } = await openPackage(visit);
        return files(row, stated, visit, kind);
      }),
    ),

    ...decisionDraftRoutes(house, { path: `${packagePath}/decision-draft`, current: 'follow-up', open: openDraft }),

    byLink(get('/packages/:token', holdLink, (visit) => showByLink(visit))),
    byLink(get('/packages/:token/:package', holdLink, (visit) => showByLink(visit))),
    ...statements.map((about) =>
      byLink(
        post(`/packages/:token/:package/${about}`, holdLink, (visit) =>
          visit.submit(
            async (tx, form) => {
              const [id = ''] = tx.user.reads;
              const stated = readStatement(form, visit, about);
              await statePackage(tx, id, idIn(visit, 'package'), Number(form.text('version')), stated);
              return `/packages/${visit.params.token}/${idIn(visit, 'package')}?done=saved`;
            },
            (state) => showByLink(visit, about, state),
          ),
        ),
      ),
    ),
    byLink(
      post('/packages/:token/:package/settlement', holdLink, (visit) =>
        visit.submit(
          async (tx, form) => {
            const [id = ''] = tx.user.reads;
            await stateAllOutcomes(tx, visit, form, id);
            return `/packages/${visit.params.token}/${idIn(visit, 'package')}?done=saved`;
          },
          (state) => showByLink(visit, 'settlement', state),
        ),
      ),
    ),
    byLink(
      post('/packages/:token/:package/goals/:goal', holdLink, (visit) =>
        visit.submit(
          async (tx, form) => {
            const [id = ''] = tx.user.reads;
            await stateOutcome(tx, visit, form, id);
            return `/packages/${visit.params.token}/${idIn(visit, 'package')}?done=saved#goal-${idIn(visit, 'goal')}`;
          },
          (state) => showByLink(visit, idIn(visit, 'goal'), state),
        ),
      ),
    ),
    ...kinds.map((kind) =>
      byLink(
        get(`/packages/:token/:package/${kind}`, holdLink, async (visit) => {
          if (!isId(visit.params.package ?? '')) throw notFound();
          const { row, stated } = await openLink(visit);
          return files(row, stated, visit, kind);
        }),
      ),
    ),
  ];
}
