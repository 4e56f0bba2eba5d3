import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';

const insertInterpretation = statement<
  unknown,
  [collaboration: string, id: string, organisation: string, at: Date, by: string]
>(`
  insert into shared_interpretation (collaboration_id, id, organisation_id, created_at, created_by, place)
  values ($1, $2, $3, $4, $5,
    (select coalesce(max(i.place), 0) + 1 from shared_interpretation i where i.collaboration_id = $1))`);
const beginVersion = statement<{ version: number }, [collaboration: string, id: string, version: number]>(`
  update shared_interpretation set version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);
const insertVersion = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    number: number,
    organisation: string,
    question: string,
    interpretation: string,
    legalReference: string,
    source: string,
    agreedOn: string,
    at: Date,
    by: string,
  ]
>(`
  insert into interpretation_version (collaboration_id, interpretation_id, number, organisation_id, question, interpretation,
    legal_reference, source, agreed_on, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9::date, $10, $11)`);
const insertAgreeing = statement<
  unknown,
  [collaboration: string, id: string, number: number, parties: readonly string[], at: Date]
>(`
  insert into interpretation_party (collaboration_id, interpretation_id, number, party_id, organisation_id, created_at)
  select $1, $2, $3, p.id, p.organisation_id, $5 from party p where p.collaboration_id = $1 and p.id = any($4::uuid[])`);
const citeFrom = statement<
  unknown,
  [collaboration: string, id: string, number: number, matter: string, parties: readonly string[]]
>(`
  update mandate_answer set interpretation_id = $2, interpretation_number = $3, version = version + 1
  where collaboration_id = $1 and matter_id = $4 and party_id = any($5::uuid[]) and need = 'sharedInterpretation'
    and withdrawn_at is null`);

export interface InterpretationFacts {
  readonly question: string;
  readonly interpretation: string;
  readonly legal_reference: string;
  readonly source: string;
  readonly agreed_on: string;
  readonly party_ids: readonly string[];
  /** The matter whose cells cite it, where it answers what they asked for. */
  readonly matter_id: string | null;
}

/** Keeps how the parties read the law together, or a new wording of it. Earlier wordings stay as they were cited. */
export async function keepInterpretation(
  tx: Tx,
  collaborationId: string,
  facts: InterpretationFacts,
  before?: { readonly id: string; readonly version: number },
): Promise<string> {
  const id = before?.id ?? newId(tx.now);
  const organisation = tx.user.organisation_id ?? '';
  let number = 1;
  if (before) {
    const begun = await tx.find(beginVersion(collaborationId, id, before.version));
    if (!begun) throw conflict('changed');
    number = begun.version;
  } else {
    tx.send(insertInterpretation(collaborationId, id, organisation, tx.now, tx.user.person_id));
  }
  tx.send(
    insertVersion(
      collaborationId,
      id,
      number,
      organisation,
      facts.question,
      facts.interpretation,
      facts.legal_reference,
      facts.source,
      facts.agreed_on,
      tx.now,
      tx.user.person_id,
    ),
    insertAgreeing(collaborationId, id, number, facts.party_ids, tx.now),
    ...(facts.matter_id ? [citeFrom(collaborationId, id, number, facts.matter_id, facts.party_ids)] : []),
  );
  tx.record({
    ...author(tx.user),
    verb: before ? 'sharedInterpretation.reworded' : 'sharedInterpretation.kept',
    subjectType: 'sharedInterpretation',
    subjectId: id,
    collaborationId,
    after: { number, ...facts },
  });
  return id;
}
