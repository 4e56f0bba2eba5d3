import { noteEntered, noteOwnWords } from '../collaborations/index.ts';
import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { callSignatories, followThrough, takeTurn } from './entering-into-force.ts';

export interface DecisionFacts {
  readonly instance: string;
  readonly plannedOn: string | null;
  /** Where the day is not known: “in December”. */
  readonly plannedNote: string;
  readonly decidedOn: string | null;
  readonly outcome: 'approved' | 'rejected' | null;
  readonly paragraph: string;
  readonly registrationNumber: string;
  readonly appeal: 'none' | 'running' | 'over' | null;
  readonly appealEndsOn: string | null;
  readonly mandateText: string;
}

/** From whom it comes, when those who prepare write it for a party. */
export type Entered = Pick<Parameters<typeof noteEntered>[2], 'channel' | 'statedOn' | 'summary'>;

export interface OfParty {
  readonly versionId: string;
  /** The party’s row of the version. */
  readonly id: string;
  readonly partyId: string;
}

const updateDecision = statement<
  { version: number },
  [
    collaboration: string,
    id: string,
    version: number,
    instance: string,
    plannedOn: string | null,
    plannedNote: string,
    decidedOn: string | null,
    outcome: string | null,
    paragraph: string,
    registrationNumber: string,
    appeal: string | null,
    appealEndsOn: string | null,
    mandate: string,
  ]
>(`
  update agreement_party set instance = $4, planned_on = $5::date, planned_note = $6, decided_on = $7::date, outcome = $8,
    paragraph = $9, registration_number = $10, appeal = $11, appeal_ends_on = $12::date, mandate_text = $13,
    version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);
const updateStance = statement<
  { version: number },
  [collaboration: string, id: string, version: number, note: string, at: Date]
>(`
  update agreement_party set stance = 'declines', stance_note = $4, stance_at = $5, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);
const touchParty = statement<{ version: number }, [collaboration: string, id: string, version: number | null]>(`
  update agreement_party set version = version + 1
  where collaboration_id = $1 and id = $2 and version = coalesce($3, version) and withdrawn_at is null returning version`);
const listStanding = statement<
  { id: string; title: string; is_signed: boolean },
  [collaboration: string, version: string, party: string]
>(`
  select sp.id, sp.title, s.id is not null as is_signed from signatory_place sp
  left join signature s on s.collaboration_id = sp.collaboration_id and s.signatory_place_id = sp.id
  where sp.collaboration_id = $1 and sp.agreement_version_id = $2 and sp.party_id = $3 and sp.withdrawn_at is null
  order by sp.place, sp.id`);
const withdrawPlaces = statement<unknown, [collaboration: string, ids: readonly string[], at: Date]>(`
  update signatory_place set withdrawn_at = $3, version = version + 1
  where collaboration_id = $1 and id = any($2::uuid[]) and withdrawn_at is null`);
const insertPlace = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    version: string,
    party: string,
    title: string,
    place: number,
    at: Date,
    by: string,
  ]
>(`
  insert into signatory_place (collaboration_id, id, organisation_id, agreement_version_id, party_id, title, place, created_at,
    created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`);
const insertSeats = statement<
  unknown,
  [collaboration: string, place: string, organisation: string, seats: readonly string[], at: Date]
>(`
  insert into signatory_seat (collaboration_id, signatory_place_id, organisation_id, seat_id, created_at)
  select $1, $2, $3, seat, $5 from unnest($4::uuid[]) as seat`);

/** Each of what a party says is confirmed by itself: its decision, its places, its no. */
type Said = 'agreementParty' | 'signatoryPlaces' | 'stance';

function noteWhose(tx: Tx, collaborationId: string, of: OfParty, said: Said, entered: Entered | undefined): void {
  if (entered) {
    noteEntered(tx, collaborationId, { partyId: of.partyId, subjectType: said, subjectId: of.id, ...entered });
  } else noteOwnWords(tx, collaborationId, said, of.id);
}

/**
 * What the party’s own instance has decided, or when it is to. Refuses with conflict `changed` when somebody has written
 * since it was read, `signed` when a decision would be taken back that a signature rests on, `notLocked` when there is no
 * settled text to decide on.
 */
export async function stateDecision(
  tx: Tx,
  collaborationId: string,
  of: OfParty,
  version: number,
  facts: DecisionFacts,
  entered?: Entered,
): Promise<void> {
  const acts = await takeTurn(tx, collaborationId, of.versionId);
  const before = acts.parties.find((one) => one.id === of.id);
  if (!before) throw notFound();
  if (facts.outcome !== null && acts.version.lockedAt === null) throw conflict('notLocked');
  if (facts.outcome !== 'approved' && before.signedOn.some((day) => day !== null)) throw conflict('signed');
  const changed = await tx.find(
    updateDecision(
      collaborationId,
      of.id,
      version,
      facts.instance,
      facts.plannedOn,
      facts.plannedNote,
      facts.decidedOn,
      facts.outcome,
      facts.paragraph,
      facts.registrationNumber,
      facts.appeal,
      facts.appealEndsOn,
      facts.mandateText,
    ),
  );
  if (!changed) throw conflict('changed');
  noteWhose(tx, collaborationId, of, 'agreementParty', entered);
  tx.record({
    ...author(tx.user),
    verb: facts.decidedOn ? 'agreement.decided' : 'agreement.decisionPlanned',
    subjectType: 'agreementParty',
    subjectId: of.id,
    collaborationId,
    before: { decidedOn: before.decidedOn, outcome: before.outcome, appeal: before.appeal },
    after: { ...facts, partyId: of.partyId, versionId: of.versionId },
  });
  await followThrough(tx, collaborationId, of.versionId);
}

export interface NewPlace {
  readonly title: string;
  /** Whose holder or deputy may sign: one of several. Said by the party alone. */
  readonly seatIds: readonly string[];
}

/**
 * Where the party’s signatures are to stand, in its order: two jointly are two places. Those it said before are taken back;
 * refuses with conflict `signed` once a signature stands at one of them, `changed` when the party's row is not of the version
 * that was read.
 */
export async function sayPlaces(
  tx: Tx,
  collaborationId: string,
  of: OfParty & { readonly organisationId: string },
  places: readonly NewPlace[],
  entered?: Entered,
  version?: number,
): Promise<readonly string[]> {
  await takeTurn(tx, collaborationId, of.versionId);
  if (!(await tx.find(touchParty(collaborationId, of.id, version ?? null)))) throw conflict('changed');
  const before = await tx.all(listStanding(collaborationId, of.versionId, of.partyId));
  if (before.some((place) => place.is_signed)) throw conflict('signed');
  tx.send(
    withdrawPlaces(
      collaborationId,
      before.map((place) => place.id),
      tx.now,
    ),
  );
  const ids = places.map((place, at) => {
    const id = newId(tx.now);
    tx.send(
      insertPlace(
        collaborationId,
        id,
        of.organisationId,
        of.versionId,
        of.partyId,
        place.title,
        at + 1,
        tx.now,
        tx.user.person_id,
      ),
    );
    if (place.seatIds.length > 0 && !entered) {
      tx.send(insertSeats(collaborationId, id, of.organisationId, place.seatIds, tx.now));
    }
    return id;
  });
  noteWhose(tx, collaborationId, of, 'signatoryPlaces', entered);
  tx.record({
    ...author(tx.user),
    verb: 'agreement.placesSaid',
    subjectType: 'agreementParty',
    subjectId: of.id,
    collaborationId,
    before: { places: before.map((place) => place.title) },
    after: { places: places.map((place) => place.title), partyId: of.partyId, versionId: of.versionId },
  });
  callSignatories(tx, collaborationId, of.versionId);
  return ids;
}

/** The party says no to this text, and why. Refuses as stateDecision does. */
export async function declineVersion(
  tx: Tx,
  collaborationId: string,
  of: OfParty,
  version: number,
  reason: string,
  entered?: Entered,
): Promise<void> {
  const before = (await takeTurn(tx, collaborationId, of.versionId)).parties.find((one) => one.id === of.id);
  if (!before) throw notFound();
  if (before.signedOn.some((day) => day !== null)) throw conflict('signed');
  const changed = await tx.find(updateStance(collaborationId, of.id, version, reason, tx.now));
  if (!changed) throw conflict('changed');
  noteWhose(tx, collaborationId, of, 'stance', entered);
  tx.record({
    ...author(tx.user),
    verb: 'agreement.declined',
    subjectType: 'agreementParty',
    subjectId: of.id,
    collaborationId,
    after: { reason, partyId: of.partyId, versionId: of.versionId },
  });
}
