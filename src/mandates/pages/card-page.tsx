import {
  collaborationTexts,
  EnteredNote,
  type EnteredRow,
  type Reading,
  tellOfParty,
} from '../../collaborations/index.ts';
import { identityTexts } from '../../identity/index.ts';
import { Section } from '../../ui/section.tsx';
import type { WholeCard } from '../card.ts';
import { stanceFields, takesStance } from '../mandate.ts';
import type { MandateMap } from '../map-of-mandates.ts';
import { mandateTexts } from '../texts.ts';
import { mandatesAt } from './map-parts.tsx';
import { OwnTalk, Trail } from './matter-pages.tsx';
import { NeedState } from './need-shape.tsx';

/** What a party may decide and do, and what lets it take part. */
export function CardPage(props: { of: Reading; whole: WholeCard; map: MandateMap; entered: EnteredRow | undefined }) {
  const { of, whole, map, entered } = props;
  const { party, card } = whole;
  const { language, formats, collaboration } = of;
  const t = mandateTexts(language);
  const here = `${mandatesAt(of)}/cards/${party.id}`;
  const may = of.may(tellOfParty, party.organisation_id);
  const change = (path: string, heading: string) =>
    may ? (
      <a href={`${here}/${path}`} aria-label={`${t.card.change}: ${heading}`}>
        {t.card.change}
      </a>
    ) : null;
  const fields = t.card.fields;
  return (
    <>
      <Trail href={mandatesAt(of)} text={t.title} />
      <h1>{t.card.title(party.name)}</h1>
      <p class="lead">{t.card.lead}</p>
      {entered ? (
        <EnteredNote entered={entered} party={party.name} texts={collaborationTexts(language)} formats={formats} />
      ) : null}
      {card ? null : (
        <>
          <p class="section">{t.card.empty}</p>
          {may ? (
            <p class="actions">
              <a class="button" href={`${here}/edit`}>
                {t.card.emptyAction}
              </a>
            </p>
          ) : null}
        </>
      )}
      {card ? (
        <>
          <Section heading={t.card.scopeHeading} main beside={change('edit', t.card.scopeHeading)}>
            {card.own_words ? (
              <p>
                <strong>{t.card.ownWords}:</strong> {card.own_words}
              </p>
            ) : null}
            <dl class="pairs ruled">
              <dt>{fields.scope}</dt>
              <dd>{card.scope || t.card.notSaid}</dd>
              <dt>{fields.limits}</dt>
              <dd>{card.limits || t.card.notSaid}</dd>
              <dt>{fields.representative_mandate}</dt>
              <dd>{card.representative_mandate || t.card.notSaid}</dd>
              <dt>{fields.government_assignment}</dt>
              <dd>
                {card.government_assignment
                  ? `${t.card.assignments[card.government_assignment]}. ${card.government_assignment_why}`
                  : t.form.assignmentNone}
              </dd>
            </dl>
          </Section>
          <Section heading={t.card.grounds} beside={change('grounds', t.card.grounds)}>
            {whole.grounds.length === 0 ? <p class="small section-lead">{t.card.noGrounds}</p> : null}
            <ul class="rows">
              {whole.grounds.map((ground) => (
                <li key={ground.id}>
                  <div>
                    <div class="title">{ground.reference}</div>
                    {ground.text ? <p>{ground.text}</p> : null}
                  </div>
                  <span class="small">{t.kinds[ground.kind]}</span>
                </li>
              ))}
            </ul>
          </Section>
          <Section heading={t.card.decisionRights} beside={change('decision-rights', t.card.decisionRights)}>
            {whole.decisionRights.length === 0 ? <p class="small section-lead">{t.card.noDecisionRights}</p> : null}
            <ul class="rows">
              {whole.decisionRights.map((right) => (
                <li key={right.id}>
                  <div>
                    <div class="title">{right.subject}</div>
                    <p>
                      {[
                        right.decided_by,
                        right.level ? identityTexts(language).seat.levels[right.level] : '',
                        right.up_to_amount === null ? '' : t.card.upTo(formats.number(right.up_to_amount)),
                      ]
                        .filter(Boolean)
                        .join(', ')}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          </Section>
          <Section heading={t.card.dialogues} beside={change('dialogues', t.card.dialogues)}>
            {whole.dialogues.length === 0 ? <p class="small section-lead">{t.card.noDialogues}</p> : null}
            <ul class="rows">
              {whole.dialogues.map((dialogue) => (
                <li key={dialogue.id}>
                  <div>
                    <div class="title">{dialogue.principal}</div>
                    <p>{dialogue.outcome}</p>
                  </div>
                  <span class="small">{formats.date(dialogue.held_on)}</span>
                </li>
              ))}
            </ul>
          </Section>
          {takesStance(party.kind) ? (
            <Section heading={t.card.stance} beside={change('edit', t.card.stance)}>
              <dl class="pairs ruled">
                {stanceFields.map((field) => (
                  <>
                    <dt>{fields[field]}</dt>
                    <dd>{card[field] || t.card.notSaid}</dd>
                  </>
                ))}
              </dl>
            </Section>
          ) : null}
          <p class="take-away no-print">
            {t.card.take} <a href={`${here}/pdf`}>{t.map.pdf}</a> · <a href={`${here}/word`}>{t.map.word}</a>
          </p>
        </>
      ) : null}
      {map.matters.length > 0 ? (
        <Section heading={t.card.column}>
          <ul class="rows">
            {map.matters.map(({ matter, cells }) => {
              const cell = cells.find((one) => one.party.id === party.id);
              if (!cell) return null;
              const at = `${mandatesAt(of)}/matters/${matter.id}`;
              return (
                <li key={matter.id}>
                  <div>
                    <div class="title">
                      <a href={at}>{matter.title}</a>
                    </div>
                    {cell.answer?.note ? <p>{cell.answer.note}</p> : null}
                    {may ? (
                      <p>
                        <a
                          href={`${at}/answers/${party.id}`}
                          aria-label={`${cell.answer ? t.matter.changeAnswer : t.matter.answer}: ${matter.title}`}
                        >
                          {cell.answer ? t.matter.changeAnswer : t.matter.answer}
                        </a>
                      </p>
                    ) : null}
                  </div>
                  <NeedState cell={cell.cell} texts={t} />
                </li>
              );
            })}
          </ul>
        </Section>
      ) : null}
      {collaboration.example === 'real' ? null : <OwnTalk of={of} party={party} />}
    </>
  );
}
