import { findCollaboration, listParties, reading, type Workspace } from '../../collaborations/index.ts';
import { listAssurance, listContributions } from '../../goals/index.ts';
import type { Tx } from '../../identity/index.ts';
import { formatsFor, type Language } from '../../platform/texts.ts';
import { listMarkedWithin, listMarkings } from '../../secrecy/index.ts';
import { textOf } from '../carrying-over.ts';
import { sendPackages } from '../feeding-back.ts';
import { addedTo } from '../frozen-goal.ts';
import { listDeviations, listJointReadings, listReadings } from '../interpreting.ts';
import { beforeQuestions, readBefore } from '../laying-beside.ts';
import { listObservations } from '../observing.ts';
import { findRound, listAnswered, listRoundGoals, listRoundPlaces, listRoundValues } from '../queries.ts';
import {
  type Adoption,
  adoptReport,
  findAdoption,
  findReportBefore,
  listPositions,
  listReportVersions,
} from '../reporting.ts';
import { listUndertakings } from '../undertakings.ts';
import { composePackage } from './package.tsx';
import { composeReport, type ReportSubject } from './report.tsx';

/** What the report of a round is made from, as the acting person reads it in this transaction. */
async function readSubject(
  tx: Tx,
  collaborationId: string,
  roundId: string,
  language: Language,
  workspace: Workspace,
): Promise<ReportSubject> {
  const round = await tx.one(findRound(collaborationId, roundId));
  const said = await tx.batch(workspace.roundQuestions(collaborationId));
  const rows = await tx.batch({
    ...beforeQuestions(collaborationId, roundId, null),
    undertakings: listUndertakings(collaborationId),
    collaborations: findCollaboration(collaborationId),
    goals: listRoundGoals(collaborationId, roundId),
    values: listRoundValues(collaborationId, roundId),
    places: listRoundPlaces(collaborationId, roundId),
    parties: listParties(collaborationId),
    answered: listAnswered(collaborationId),
    observations: listObservations(collaborationId, roundId),
    deviations: listDeviations(collaborationId, roundId),
    readings: listReadings(collaborationId, roundId),
    jointReadings: listJointReadings(collaborationId, roundId),
    versions: listReportVersions(collaborationId, roundId),
    positions: listPositions(collaborationId, roundId),
    adoptions: findAdoption(collaborationId, roundId),
    reportsBefore: findReportBefore(collaborationId, roundId),
    assurance: listAssurance(collaborationId),
    markings: listMarkings(collaborationId),
    markedWithin: listMarkedWithin(collaborationId),
  });
  const [collaboration] = rows.collaborations;
  if (!collaboration) throw new Error('a round has no collaboration');
  const of = reading({ language, formats: formatsFor(language), now: tx.now }, tx.user, collaboration);
  return {
    ...rows,
    of,
    round,
    asked: rows.parties.filter((party) =>
      rows.answered.some((row) => row.round_id === roundId && row.party_id === party.id),
    ),
    version: textOf(rows.versions[0], round.closed_at ? undefined : rows.reportsBefore[0]),
    reportBefore: rows.reportsBefore[0],
    adoption: rows.adoptions[0],
    ...readBefore(rows, round, said, of, workspace),
    added: (goal) => addedTo(goal, rows.assurance),
  };
}

/** Composes the report as it stands and adopts it so. */
export async function composeAndAdopt(
  tx: Tx,
  collaborationId: string,
  roundId: string,
  adoption: Adoption,
  language: Language,
  workspace: Workspace,
): Promise<void> {
  const subject = await readSubject(tx, collaborationId, roundId, language, workspace);
  const content = composeReport({
    ...subject,
    adoption: {
      number: adoption.number,
      adopted_by: adoption.adoptedBy,
      adopted_on: adoption.adoptedOn,
      effect: adoption.effect,
      basis: adoption.basis,
    },
  });
  await adoptReport(tx, collaborationId, roundId, adoption, content);
}

/** Composes a package for each party that was asked and hands it over; no letter is written. Addresses by party. */
export async function composeAndHandOver(
  tx: Tx,
  collaborationId: string,
  roundId: string,
  addresses: ReadonlyMap<string, string>,
  language: Language,
  workspace: Workspace,
): Promise<void> {
  const subject = await readSubject(tx, collaborationId, roundId, language, workspace);
  const contributions = await tx.all(listContributions(collaborationId));
  await sendPackages(
    tx,
    collaborationId,
    roundId,
    subject.asked.map((party) => ({
      partyId: party.id,
      address: addresses.get(party.id) ?? '',
      content: composePackage(subject, party, contributions),
      letter: undefined,
    })),
  );
}
