import { Actions, Choices, ErrorSummary, Form, type FormState } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { identityTexts } from '../texts.ts';
import { type Demand, demands, type Visit } from '../user.ts';

/** What an organisation demands of whoever acts for it, and who would be kept out by it today. */
export function DemandPage(props: {
  visit: Visit;
  state: FormState;
  organisation: { readonly id: string; readonly name: string };
  demand: Demand;
  holders: readonly { readonly person_id: string; readonly name: string; readonly has_second_factor: boolean }[];
}) {
  const { visit, state, organisation, holders } = props;
  const t = identityTexts(visit.language);
  const named = (people: typeof holders) => visit.formats.list(people.map((person) => person.name));
  const without = holders.filter((person) => !person.has_second_factor);
  return (
    <>
      <p class="trail">
        <a href={`/organisations/${organisation.id}`}>{organisation.name}</a>
      </p>
      <h1>{t.demand.title}</h1>
      <p class="lead">{t.demand.lead(organisation.name)}</p>
      <ErrorSummary state={state} heading={t.frame.errors(state.errors.length)} />
      <Section heading={t.demand.whoHeading}>
        <ul class="rows">
          <li>
            <div>
              <div class="title">{t.demand.demands.secondFactor}</div>
              <p>{t.demand.whoSecondFactor(without.length, named(without))}</p>
            </div>
          </li>
          <li>
            <div>
              <div class="title">{t.demand.demands.ownProvider}</div>
              <p>{t.demand.whoOwnProvider(holders.length, named(holders))}</p>
            </div>
          </li>
        </ul>
      </Section>
      <Form token={visit.formToken()}>
        <Choices
          name="demands"
          label={t.demand.question}
          value={props.demand}
          options={demands.map((demand) => ({
            value: demand,
            text: t.demand.demands[demand],
            hint: t.demand.hints[demand],
          }))}
          state={state}
        />
        <Actions submit={t.demand.save} cancel={{ href: `/organisations/${organisation.id}`, text: t.frame.cancel }} />
      </Form>
      <Section heading={t.demand.people}>
        <p class="small section-lead">{t.demand.peopleLead}</p>
        <ul class="rows">
          {holders.map((person) => (
            <li key={person.person_id}>
              <div>
                <div class="title">{person.name}</div>
                <p>{person.has_second_factor ? t.demand.hasMore : t.demand.hasPassword}</p>
              </div>
              <Form
                token={visit.formToken()}
                action={`/organisations/${organisation.id}/people/${person.person_id}/sessions/end`}
                inline
              >
                <button class="link-button" type="submit" aria-label={t.demand.endSessions(person.name)}>
                  {t.frame.signOut}
                </button>
              </Form>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
