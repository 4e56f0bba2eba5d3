import { attachable } from '../../attachments/index.ts';
import { statement } from '../../platform/database/statement.ts';
import { signatureTexts } from './texts.ts';

interface SignedPlaceRow {
  readonly id: string;
  readonly title: string;
  readonly organisation_name: string;
  readonly agreement_id: string;
  readonly number: number;
  readonly signature_id: string;
}
const listSignedPlaces = statement<SignedPlaceRow, [collaboration: string]>(`
  select sp.id, sp.title, o.name as organisation_name, v.agreement_id, v.number, s.id as signature_id
  from signature s
  join signatory_place sp on sp.collaboration_id = s.collaboration_id and sp.id = s.signatory_place_id
  join agreement_version v on v.collaboration_id = s.collaboration_id and v.id = s.agreement_version_id
  join organisation o on o.id = s.organisation_id
  where s.collaboration_id = $1 and s.manner = 'onPaper' order by s.created_at, s.id`);

/** The scanned paper belongs to the place that it signs; it comes with the signature alone. */
export const signedPapers = attachable<SignedPlaceRow>({
  type: 'signatoryPlace',
  question: (id) => listSignedPlaces(id),
  subject: (row, of) => ({
    id: row.id,
    title: signatureTexts(of.language).paper.attachment(row.title, row.organisation_name),
    path: `agreements/${row.agreement_id}/versions/${row.number}/signatures/${row.signature_id}`,
    mayAttach: false,
    concernedOrganisationId: null,
  }),
});
