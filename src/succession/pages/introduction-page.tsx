import type { Visit } from '../../identity/index.ts';
import type { DocumentModel } from '../../platform/documents/document.ts';
import { DocumentPage } from '../../ui/document-page.tsx';
import { Section } from '../../ui/section.tsx';
import { successionTexts } from '../texts.ts';

export interface OwnSeatRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly title: string;
}

function OwnSeats(props: { visit: Visit; seats: readonly OwnSeatRow[] }) {
  const t = successionTexts(props.visit.language).handOver;
  if (props.seats.length === 0) return null;
  return (
    <Section heading={t.own}>
      <p class="small section-lead">{t.ownLead}</p>
      <ul class="rows">
        {props.seats.map((seat) => (
          <li key={seat.id}>
            <a href={`/organisations/${seat.organisation_id}/seats/${seat.id}/hand-over`}>{t.title(seat.title)}</a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function IntroductionPage(props: {
  visit: Visit;
  model: DocumentModel;
  seats: readonly OwnSeatRow[];
  isEmpty: boolean;
}) {
  const t = successionTexts(props.visit.language).introduction;
  if (props.isEmpty) {
    return (
      <>
        <h1>{t.name}</h1>
        <p class="lead">{t.none}</p>
        <OwnSeats {...props} />
      </>
    );
  }
  return (
    <>
      <p class="actions">
        <a href="/introduction/pdf">{t.pdf}</a>
        <a href="/introduction/word">{t.word}</a>
      </p>
      <DocumentPage model={props.model} texts={{ showAsTable: '' }} />
      <OwnSeats {...props} />
    </>
  );
}
