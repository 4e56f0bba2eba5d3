import { leadCollaboration, type Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, ErrorSummary, Form, type FormState, Hidden, TextField } from '../../ui/form.tsx';
import { Notice, Scroll, Section } from '../../ui/section.tsx';
import { State, type StateOf } from '../../ui/state.tsx';
import type { PublicCopy } from '../composing.tsx';
import { publishCollaboration } from '../policy.ts';
import type { PublicationRow } from '../publishing.ts';
import { publicTexts } from '../texts.ts';
import { PublicCopyParts } from './public-page.tsx';

/** What is public of the collaboration, every version there has been, and the two acts. */
export function PublishingPage(props: {
  visit: Visit;
  of: Reading;
  publications: readonly PublicationRow[];
  isOpen: boolean;
  state: FormState;
}) {
  const { visit, of, publications, state } = props;
  const t = publicTexts(of.language).workspace;
  const frame = identityTexts(of.language).frame;
  const here = `/collaborations/${of.collaboration.id}/published`;
  const now = publications.find((one) => !one.replaced_at && !one.unpublished_at);
  const done = visit.url.searchParams.get('done');
  const stateOf = (one: PublicationRow): StateOf => {
    if (one.unpublished_at)
      return { shape: 'stoodAside', text: t.states.unpublished(of.formats.date(one.unpublished_at)) };
    if (one.replaced_at) return { shape: 'notStarted', text: t.states.replaced(of.formats.date(one.replaced_at)) };
    return { shape: 'done', text: t.states.now };
  };
  return (
    <>
      {done === 'published' ? <Notice>{t.published}</Notice> : null}
      {done === 'unpublished' ? <Notice>{t.unpublished}</Notice> : null}
      <h1>{t.title}</h1>
      <p class="lead">{of.collaboration.example === 'real' ? t.leadReal : t.lead}</p>
      {of.collaboration.example === 'real' ? null : now && props.isOpen ? (
        <p class="section-lead">
          {t.now(now.number, now.organisation_name, of.formats.date(now.created_at))}{' '}
          <a href={`/published/${of.collaboration.id}`}>{t.see}</a>
        </p>
      ) : (
        <p class="section-lead">{props.isOpen ? t.nothing : t.notOpen}</p>
      )}
      {of.may(publishCollaboration) ? (
        <p class="actions">
          <a class="button" href={`${here}/new`}>
            {t.preview}
          </a>
        </p>
      ) : null}
      {publications.length > 0 ? (
        <Section heading={t.versions} main unruled>
          <Scroll label={t.versionsLabel}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t.columns.number}</th>
                  <th scope="col">{t.columns.by}</th>
                  <th scope="col">{t.columns.state}</th>
                  <th scope="col">{t.columns.hash}</th>
                </tr>
              </thead>
              <tbody>
                {publications.map((one) => (
                  <tr key={one.number}>
                    <th scope="row">{one.number}</th>
                    <td>
                      {one.person_name ?? one.organisation_name}
                      <div class="small">
                        {one.person_name ? `${one.organisation_name}, ` : ''}
                        {of.formats.date(one.created_at)}
                      </div>
                    </td>
                    <td>
                      <State {...stateOf(one)} />
                      {one.unpublication_reason ? <div class="small">{one.unpublication_reason}</div> : null}
                    </td>
                    <td>
                      <code>{one.sha256.toString('hex').slice(0, 12)}</code>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </Section>
      ) : null}
      {now && of.may(leadCollaboration) ? (
        <Section heading={t.unpublishHeading}>
          <p class="section-lead">{t.unpublishLead}</p>
          <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
          <Form token={visit.formToken()} action={`${here}/withdrawal`}>
            <TextField name="reason" label={t.reason} state={state} />
            <Actions submit={t.unpublish} />
          </Form>
        </Section>
      ) : null}
    </>
  );
}

/** Exactly what becomes public, in both languages, before it does. */
export function PreviewPage(props: {
  visit: Visit;
  of: Reading;
  copy: PublicCopy;
  sha256: string;
  archiveName: string;
  previous: PublicationRow | undefined;
  state: FormState;
}) {
  const { visit, of, copy, state } = props;
  const t = publicTexts(of.language).preview;
  const frame = identityTexts(of.language).frame;
  const other = of.language === 'sv' ? 'en' : 'sv';
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Hidden name="seen" value={props.sha256} />
        <TextField
          name="contact"
          label={t.contact}
          hint={t.contactHint(props.archiveName)}
          value={props.previous?.contact}
          state={state}
        />
        <Actions
          submit={props.previous ? t.again : t.publish}
          cancel={{ href: `/collaborations/${of.collaboration.id}/published`, text: frame.cancel }}
        />
      </Form>
      <section class="section public-preview" aria-label={t.exactly}>
        <PublicCopyParts copy={copy} language={of.language} />
      </section>
      <details>
        <summary>{other === 'en' ? t.inEnglish : t.inSwedish}</summary>
        <div class="public-preview" lang={other}>
          <PublicCopyParts copy={copy} language={other} />
        </div>
      </details>
    </>
  );
}
