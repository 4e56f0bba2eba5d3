import { dayOf, identityTexts, type User, type Visit } from '../../identity/index.ts';
import { Form, Hidden } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { stateOfLine, titleOfLine } from '../line-words.ts';
import { workTexts } from '../texts.ts';
import { type AwaitedLine, grouped, groupOf, groups, isForReader, type WorkLine } from '../work.ts';

function place(line: WorkLine, visit: Visit): string {
  const t = workTexts(visit.language);
  const names = visit.formats.list(line.others);
  if (line.with === 'deputy' || line.with === 'holder') return names === '' ? '' : t.withDeputy(names);
  if (line.with === 'us') return '';
  return line.awayUntil ? t.standInUntil(names, visit.formats.dayAndMonth(line.awayUntil)) : t.standIn(names);
}

function Line(props: { visit: Visit; user: User; line: WorkLine; hasOthers: boolean }) {
  const { visit, line } = props;
  const t = workTexts(visit.language);
  const state = stateOfLine(line, visit.language, visit.formats, visit.now);
  const title = titleOfLine(line, visit.language);
  const isHere = line.organisation.id === props.user.organisation_id;
  const where = [
    line.collaboration?.name ?? '',
    props.hasOthers ? line.organisation.name : '',
    line.seats.length > 0 ? t.seats(visit.formats.list(line.seats)) : '',
    place(line, visit),
  ].filter(Boolean);
  return (
    <li>
      <div>
        {isHere && line.href ? (
          <a class="title" href={line.href}>
            {title}
          </a>
        ) : (
          <div class="title">{title}</div>
        )}
        <p>{line.waiting?.why ?? t.protectedWhy}</p>
        <p class="small where">{where.join(' · ')}</p>
      </div>
      <div class="beside">
        {line.collaboration?.isFictional ? (
          <span class="label">{identityTexts(visit.language).frame.example.fictional}</span>
        ) : null}
        {state ? <State {...state} /> : null}
        {isHere || !line.href ? null : (
          <Form token={visit.formToken()} action="/acting-for" inline>
            <Hidden name="organisation" value={line.organisation.id} />
            <Hidden name="next" value={line.href} />
            <button class="link-button" type="submit" aria-label={`${t.openAs(line.organisation.name)}: ${title}`}>
              {t.openAs(line.organisation.name)}
            </button>
          </Form>
        )}
      </div>
    </li>
  );
}

function Lines(props: { visit: Visit; user: User; lines: readonly WorkLine[]; hasOthers: boolean }) {
  return (
    <ul class="rows work">
      {props.lines.map((line) => (
        <Line key={`${line.href}${line.waiting?.title}`} {...props} line={line} />
      ))}
    </ul>
  );
}

function Awaited(props: { visit: Visit; lines: readonly AwaitedLine[] }) {
  const t = workTexts(props.visit.language).awaited;
  return (
    <Section heading={t.heading} beside={t.beside}>
      <ul class="rows work">
        {props.lines.map(({ waiting, collaboration }) => (
          <li key={collaboration.id + waiting.title + waiting.why}>
            <div>
              <a class="title" href={waiting.action?.href ?? `/collaborations/${collaboration.id}`}>
                {waiting.title}
              </a>
              <p class="small where">{collaboration.name}</p>
            </div>
            <div class="beside">
              {collaboration.isFictional ? (
                <span class="label">{identityTexts(props.visit.language).frame.example.fictional}</span>
              ) : null}
              <State {...waiting.state} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** So many lines are seen at one glance; a longer list can be narrowed. */
const atOneGlance = 8;

function Filter(props: { visit: Visit; lines: readonly WorkLine[]; chosen: string }) {
  const t = workTexts(props.visit.language).filter;
  const choices = new Map(
    props.lines.flatMap((line) => (line.collaboration ? [[line.collaboration.id, line.collaboration.name]] : [])),
  );
  if ((props.lines.length <= atOneGlance || choices.size < 2) && props.chosen === '') return null;
  return (
    <form class="work-filter" action="/my-work">
      <label for="collaboration">{t.label}</label>
      <select id="collaboration" name="collaboration">
        <option value="">{t.all}</option>
        {props.visit.formats
          .byName([...choices], ([, name]) => name)
          .map(([id, name]) => (
            <option key={id} value={id} selected={id === props.chosen}>
              {name}
            </option>
          ))}
      </select>
      <button class="button second slim" type="submit">
        {t.submit}
      </button>
    </form>
  );
}

export function MyWorkPage(props: {
  visit: Visit;
  user: User;
  lines: readonly WorkLine[];
  awaited: readonly AwaitedLine[];
  /** The collaboration that the list is narrowed to; empty for all. */
  chosen: string;
  /** The reader acts for other organisations too. */
  hasOthers: boolean;
}) {
  const { visit, user, chosen } = props;
  const t = workTexts(visit.language);
  const isShown = (line: { collaboration: { id: string } | undefined }) =>
    chosen === '' || line.collaboration?.id === chosen;
  const all = props.lines.filter(isForReader);
  const lines = all.filter(isShown);
  const today = dayOf(visit.now);
  const late = all.filter((line) => groupOf(line.dueOn, today) === 'late').length;
  const inGroups = grouped(lines, visit.now);
  const left = props.lines.filter((line) => line.with === 'deputy' && isShown(line));
  const held = props.lines.filter((line) => line.with === 'holder' && isShown(line));
  const back = left.map((line) => line.awayUntil).find((day) => day !== null);
  const awaited = props.awaited.filter(isShown);
  const drawn = { visit, user, hasOthers: props.hasOthers };
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">
        {all.length === 0 ? t.leadNothing : t.lead(all.length)} {late > 0 ? t.leadLate(late) : ''}
      </p>
      {all.length === 0 ? (
        <>
          <p class="small">{t.nothingWhy}</p>
          <p class="actions">
            <a class="button second" href="/">
              {t.nothingAction}
            </a>
          </p>
        </>
      ) : (
        <Filter visit={visit} lines={all} chosen={chosen} />
      )}
      {all.length > 0 && lines.length === 0 ? <p class="section-lead">{t.filter.none}</p> : null}
      {groups.map((group, at) => {
        const those = inGroups.get(group) ?? [];
        return those.length === 0 ? null : (
          <Section key={group} heading={t.groups[group]} beside={String(those.length)} main={at === 0}>
            <Lines {...drawn} lines={those} />
          </Section>
        );
      })}
      {left.length > 0 ? (
        <Section heading={t.elsewhere.deputy}>
          {back ? <p class="small section-lead">{t.elsewhere.deputyWhy(visit.formats.date(back))}</p> : null}
          <Lines {...drawn} lines={left} />
        </Section>
      ) : null}
      {awaited.length > 0 ? <Awaited visit={visit} lines={awaited} /> : null}
      {held.length > 0 ? (
        <details class="work-held">
          <summary>{t.elsewhere.holder(held.length)}</summary>
          <Lines {...drawn} lines={held} />
        </details>
      ) : null}
      <p class="section-lead small">
        {t.onlyYou} <a href="/account/digest">{t.links.digest}</a> · <a href="/account/absence">{t.links.absence}</a>
      </p>
    </>
  );
}

/** From a letter to something of another organisation than the one acted for. */
export function MatterPage(props: { visit: Visit; organisation: { id: string; name: string }; to: string }) {
  const { visit, organisation } = props;
  const t = workTexts(visit.language).matter;
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead(organisation.name)}</p>
      <Form token={visit.formToken()} action="/acting-for">
        <Hidden name="organisation" value={organisation.id} />
        <Hidden name="next" value={props.to} />
        <div class="actions">
          <button class="button" type="submit">
            {t.submit(organisation.name)}
          </button>
          <a href="/my-work">{t.cancel}</a>
        </div>
      </Form>
    </>
  );
}
