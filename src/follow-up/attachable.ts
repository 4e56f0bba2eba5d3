import { attachable } from '../attachments/index.ts';
import { statement } from '../platform/database/statement.ts';
import { answerPackages, speakInRounds } from './policy.ts';
import type { ObservationKind } from './round.ts';
import { followUpTexts } from './texts.ts';

interface ObservationSubjectRow {
  readonly id: string;
  readonly round_id: string;
  readonly organisation_id: string;
  readonly kind: ObservationKind;
  readonly text: string;
}
const listSubjects = statement<ObservationSubjectRow, [collaboration: string]>(`
  select o.id, o.round_id, o.organisation_id, o.kind, left(o.text, 80) as text
  from observation o join follow_up_round r on r.collaboration_id = o.collaboration_id and r.id = o.round_id
  where o.collaboration_id = $1 and o.withdrawn_at is null and r.withdrawn_at is null order by o.seen_on desc, o.id`);

/** The photograph, the notes: a file belongs to an observation of the organisation that made it. */
export const observationFiles = attachable<ObservationSubjectRow>({
  type: 'observation',
  question: (id) => listSubjects(id),
  subject: (row, of) => ({
    id: row.id,
    title: `${followUpTexts(of.language).observation.kinds[row.kind]}: ${row.text.length < 80 ? row.text : `${row.text.replace(/\s+\S*$/, '')} …`}`,
    path: `follow-up/${row.round_id}#observations`,
    mayAttach: of.may(speakInRounds, row.organisation_id),
    concernedOrganisationId: null,
  }),
});

interface PackageSubjectRow {
  readonly id: string;
  readonly round_id: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly round_name: string;
}
const listPackageSubjects = statement<PackageSubjectRow, [collaboration: string]>(`
  select p.id, p.round_id, p.organisation_id, o.name as organisation_name, r.name as round_name
  from feedback_package p join organisation o on o.id = p.organisation_id
  join follow_up_round r on r.collaboration_id = p.collaboration_id and r.id = p.round_id
  where p.collaboration_id = $1 and p.withdrawn_at is null and r.withdrawn_at is null order by p.sent_at desc, p.id`);

/** The extract of minutes, the receipt: a file that belongs to a package is read by its party and by those who lead. */
export const packageFiles = attachable<PackageSubjectRow>({
  type: 'feedbackPackage',
  question: (id) => listPackageSubjects(id),
  subject: (row, of) => ({
    id: row.id,
    title: followUpTexts(of.language).package.subject(row.organisation_name, row.round_name),
    path: `follow-up/${row.round_id}/packages/${row.id}`,
    mayAttach: of.may(answerPackages, row.organisation_id),
    concernedOrganisationId: row.organisation_id,
  }),
});
