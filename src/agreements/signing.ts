import type { KeyObject } from 'node:crypto';
import { noteEntered } from '../collaborations/index.ts';
import { author, dayOf, type Tx } from '../identity/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import { type Bound, statement } from '../platform/database/statement.ts';
import { conflict, forbidden, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { enqueue, type Task } from '../platform/jobs.ts';
import type { TimeStampAuthority } from '../platform/time-stamping.ts';
import { mayStepForward } from './binding.ts';
import type { Entered } from './deciding.ts';
import { followThrough, takeTurn } from './entering-into-force.ts';
import { attest, type Evidence } from './evidence.ts';

/** What the installation vouches with. */
export interface Attesting {
  readonly origin: string;
  readonly key: KeyObject;
  readonly authority: TimeStampAuthority | undefined;
}

export interface SigningPlaceRow {
  readonly id: string;
  readonly agreement_version_id: string;
  readonly agreement_id: string;
  readonly agreement_party_id: string;
  readonly party_id: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly title: string;
  /** What the party has said of why its signatories may, in its own words; else its decision. */
  readonly mandate_text: string;
  readonly instance: string;
  readonly decided_on: string | null;
  readonly paragraph: string;
  readonly outcome: 'approved' | 'rejected' | null;
  readonly agreement_title: string;
  readonly number: number;
  /** The newest version of the agreement that is settled. */
  readonly newest: number;
  readonly is_locked: boolean;
  readonly is_over: boolean;
  readonly content_hash: string | null;
  readonly pdf_hash: string | null;
  readonly signed_by: string | null;
  readonly signed_on: string | null;
  /** The seat by which the reader may sign here; null: by none. */
  readonly seat_id: string | null;
  readonly seat_title: string | null;
  readonly is_by_deputy: boolean | null;
  readonly collaboration_name: string;
  readonly example: string;
}

/** A place with what is to be signed there, and by which seat of the organisation acted for the reader may. */
export const findSigningPlace = statement<SigningPlaceRow, [collaboration: string, place: string, today: string]>(`
  select sp.id, sp.agreement_version_id, v.agreement_id, ap.id as agreement_party_id, sp.party_id, sp.organisation_id,
    o.name as organisation_name, sp.title, ap.mandate_text, ap.instance, ap.decided_on::text as decided_on, ap.paragraph, ap.outcome, a.title as agreement_title, v.number,
    (select max(w.number) from agreement_version w where w.collaboration_id = v.collaboration_id
      and w.agreement_id = v.agreement_id and w.locked_at is not null and w.withdrawn_at is null)::integer as newest,
    v.locked_at is not null as is_locked, v.replaced_on is not null or a.ended_on is not null as is_over,
    encode(v.content_hash, 'hex') as content_hash, encode(f.file_hash, 'hex') as pdf_hash,
    s.signatory_name as signed_by, s.signed_on::text as signed_on, mine.seat_id, mine.title as seat_title, mine.is_by_deputy,
    c.name as collaboration_name, c.example
  from signatory_place sp
  join agreement_version v on v.collaboration_id = sp.collaboration_id and v.id = sp.agreement_version_id
  join agreement a on a.collaboration_id = v.collaboration_id and a.id = v.agreement_id
  join agreement_party ap on ap.collaboration_id = sp.collaboration_id
    and ap.agreement_version_id = sp.agreement_version_id and ap.party_id = sp.party_id
  join organisation o on o.id = sp.organisation_id
  join collaboration c on c.id = sp.collaboration_id
  left join agreement_file f on f.collaboration_id = v.collaboration_id and f.agreement_version_id = v.id
  left join signature s on s.collaboration_id = sp.collaboration_id and s.signatory_place_id = sp.id
  left join lateral (
    select ss.seat_id, seat.title, t.kind = 'deputy' as is_by_deputy
    from signatory_seat ss
    join seat on seat.organisation_id = ss.organisation_id and seat.id = ss.seat_id and seat.ended_on is null
    join seat_term t on t.organisation_id = ss.organisation_id and t.seat_id = ss.seat_id and t.began_on <= $3::date
      and (t.ended_on is null or t.ended_on > $3::date)
    where ss.collaboration_id = sp.collaboration_id and ss.signatory_place_id = sp.id and ss.withdrawn_at is null
      and ss.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
      and t.person_id = (select nullif(current_setting('armkrok.user', true), '')::uuid)
    order by t.kind = 'deputy', ss.seat_id limit 1) mine on true
  where sp.collaboration_id = $1 and sp.id = $2 and sp.withdrawn_at is null and v.withdrawn_at is null
    and a.withdrawn_at is null and ap.withdrawn_at is null`);
/** By what one signs for the party: as it has said itself, else by its own decision. Reads the same in every language. */
export function mandateOf(
  place: Pick<SigningPlaceRow, 'mandate_text' | 'instance' | 'decided_on' | 'paragraph'>,
): string {
  if (place.mandate_text !== '' || place.decided_on === null) return place.mandate_text;
  const paragraph = place.paragraph.replace(/^§\s*/, '');
  return [place.instance, place.decided_on, paragraph && `§ ${paragraph}`].filter(Boolean).join(', ');
}

const findProviderName = statement<{ provider_name: string | null }, [at: Date, session: string]>(
  'select provider_name from my_sessions($1::timestamptz) where id = $2',
);
const insertSignature = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    organisation: string,
    version: string,
    party: string,
    place: string,
    manner: 'electronic' | 'onPaper',
    person: string | null,
    signatory: string,
    seat: string | null,
    seatTitle: string,
    isByDeputy: boolean,
    mandate: string,
    contentHash: string,
    pdfHash: string | null,
    signedOn: string,
    at: Date,
    method: string | null,
    provider: string,
    assurance: string | null,
    authenticatedAt: Date | null,
    evidence: string,
    evidenceSignature: Buffer,
    attachment: string | null,
    enteredBy: string | null,
  ]
>(`
  insert into signature (collaboration_id, id, organisation_id, agreement_version_id, party_id, signatory_place_id, manner,
    person_id, signatory_name, seat_id, seat_title, is_by_deputy, mandate, content_hash, pdf_hash, signed_on, created_at,
    sign_in_method, sign_in_provider, assurance, authenticated_at, evidence, evidence_signature, attachment_id,
    entered_by_organisation_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, decode($14, 'hex'), decode($15, 'hex'), $16::date, $17, $18,
    $19, $20, $21, $22, $23, $24, $25)
  on conflict (collaboration_id, signatory_place_id) do nothing returning id`);

export const stampTask = 'stamp-signature';

/**
 * Why nothing can be signed here now, if so: `alreadySigned`, `notLocked`, `over` (replaced or ended), `outdated` (there is a
 * newer text), `notDecided` by the party’s own instance, `notTurn` where the parties sign in order.
 */
export const signingObstacles = ['alreadySigned', 'notLocked', 'over', 'outdated', 'notDecided', 'notTurn'] as const;
export type SigningObstacle = (typeof signingObstacles)[number];

export const obstacleOf = (place: SigningPlaceRow, isItsTurn: boolean): SigningObstacle | undefined => {
  if (place.signed_by !== null) return 'alreadySigned';
  if (!place.is_locked) return 'notLocked';
  if (place.is_over) return 'over';
  if (place.number < place.newest) return 'outdated';
  if (place.outcome !== 'approved') return 'notDecided';
  return isItsTurn ? undefined : 'notTurn';
};

async function openPlace(tx: Tx, collaborationId: string, placeId: string): Promise<SigningPlaceRow> {
  const found = await tx.one(findSigningPlace(collaborationId, placeId, dayOf(tx.now)));
  const { version, parties } = await takeTurn(tx, collaborationId, found.agreement_version_id);
  // Asked again once it is our turn: somebody may have signed while we waited.
  const place = await tx.one(findSigningPlace(collaborationId, placeId, dayOf(tx.now)));
  const obstacle = obstacleOf(place, mayStepForward(version.isSignedInOrder, parties, place.party_id));
  if (obstacle) throw conflict(obstacle);
  return place;
}

const about = (place: SigningPlaceRow, collaborationId: string, attesting: Attesting) => ({
  form: 'armkrok.signature-evidence/1' as const,
  installation: attesting.origin,
  pdfSha256: place.pdf_hash,
  contentSha256: place.content_hash ?? '',
  agreement: { id: place.agreement_id, title: place.agreement_title, version: place.number },
  collaboration: {
    id: collaborationId,
    name: place.collaboration_name,
    label: place.example === 'none' ? '' : place.example,
  },
  organisation: { id: place.organisation_id, name: place.organisation_name },
  place: { id: place.id, title: place.title },
  timeStampAuthority: attesting.authority?.url ?? null,
});

/** What the signatory had before their eyes. */
export interface Shown {
  readonly contentHash: string;
  readonly pdfHash: string;
}

/**
 * The one signed in signs for the organisation acted for, with what was shown. Refuses as not found whoever holds none of the
 * seats that may sign here; as conflict with a SigningObstacle, or `textChanged` when what was shown is not what stands here.
 */
export async function signElectronically(
  tx: Tx,
  collaborationId: string,
  placeId: string,
  shown: Shown,
  attesting: Attesting,
): Promise<string> {
  const { user, now } = tx;
  const place = await openPlace(tx, collaborationId, placeId);
  if (place.seat_id === null || place.organisation_id !== user.organisation_id) throw notFound();
  if (place.content_hash !== shown.contentHash || place.pdf_hash !== shown.pdfHash || place.pdf_hash === null) {
    throw conflict('textChanged');
  }
  const method = user.method;
  const authenticatedAt = user.stepped_up_at ?? user.authenticated_at;
  if (!method || !authenticatedAt || !user.session_id) throw forbidden('notSignedIn');
  const provider = (await tx.find(findProviderName(now, user.session_id)))?.provider_name ?? '';
  const id = newId(now);
  const evidence: Evidence = {
    ...about(place, collaborationId, attesting),
    signature: {
      id,
      manner: 'electronic',
      at: now.toISOString(),
      signedOn: dayOf(now),
      signatory: user.person_name,
      seat: { id: place.seat_id, title: place.seat_title ?? '', isByDeputy: place.is_by_deputy ?? false },
      mandate: mandateOf(place),
    },
    signIn: { method, provider, assurance: user.assurance, authenticatedAt: authenticatedAt.toISOString() },
    paper: null,
  };
  const attested = attest(evidence, attesting.key);
  await keepSignature(
    tx,
    collaborationId,
    place,
    attesting,
    evidence,
    insertSignature(
      collaborationId,
      id,
      place.organisation_id,
      place.agreement_version_id,
      place.party_id,
      place.id,
      'electronic',
      user.person_id,
      user.person_name,
      place.seat_id,
      place.seat_title ?? '',
      place.is_by_deputy ?? false,
      mandateOf(place),
      place.content_hash,
      place.pdf_hash,
      dayOf(now),
      now,
      method,
      provider,
      user.assurance,
      authenticatedAt,
      attested.text,
      attested.signature,
      null,
      null,
    ),
  );
  return id;
}

export interface OnPaper {
  readonly signatory: string;
  readonly signedOn: string;
  /** The scanned paper, attached before. */
  readonly attachmentId: string;
  readonly sha256: string;
  /** When those who prepare put it here for the party. */
  readonly entered?: Entered;
}

/** The signed paper is here: noted by the party, or for it. Refuses as conflict with a SigningObstacle. */
export async function signOnPaper(
  tx: Tx,
  collaborationId: string,
  placeId: string,
  paper: OnPaper,
  attesting: Attesting,
): Promise<string> {
  const { user, now } = tx;
  const place = await openPlace(tx, collaborationId, placeId);
  const id = newId(now);
  const evidence: Evidence = {
    ...about(place, collaborationId, attesting),
    signature: {
      id,
      manner: 'onPaper',
      at: now.toISOString(),
      signedOn: paper.signedOn,
      signatory: paper.signatory,
      seat: null,
      mandate: mandateOf(place),
    },
    signIn: null,
    paper: {
      sha256: paper.sha256,
      enteredBy: { organisation: user.organisation_name ?? '', person: user.person_name },
    },
  };
  const attested = attest(evidence, attesting.key);
  if (paper.entered) {
    noteEntered(tx, collaborationId, {
      partyId: place.party_id,
      subjectType: 'signature',
      subjectId: id,
      ...paper.entered,
    });
  }
  await keepSignature(
    tx,
    collaborationId,
    place,
    attesting,
    evidence,
    insertSignature(
      collaborationId,
      id,
      place.organisation_id,
      place.agreement_version_id,
      place.party_id,
      place.id,
      'onPaper',
      null,
      paper.signatory,
      null,
      '',
      false,
      mandateOf(place),
      place.content_hash ?? '',
      place.pdf_hash,
      paper.signedOn,
      now,
      null,
      '',
      null,
      null,
      attested.text,
      attested.signature,
      paper.attachmentId,
      paper.entered ? user.organisation_id : null,
    ),
  );
  return id;
}

async function keepSignature(
  tx: Tx,
  collaborationId: string,
  place: SigningPlaceRow,
  attesting: Attesting,
  evidence: Evidence,
  insert: Bound<{ id: string }>,
): Promise<void> {
  const kept = await tx.find(insert);
  if (!kept) throw conflict('alreadySigned');
  const { signature, contentSha256, pdfSha256 } = evidence;
  tx.record({
    ...author(tx.user),
    verb: 'agreement.signed',
    subjectType: 'signature',
    subjectId: kept.id,
    collaborationId,
    after: {
      number: place.number,
      place: place.title,
      signatory: signature.signatory,
      manner: signature.manner,
      signedOn: signature.signedOn,
      contentHash: contentSha256,
      fileHash: pdfSha256,
      partyId: place.party_id,
    },
  });
  if (attesting.authority) {
    tx.send(
      enqueue(stampTask, { collaboration: collaborationId, signature: kept.id }, `${stampTask}/${kept.id}`, null),
    );
  }
  await followThrough(tx, collaborationId, place.agreement_version_id);
}

const evidenceToStamp = statement<{ evidence_signature: Buffer }, [collaboration: string, signature: string]>(
  'select evidence_signature from evidence_to_stamp($1::uuid, $2::uuid)',
);
const noteTimeStamp = statement<
  unknown,
  [collaboration: string, signature: string, authority: string, stamp: Buffer, at: Date]
>('select note_time_stamp($1::uuid, $2::uuid, $3, $4::bytea, $5::timestamptz)');

interface Stamping {
  readonly database: Database<unknown>;
  readonly clock: Clock;
  readonly authority: TimeStampAuthority;
}

/** The task that asks the authority when one signature was. One that is away makes the job come again. */
export function signatureStamper({ database, clock, authority }: Stamping): Task {
  return async (payload) => {
    const collaboration = String(payload.collaboration);
    const signature = String(payload.signature);
    const waiting = await database.write(null, clock(), (tx) => tx.find(evidenceToStamp(collaboration, signature)));
    if (!waiting) return;
    const stamp = await authority.stamp(waiting.evidence_signature);
    const now = clock();
    await database.write(null, now, async (tx) => {
      tx.send(noteTimeStamp(collaboration, signature, authority.url, stamp, now));
    });
  };
}
