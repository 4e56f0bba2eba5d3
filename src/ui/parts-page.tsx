import type { BothLanguages, Formats, Language } from '../platform/texts.ts';
import { type ChartLine, ChartTable, LineChart } from './charts/line-chart.tsx';
import { Rungs } from './charts/rungs.tsx';
import { SmallCurve } from './charts/small-curve.tsx';
import {
  Actions,
  Choices,
  ErrorSummary,
  Form,
  type FormState,
  Select,
  TextArea,
  TextField,
  untouched,
} from './form.tsx';
import { Stairs, StepLine } from './line.tsx';
import { Notice, Scroll, Section } from './section.tsx';
import { allShapes, type Shape, State } from './state.tsx';

const tokens = [
  'paper',
  'sunk',
  'ink',
  'ink-2',
  'line',
  'grey',
  'hair',
  'pine',
  'on-pine',
  'lingon',
  'cloudberry',
  'cloudberry-text',
  'sky',
  'sky-wash',
  'map-1',
  'map-2',
  'map-3',
  'map-4',
  'party-1',
  'party-2',
  'party-3',
  'party-4',
  'party-5',
  'party-6',
  'party-7',
  'party-8',
];

const wordOf: Record<Shape, BothLanguages> = {
  done: { sv: 'Ställer sig bakom', en: 'Supports' },
  underWay: { sv: 'Pågår', en: 'Under way' },
  waits: { sv: 'Väntar på 3 svar', en: 'Waiting for 3 answers' },
  missed: { sv: 'Nåddes inte till 2017', en: 'Not reached by 2017' },
  missing: { sv: 'Saknas', en: 'Missing' },
  notAnswered: { sv: 'Ej besvarat', en: 'Not answered' },
  notStarted: { sv: 'Inte börjat', en: 'Not started' },
  tooEarly: { sv: 'För tidigt att säga', en: 'Too early to say' },
  stoodAside: { sv: 'Avstår', en: 'Abstains' },
  opposed: { sv: 'Ställer sig inte bakom', en: 'Does not support' },
  ringWithDot: { sv: 'Eget mål', en: 'Own goal' },
  sheet: { sv: 'Uppgift', en: 'Task' },
  linkedArms: { sv: 'Åtagande', en: 'Undertaking' },
  better: { sv: 'Bättre än vanligt', en: 'Better than usual' },
  worse: { sv: 'Sämre än vanligt', en: 'Worse than usual' },
  locked: { sv: 'Skyddad', en: 'Protected' },
  sectionSign: { sv: 'Författningsändring krävs', en: 'Change of statute needed' },
  bar: { sv: 'Bidrar inte', en: 'Does not contribute' },
};

const from = 2010;
const to = 2022;
const yearly = (kind: ChartLine['kind'], name: string, values: readonly number[]): ChartLine => ({
  kind,
  name,
  points: values.map((value, at) => ({ period: from + at, value, status: 'published' })),
});

const whole = yearly('whole', 'Blekinge', [13.3, 12.5, 13.7, 14.2, 12.8, 11.8, 10.1, 8.4, 7.5, 7.1, 8.3, 7.0, 5.1]);
const country = [8.6, 7.8, 8.3, 8.3, 7.4, 6.6, 5.7, 5.1, 4.6, 4.4, 6.0, 5.1, 3.8];
const olofström = [17.7, 14.2, 16.0, 17.8, 16.8, 13.7, 11.0, 10.1, 9.1, 9.0, 10.3, 8.0, 5.8];
const karlskrona = [11.7, 11.5, 12.2, 12.7, 11.5, 10.7, 8.8, 6.8, 6.3, 5.7, 7.1, 6.4, 4.3];
const ronneby = [14.8, 14.2, 17.0, 17.4, 15.4, 15.0, 13.7, 11.6, 10.4, 9.7, 10.0, 8.2, 6.3];
const karlshamn = [12.2, 11.5, 12.1, 12.5, 11.5, 11.0, 9.2, 8.4, 7.3, 7.5, 9.0, 7.5, 5.5];
const sölvesborg = [15.1, 14.5, 15.6, 15.5, 13.7, 11.9, 11.2, 9.1, 7.5, 6.8, 8.2, 6.1, 5.2];

const places = (own: string | undefined, language: Language): ChartLine[] => [
  whole,
  ...Object.entries({
    Olofström: olofström,
    Karlskrona: karlskrona,
    Ronneby: ronneby,
    Karlshamn: karlshamn,
    Sölvesborg: sölvesborg,
  }).map(([name, values]) => yearly(name === own ? 'own' : 'context', name, values)),
  yearly('country', language === 'sv' ? 'Riket' : 'Sweden', country),
];

/** The same figures with one year missing, one alone between gaps, one doubted and the last one preliminary. */
const uncertain = (language: Language): ChartLine[] => [
  {
    ...whole,
    points: whole.points.map((point) => {
      if (point.period === 2014 || point.period === 2016) return { ...point, value: null, status: 'missing' };
      if (point.period === 2020) return { ...point, value: 2.1, status: 'doubted' };
      return point.period === 2022 ? { ...point, status: 'preliminary' } : point;
    }),
  },
  yearly('own', 'Ronneby', ronneby),
  yearly('country', language === 'sv' ? 'Riket' : 'Sweden', country),
];

const refused: FormState = {
  typed: { 'wrong-name': 'Blekinge', 'wrong-text': '', 'wrong-kind': 'own' },
  errors: [
    { field: 'wrong-name', message: 'Det finns redan ett med det namnet. / There is already one by that name.' },
    { field: 'wrong-text', message: 'Skriv minst en mening. / Write at least one sentence.' },
    { field: 'wrong-kind', message: 'Välj ett av dem. / Choose one of them.' },
  ],
};

function Fields(props: { prefix: string; state: FormState; say: (sv: string, en: string) => string }) {
  const { prefix, state, say } = props;
  const options = [
    { value: 'shared', text: say('Gemensamt', 'Shared'), hint: say('Alla ser det.', 'Everyone sees it.') },
    { value: 'own', text: say('Eget', 'Own') },
  ];
  return (
    <>
      <TextField
        name={`${prefix}name`}
        label={say('Namn', 'Name')}
        hint={say('Så som det ska stå i listor.', 'As it should stand in lists.')}
        state={state}
      />
      <TextField name={`${prefix}date`} label={say('Dag', 'Day')} type="date" short state={state} />
      <TextArea name={`${prefix}text`} label={say('Text', 'Text')} state={state} />
      <Select name={`${prefix}select`} label={say('Slag', 'Kind')} options={options} state={state} />
      <Choices name={`${prefix}kind`} label={say('Ett av flera', 'One of several')} options={options} state={state} />
      <Choices
        name={`${prefix}many`}
        label={say('Hur många som helst', 'Any number')}
        options={options}
        many
        values={['own']}
        state={state}
      />
    </>
  );
}

/** Every part of the house's pages at once, to look at after a change: at both widths, light and dark, on paper. */
export function PartsPage(props: { formats: Formats; language: Language }) {
  const { formats, language } = props;
  const say = (sv: string, en: string): string => (language === 'sv' ? sv : en);
  const target = { value: 7.1, period: 2017, text: say('Mål 7,1 till 2017', 'Target 7.1 by 2017') };
  const baseline = {
    period: 2013,
    text: `${formats.number(14.2, 1)} ${say('utgångsläge 2013', 'baseline 2013')}`,
  };
  const description = say(
    'Arbetslösheten i Blekinge föll från 14,2 procent 2013 till 5,1 procent 2022. Målet 7,1 nåddes inte till 2017.',
    'Unemployment in Blekinge fell from 14.2 per cent in 2013 to 5.1 per cent in 2022. The target 7.1 was not reached by 2017.',
  );
  const title = say(
    'Arbetslösa, procent av invånare 16–24 år, årsmedelvärde',
    'Unemployed, per cent of inhabitants aged 16–24, yearly mean',
  );
  const notes = {
    missing: say('saknas', 'missing'),
    doubted: say('Kan vara fel: lägre än i alla kommunerna.', 'May be wrong: lower than in every municipality.'),
    preliminary: say('Preliminärt.', 'Preliminary.'),
  };
  const source = say(
    'Källa: Kolada (N03921), fryst underlag 12 november 2023, värden till 2022.',
    'Source: Kolada (N03921), frozen 12 November 2023, values to 2022.',
  );
  const smallFrame = { from, to };
  return (
    <>
      <h1>{say('Delar', 'Parts')}</h1>
      <p class="lead">
        {say(
          'Allt som sidorna är byggda av. Ändras något ska det se rätt ut här, ljust och mörkt, brett och smalt.',
          'Everything the pages are built from. What changes should look right here, light and dark, wide and narrow.',
        )}
      </p>

      <Section heading={say('Text', 'Type')} main>
        <ul class="rows">
          <li>
            <p class="part-heading">{say('Sidans rubrik', 'Heading of the page')}</p>
            <span class="small">h1</span>
          </li>
          <li>
            <span class="key-value">{formats.percent(5.1)}</span>
            <span class="small">key-value</span>
          </li>
          <li>
            <h2>{say('Avsnitt', 'Section')}</h2>
            <span class="small">h2</span>
          </li>
          <li>
            <h3>{say('Rad och underrubrik', 'Row and lower heading')}</h3>
            <span class="small">h3</span>
          </li>
          <li>
            <span>
              {say('Brödtext med ', 'Text with ')}
              <a href="#main">{say('en länk', 'a link')}</a> <span class="label">{say('Märke', 'Label')}</span>
            </span>
            <span class="small">p</span>
          </li>
          <li>
            <span class="small">{say('Stöd: datum, enhet, tabell', 'Support: dates, units, tables')}</span>
            <span class="small">small</span>
          </li>
          <li>
            <span class="part-source">{source}</span>
            <span class="small">source</span>
          </li>
        </ul>
      </Section>

      <Section heading={say('Färger', 'Colours')}>
        <ul class="swatches">
          {tokens.map((token) => (
            <li key={token}>
              <svg class={`swatch token-${token}`} viewBox="0 0 40 28" aria-hidden="true">
                <rect x="0.5" y="0.5" width="39" height="27" rx="5" />
              </svg>
              <span class="small">{token}</span>
            </li>
          ))}
        </ul>
      </Section>

      <Section heading={say('Tillstånd', 'States')}>
        <ul class="part-states">
          {allShapes.map((shape) => (
            <li key={shape}>
              <State shape={shape} text={wordOf[shape].sv} />
              <span lang="en">
                <State shape={shape} text={wordOf[shape].en} />
              </span>
            </li>
          ))}
        </ul>
      </Section>

      <Section heading={say('Knappar', 'Buttons')}>
        <div class="actions">
          <button type="button" class="button">
            {say('Skriv', 'Write')}
          </button>
          <button type="button" class="button second">
            {say('Öppna', 'Open')}
          </button>
          <button type="button" class="button second slim">
            {say('Lägg till', 'Add')}
          </button>
          <button type="button" class="link-button">
            {say('Knapp som länk', 'Button as link')}
          </button>
        </div>
      </Section>

      <div class="two">
        <Section heading={say('Formulär', 'Form')}>
          <Form token="">
            <Fields prefix="" state={untouched} say={say} />
            <Actions submit={say('Spara', 'Save')} cancel={{ href: '#main', text: say('Avbryt', 'Cancel') }} />
          </Form>
        </Section>
        <Section heading={say('Formulär med fel', 'Form with errors')}>
          <ErrorSummary state={refused} heading={say('Det gick inte att spara', 'It could not be saved')} />
          <Form token="">
            <Fields prefix="wrong-" state={refused} say={say} />
          </Form>
        </Section>
      </div>

      <Section heading={say('Upplysningar', 'Notices')}>
        <div class="part-notices">
          <Notice>
            <h3>{say('Sparat', 'Saved')}</h3>
            <p class="small">{say('Klockan 16.42, bara ni ser det.', 'At 16:42, only you see it.')}</p>
          </Notice>
          <Notice waits>
            <h3>{say('Vad gränserna säger, och inte', 'What the limits say, and do not')}</h3>
            <p class="small">{say('Det visar inte när eller varför.', 'It shows neither when nor why.')}</p>
          </Notice>
        </div>
      </Section>

      <div class="two">
        <Section heading={say('Rader', 'Rows')} beside={say('tre', 'three')}>
          <ul class="rows">
            <li>
              <div>
                <span class="title">{say('Skriv er egen tolkning', 'Write your own reading')}</span>
                <p>
                  <State shape="waits" text={say('Senast fredag 24 november', 'Due Friday 24 November')} />
                </p>
              </div>
              <a class="button slim" href="#main">
                {say('Skriv', 'Write')}
              </a>
            </li>
            <li>
              <div>
                <span class="title">{say('Ta emot underlaget', 'Receive the material')}</span>
                <p>{say('Före 8 december', 'Before 8 December')}</p>
              </div>
              <a class="button second slim" href="#main">
                {say('Öppna', 'Open')}
              </a>
            </li>
          </ul>
        </Section>
        <Section heading={say('Linjen och trappan', 'The line and the stairs')}>
          <div class="part-lines">
            <StepLine
              steps={
                language === 'sv'
                  ? ['Identifiera', 'Uppstart', 'Löpande samverkan', 'Förvaltning']
                  : ['Identify', 'Start', 'Ongoing collaboration', 'Maintenance']
              }
              at={2}
              label={say('Steg tre av fyra: löpande samverkan', 'Step three of four: ongoing collaboration')}
            />
            <StepLine
              steps={language === 'sv' ? ['Mål', 'Åtagande', 'Aktivitet'] : ['Goal', 'Undertaking', 'Activity']}
              at={1}
              missingAfter
              label={say('Åtagandet saknar aktivitet', 'The undertaking has no activity')}
            />
            <Stairs
              steps={
                language === 'sv'
                  ? ['Samtal', 'Samsyn', 'Samverkan', 'Samhandling']
                  : ['Talk', 'Shared view', 'Collaboration', 'Joint action']
              }
              at={2}
              aim={3}
              wishes={[0, 0, 2, 7]}
              label={say(
                'Vi är på samverkan. Sju vill till samhandling, två stannar.',
                'We are at collaboration. Seven want joint action, two stay.',
              )}
            />
          </div>
        </Section>
      </div>

      <Section heading={say('Små kurvor och pinnar', 'Small curves and rungs')}>
        <Scroll label={say('Små kurvor och pinnar', 'Small curves and rungs')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say('Gemensamt mål', 'Shared goal')}</th>
                <th scope="col">{say('2010–2022, mål streckat', '2010–2022, target dashed')}</th>
                <th scope="col">{say('Senast', 'Latest')}</th>
                <th scope="col">{say('Så säkert vet vi', 'How surely we know')}</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">{say('Arbetslösheten halveras', 'Unemployment is halved')}</th>
                <td>
                  <SmallCurve {...smallFrame} points={whole.points} target={target} label={description} />
                </td>
                <td>
                  <span class="key-value">{formats.percent(5.1)}</span>
                </td>
                <td>
                  <Rungs reached={3} text={say('Större än normal variation', 'Larger than normal variation')} />
                </td>
              </tr>
              <tr>
                <th scope="row">{say('Fler tar examen', 'More graduate')}</th>
                <td>
                  <SmallCurve
                    {...smallFrame}
                    points={[73.0, 75.1, 76.3, 77.2, 72.4, 62.1, 72.5, 74.8].map((value, at) => ({
                      period: 2015 + at,
                      value,
                      status: value === 62.1 ? 'doubted' : 'published',
                    }))}
                    target={{ value: 80, period: 2022 }}
                    label={say(
                      'Från 73,0 till 74,8 procent; målet var 80,0.',
                      'From 73.0 to 74.8 per cent; the target was 80.0.',
                    )}
                  />
                </td>
                <td>
                  <span class="key-value">{formats.percent(74.8)}</span>
                </td>
                <td>
                  <Rungs reached={2} text={say('Värdet ändrades', 'The value changed')} />
                </td>
              </tr>
              <tr>
                <th scope="row">{say('Unga är med och formar stödet', 'Young people shape the support')}</th>
                <td>
                  <SmallCurve
                    {...smallFrame}
                    points={[]}
                    missing
                    label={say('Ingenting mäter det', 'Nothing measures it')}
                  />
                </td>
                <td>
                  <span class="key-value">–</span>
                </td>
                <td>
                  <Rungs reached={0} text={say('Indikator saknas', 'Indicator missing')} />
                </td>
              </tr>
            </tbody>
          </table>
        </Scroll>
      </Section>

      <Section heading={say('Diagram', 'Chart')} main>
        <div class="part-chart">
          <LineChart
            id="parts-chart"
            title={title}
            unit="%"
            decimals={1}
            formats={formats}
            lines={places(undefined, language)}
            target={target}
            baseline={baseline}
            marks={[
              { period: 2017, text: formats.number(8.4, 1) },
              { period: 2020, text: formats.number(8.3, 1) },
            ]}
            description={description}
          >
            <p class="source">{source}</p>
          </LineChart>
        </div>
        <ChartTable
          label={title}
          corner={say('Plats', 'Place')}
          decimals={1}
          formats={formats}
          lines={places(undefined, language)}
          notes={notes}
        />
      </Section>

      <div class="two">
        <Section heading={say('Eget, osäkert och saknat', 'Own, uncertain and missing')}>
          <div class="part-chart">
            <LineChart
              id="parts-uncertain"
              title={title}
              unit="%"
              decimals={1}
              formats={formats}
              lines={uncertain(language)}
              target={target}
              baseline={baseline}
              preliminary={say('preliminärt', 'preliminary')}
              description={description}
            >
              <p class="source">
                {say(
                  'Öppen ring: 2020 kan vara fel. Ihålig punkt: preliminärt.',
                  'Open ring: 2020 may be wrong. Hollow point: preliminary.',
                )}
              </p>
            </LineChart>
          </div>
          <ChartTable
            label={say('Eget, osäkert och saknat', 'Own, uncertain and missing')}
            corner={say('Plats', 'Place')}
            decimals={1}
            formats={formats}
            lines={uncertain(language)}
            notes={notes}
          />
        </Section>
        <Section heading={say('Inte från noll', 'Not from nought')}>
          <div class="part-chart">
            <LineChart
              id="parts-bounds"
              title={say('Antal arbetslösa, tusental', 'Unemployed, thousands')}
              unit={say('tusen personer', 'thousand people')}
              decimals={0}
              formats={formats}
              fromZero={false}
              lines={[
                {
                  name: say('Hela landet', 'The whole country'),
                  kind: 'whole',
                  points: whole.points.map((point) => ({ ...point, value: (point.value ?? 0) * 20 + 200 })),
                },
              ]}
              target={{ value: 250, period: 2026, text: say('Mål 250 till 2026', 'Target 250 by 2026') }}
              description={say('Antalet faller.', 'The number falls.')}
            />
          </div>
        </Section>
      </div>
    </>
  );
}
