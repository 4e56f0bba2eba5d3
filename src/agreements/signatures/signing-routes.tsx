import { type AttachmentHouse, attachFiles, type Brought, bringIn, writeSize } from '../../attachments/index.ts';
import { openWorkspace, readChannel, readCollaboration, workspacePage } from '../../collaborations/index.ts';
import { dayOf, may, type Route, sessions, speaksFor, type User, type Visit } from '../../identity/index.ts';
import { notFound, Refusal } from '../../platform/errors.ts';
import { isPicture } from '../../platform/files/file-kind.ts';
import { FormReader } from '../../platform/http/form-input.ts';
import { get, post, receiving, stepUp } from '../../platform/http/route.ts';
import { isId } from '../../platform/id.ts';
import { type FormState, statusOf, untouched } from '../../ui/form.tsx';
import { mayStepForward } from '../binding.ts';
import { versionAt, wantedIn } from '../open-agreement.ts';
import { answerAgreements } from '../policy.ts';
import { listAgreementParties, listClauses } from '../queries.ts';
import {
  type Attesting,
  findSigningPlace,
  obstacleOf,
  type SigningObstacle,
  signElectronically,
  signingObstacles,
  signOnPaper,
} from '../signing.ts';
import { PaperPage } from './pages/paper-page.tsx';
import { NotSignedPage, SignedPage, SigningPage } from './pages/signing-pages.tsx';
import { enterSignedPapers, signAgreements } from './policy.ts';
import { listSignatures, readActsOfPlace } from './queries.ts';
import { signatureTexts } from './texts.ts';

const placeAt = `${versionAt}/places/:place`;
type Why = SigningObstacle | 'textChanged';

/** What a verb refused that the signatory can be told kindly. */
const kindly = (error: unknown): Why | undefined =>
  error instanceof Refusal && error.kind === 'conflict'
    ? ([...signingObstacles, 'textChanged'] as const).find((one) => one === error.reason)
    : undefined;

export const attestingOf = (house: AttachmentHouse): Attesting => ({
  origin: house.origin,
  key: house.signingKey,
  authority: house.timeStamps,
});

/** One signature at one place: electronically by whoever is entitled, or on paper. */
export function signingRoutes(house: AttachmentHouse): readonly Route[] {
  const { workspace, files } = house;
  const { limits, scanning } = files;
  const attesting = attestingOf(house);
  const placeOf = (visit: Visit): string => {
    const id = visit.params.place ?? '';
    if (!isId(id)) throw notFound();
    return id;
  };
  const hereOf = (visit: Visit): string => {
    const [collaboration, agreement, number] = wantedIn(visit);
    return `/collaborations/${collaboration}/agreements/${agreement}/versions/${number}`;
  };
  const open = async (visit: Visit) => {
    const [id, agreement, number] = wantedIn(visit);
    const opened = await openWorkspace(visit, workspace, {
      place: findSigningPlace(id, placeOf(visit), dayOf(visit.now)),
      acts: readActsOfPlace(id, placeOf(visit)),
      signatures: listSignatures(id, agreement, number ?? 0),
      clauses: listClauses(id, agreement, number),
      parties: listAgreementParties(id, agreement, number),
    });
    const [place] = opened.rows.place;
    const acts = opened.rows.acts[0]?.acts;
    if (!place || !acts || place.agreement_id !== agreement || place.number !== number) throw notFound();
    const obstacle = obstacleOf(place, mayStepForward(acts.version.isSignedInOrder, acts.parties, place.party_id));
    const isMine = place.seat_id !== null && place.organisation_id === opened.user.organisation_id;
    return { ...opened, place, acts, obstacle, isMine };
  };

  const show = async (visit: Visit, refusedBecause?: Why) => {
    const { of, said, rows, place, acts, obstacle, isMine } = await open(visit);
    const t = signatureTexts(visit.language);
    const why = refusedBecause ?? obstacle;
    const signature = rows.signatures.find((one) => one.place_id === place.id);
    const mayDecide = of.may(answerAgreements, place.organisation_id);
    if (!signature && !isMine) throw notFound();
    const page = (title: string, children: Parameters<typeof workspacePage>[3]['children']) =>
      visit.page(
        workspacePage(visit, of, said, {
          title,
          current: 'agreements',
          narrow: true,
          status: refusedBecause ? 409 : 200,
          children,
        }),
      );
    if (signature) {
      const remaining = acts.parties.flatMap((one) => one.signedOn).filter((day) => day === null).length;
      return page(
        refusedBecause ? t.refused.alreadySigned.title : t.signed.title,
        <SignedPage
          visit={visit}
          of={of}
          place={place}
          signature={signature}
          remaining={remaining}
          isJustSigned={!refusedBecause && visit.url.searchParams.get('done') === 'signed'}
          isRefused={refusedBecause !== undefined}
        />,
      );
    }
    if (why) {
      return page(
        t.refused[why].title,
        <NotSignedPage visit={visit} of={of} place={place} why={why} mayDecide={mayDecide} />,
      );
    }
    return page(
      t.signing.title,
      <SigningPage
        visit={visit}
        of={of}
        place={place}
        clauses={rows.clauses.filter((one) => one.agreement_version_id === place.agreement_version_id)}
        parties={rows.parties.map((one) => one.party_name)}
        mayDecline={mayDecide}
        hasShownWho={of.user.stepped_up_at !== null && sessions.hasSteppedUp(of.user, visit.now)}
        mayEnterPaper={of.may(enterSignedPapers, place.organisation_id)}
      />,
    );
  };

  const showPaper = async (
    visit: Visit,
    state: FormState = untouched,
    brought: Brought = { receipts: [], refused: [] },
  ) => {
    const { of, said, place, obstacle, user } = await open(visit);
    if (!of.may(enterSignedPapers, place.organisation_id)) throw notFound();
    if (obstacle) return await showRefused(visit, obstacle, 200);
    return visit.page(
      workspacePage(visit, of, said, {
        title: signatureTexts(visit.language).paper.title,
        current: 'agreements',
        narrow: true,
        status: statusOf(state),
        children: (
          <PaperPage
            visit={visit}
            of={of}
            place={place}
            isForAnother={!speaksFor(user, of.collaboration.id, place.organisation_id)}
            brought={brought}
            largest={limits.largest}
            state={state}
          />
        ),
      }),
    );
  };

  /** The same words to whoever comes with a paper. */
  const showRefused = async (visit: Visit, why: Why, status = 409) => {
    const { of, said, place, rows } = await open(visit);
    const signature = rows.signatures.find((one) => one.place_id === place.id);
    const t = signatureTexts(visit.language);
    return visit.page(
      workspacePage(visit, of, said, {
        title: t.refused[why].title,
        current: 'agreements',
        narrow: true,
        status,
        children: signature ? (
          <SignedPage
            visit={visit}
            of={of}
            place={place}
            signature={signature}
            remaining={0}
            isJustSigned={false}
            isRefused
          />
        ) : (
          <NotSignedPage
            visit={visit}
            of={of}
            place={place}
            why={why}
            mayDecide={of.may(answerAgreements, place.organisation_id)}
          />
        ),
      }),
    );
  };

  return [
    // Open to whoever reads: a place that is signed tells by whom; one that is not, only to those who may.
    get(`${placeAt}/signature`, readCollaboration, (visit) => show(visit)),
    stepUp(
      post(`${placeAt}/signature`, signAgreements, async (visit) => {
        try {
          return await visit.submit(async (tx, form) => {
            const [id] = wantedIn(visit);
            await signElectronically(
              tx,
              id,
              placeOf(visit),
              { contentHash: form.text('contentHash'), pdfHash: form.text('pdfHash') },
              attesting,
            );
            return `${hereOf(visit)}/places/${placeOf(visit)}/signature?done=signed`;
          });
        } catch (error) {
          const why = kindly(error);
          if (!why) throw error;
          return await show(visit, why);
        }
      }),
    ),
    get(`${placeAt}/paper`, enterSignedPapers, (visit) => showPaper(visit)),
    receiving(
      { store: files, largest: limits.largest, most: 2 * limits.largest + 1024 * 1024 },
      post(`${placeAt}/paper`, enterSignedPapers, async (visit) => {
        const form = await visit.form();
        const { user } = await visit.read({});
        const holder = (one: User) => `${one.person_id} ${one.organisation_id} ${placeOf(visit)}`;
        const brought = await bringIn(form, files, holder(user), visit.formats, visit.now);
        const t = signatureTexts(visit.language).paper;
        try {
          return await visit.submit(
            async (tx, read) => {
              const [id, agreement, number] = wantedIn(visit);
              const place = await tx.one(findSigningPlace(id, placeOf(visit), dayOf(tx.now)));
              if (place.agreement_id !== agreement || place.number !== number) throw notFound();
              const about = { collaboration: id, organisation: place.organisation_id };
              if (!may(tx.user, enterSignedPapers, about)) throw notFound();
              const reader = new FormReader(read);
              const signatory = reader.text('signatory', t.signatoryMissing, 200);
              const signedOn = reader.date('signedOn', t.signedOnMissing);
              if (signedOn === null || signedOn > dayOf(tx.now)) reader.wrong('signedOn', t.signedOnMissing);
              // What has come in last stands instead of what came before.
              const receipt = brought.receipts.at(-1)?.receipt;
              if (brought.refused.length > 0) reader.wrong('files', brought.refused.join(' '));
              else if (!receipt) reader.wrong('files', t.fileMissing);
              else if (receipt.mediaType !== 'application/pdf' && !isPicture(receipt.mediaType)) {
                reader.wrong('files', t.kindWrong);
              }
              const isOwn = speaksFor(tx.user, id, place.organisation_id);
              const entered = isOwn ? undefined : readChannel(reader, visit.language);
              reader.done();
              if (!receipt || signedOn === null) throw notFound();
              const isImage = isPicture(receipt.mediaType);
              const to = { type: 'signatoryPlace', id: place.id, concernedOrganisationId: null };
              const paper = {
                ...receipt,
                alternative: isImage ? t.shows(place.agreement_title) : '',
                isDecorative: false,
              };
              try {
                const [attachmentId = ''] = await attachFiles(tx, id, to, [paper], {
                  most: limits.most,
                  isScanned: scanning.isScanned,
                });
                await signOnPaper(
                  tx,
                  id,
                  place.id,
                  {
                    signatory,
                    signedOn,
                    attachmentId,
                    sha256: receipt.sha256.toString('hex'),
                    ...(entered ? { entered: { ...entered, summary: t.shows(place.agreement_title) } } : {}),
                  },
                  attesting,
                );
              } catch (error) {
                if (!(error instanceof Refusal) || error.reason !== 'noRoom') throw error;
                reader.wrong('files', `${t.noRoom} (${writeSize(limits.most, visit.formats)})`);
                reader.done();
              }
              return `${hereOf(visit)}/places/${place.id}/signature?done=entered`;
            },
            (state) => showPaper(visit, state, brought),
          );
        } catch (error) {
          const why = kindly(error);
          if (!why) throw error;
          return await showRefused(visit, why);
        }
      }),
    ),
  ];
}
