import type { Visit } from '../../identity/index.ts';
import type { Children, Markup } from '../../platform/markup/jsx-runtime.ts';
import { Stairs, StepLine } from '../../ui/line.tsx';
import { Section } from '../../ui/section.tsx';
import { ShapeIcon, State } from '../../ui/state.tsx';
import { type LadderStep, ladder, phases } from '../collaboration.ts';
import { leadCollaboration } from '../policy.ts';
import type { FunctionRow, PartyRow } from '../queries.ts';
import { collaborationTexts } from '../texts.ts';
import type { Gap, Reading, Said, Waiting } from '../workspace.ts';
import { partyState } from './party-state.ts';

const rung = (step: LadderStep | null): number => (step ? ladder.indexOf(step) : -1);

export function WaitingList(props: { items: readonly Waiting[]; nothing: string; withButtons?: boolean }) {
  if (props.items.length === 0) return <p class="small section-lead">{props.nothing}</p>;
  return (
    <ul class="rows">
      {props.items.map((item) => (
        <li key={item.title + item.why}>
          <div>
            <div class="title">{item.title}</div>
            {props.withButtons ? <State {...item.state} /> : null}
            <p>{item.why}</p>
          </div>
          {props.withButtons ? (
            item.action ? (
              <a class="button second slim" href={item.action.href}>
                {item.action.text}
              </a>
            ) : null
          ) : (
            <State {...item.state} />
          )}
        </li>
      ))}
    </ul>
  );
}

const gapsAtOnce = 6;

function GapRows(props: { gaps: readonly Gap[] }) {
  return (
    <ul class="rows">
      {props.gaps.map((gap) => (
        <li key={gap.title} class="with-shape">
          <span class={gap.shape === 'missing' ? 'shape tone-lingon' : 'shape tone-quiet'}>
            <ShapeIcon shape={gap.shape} />
          </span>
          <div>
            <div class="title">{gap.title}</div>
            <p>{gap.why}</p>
          </div>
          {gap.action ? (
            <a class="small-link" href={gap.action.href}>
              {gap.action.text}
            </a>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** All of them, or with `more` as many as are read at a glance and the others folded. */
export function GapList(props: { gaps: readonly Gap[]; nothing: string; more?: (count: number) => string }) {
  if (props.gaps.length === 0) return <p class="small section-lead">{props.nothing}</p>;
  // One alone is not worth a fold.
  const shown = !props.more || props.gaps.length <= gapsAtOnce + 1 ? props.gaps : props.gaps.slice(0, gapsAtOnce);
  const folded = props.gaps.slice(shown.length);
  return (
    <>
      <GapRows gaps={shown} />
      {folded.length === 0 || !props.more ? null : (
        <details class="more-gaps">
          <summary>{props.more(folded.length)}</summary>
          <GapRows gaps={folded} />
        </details>
      )}
    </>
  );
}

function Where(props: { of: Reading; parties: readonly PartyRow[] }) {
  const { collaboration, language } = props.of;
  const t = collaborationTexts(language);
  const at = phases.indexOf(collaboration.phase as (typeof phases)[number]);
  const now = collaboration.ladder_now;
  const aim = collaboration.ladder_aim;
  const wishes = ladder.map((step) => props.parties.filter((party) => party.ambition === step).length);
  const further = rung(aim) > rung(now) ? (wishes[rung(aim)] ?? 0) : 0;
  const stays = wishes[rung(now)] ?? 0;
  return (
    <div class="where">
      {at >= 0 ? (
        <StepLine
          steps={phases.map((phase) => t.phase.names[phase])}
          at={at}
          label={t.phase.picture(t.phase.names[collaboration.phase])}
        />
      ) : (
        <p>
          {t.phase.label}: <strong>{t.phase.names[collaboration.phase]}</strong>
        </p>
      )}
      {now || aim ? (
        <>
          <Stairs
            steps={ladder.map((step) => t.ladder.names[step])}
            at={rung(now)}
            aim={rung(aim)}
            wishes={wishes}
            label={t.ladder.picture(
              now ? t.ladder.names[now] : t.ladder.notSaid,
              aim ? t.ladder.names[aim] : t.ladder.notSaid,
            )}
          />
          <p class="source">
            {now && aim
              ? t.ladder.here(t.ladder.names[now].toLocaleLowerCase(), t.ladder.names[aim].toLocaleLowerCase())
              : now
                ? t.ladder.hereOnly(t.ladder.names[now].toLocaleLowerCase())
                : null}{' '}
            {further === 0
              ? null
              : now && stays > 0
                ? t.ladder.furtherAndStays(further, stays, t.ladder.names[now].toLocaleLowerCase())
                : t.ladder.further(further)}
          </p>
        </>
      ) : (
        <p class="source">{t.ladder.unknown}</p>
      )}
      {props.of.may(leadCollaboration) ? (
        <p class="source">
          <a href={`/collaborations/${collaboration.id}/phase`}>{t.overview.move}</a>
        </p>
      ) : null}
    </div>
  );
}

export function OverviewPage(props: {
  visit: Visit;
  of: Reading;
  said: Said;
  parties: readonly PartyRow[];
  functions: readonly FunctionRow[];
  parts: readonly Markup[];
}) {
  const { of, said } = props;
  const { collaboration, language } = of;
  const t = collaborationTexts(language);
  const base = `/collaborations/${collaboration.id}`;
  const [first] = said.waitsForUs;
  const parties = props.parties.filter((party) => party.relation === 'party');
  const associates = props.parties.filter((party) => party.relation === 'associate');
  const coordinator = props.functions.find((one) => one.function === 'coordinates')?.party_id;
  const isExample = collaboration.example === 'real';
  const row = (party: PartyRow): Children => (
    <tr key={party.id} class={party.organisation_id === of.user.organisation_id ? 'ours' : undefined}>
      <th scope="row">
        <a href={`${base}/parties/${party.id}`}>{party.name}</a>
        {party.organisation_id === of.user.organisation_id ? ` (${t.overview.we})` : ''}
        {party.id === coordinator ? <span class="tone-quiet"> ({t.overview.coordinates})</span> : null}
      </th>
      <td>{said.ofParty(party.id)}</td>
      <td>
        <State {...partyState(party, language)} />
      </td>
    </tr>
  );
  return (
    <>
      <div class="opening">
        <div>
          <h1>{collaboration.name}</h1>
          <p class="lead">{collaboration.challenge}</p>
          {isExample ? null : (
            <dl class="pairs key-lines">
              {said.keyLines.map((line) => (
                <>
                  <dt key={line.term}>{line.term}</dt>
                  <dd>{line.said}</dd>
                </>
              ))}
              <dt>{t.overview.forUs}</dt>
              <dd>
                {first ? (
                  <>
                    {first.action ? <a href={first.action.href}>{first.title}</a> : first.title}
                    {said.waitsForUs.length > 1 ? `, ${t.overview.more(said.waitsForUs.length - 1)}` : ''}{' '}
                    <State {...first.state} />
                  </>
                ) : (
                  t.overview.nothingForUs
                )}
              </dd>
            </dl>
          )}
        </div>
        <Where of={of} parties={parties} />
      </div>
      {props.parts}
      {isExample ? null : (
        <div class="two">
          <Section heading={t.overview.forUs} beside={of.user.organisation_name}>
            <WaitingList items={said.waitsForUs} nothing={t.overview.nothingForUs} withButtons />
          </Section>
          <Section heading={t.overview.others}>
            <WaitingList items={said.weAwait} nothing={t.overview.nothingAwaited} />
          </Section>
        </div>
      )}
      <div class="two">
        {isExample && said.gaps.length === 0 ? null : (
          <Section heading={t.overview.missing}>
            <GapList gaps={said.gaps} nothing={t.overview.nothingMissing} more={t.overview.more} />
          </Section>
        )}
        <Section
          heading={t.overview.parties(parties.length)}
          beside={<a href={`${base}/parties`}>{t.overview.partiesAll}</a>}
        >
          <table class="parties">
            <tbody>{parties.map(row)}</tbody>
          </table>
          {associates.length > 0 ? (
            <>
              <h3 class="section-lead">{t.overview.associates}</h3>
              <table class="parties">
                <tbody>{associates.map(row)}</tbody>
              </table>
            </>
          ) : null}
        </Section>
      </div>
      {collaboration.source ? <p class="source">{t.overview.source(collaboration.source)}</p> : null}
    </>
  );
}
