import { identityTexts, type Visit } from '../../identity/index.ts';
import type { Children } from '../../platform/markup/jsx-runtime.ts';
import type { Language } from '../../platform/texts.ts';
import { Actions, ErrorSummary, Form, type FormState, Hidden, Version } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import type { AreaChoice } from '../forms.ts';
import {
  countChosen,
  type DrawnCounty,
  isChosen,
  oneCountyOf,
  type Share,
  shareOf,
  territoryMap,
  toggleMunicipality,
  toggleRegion,
} from '../territory.ts';
import { collaborationTexts } from '../texts.ts';
import type { Reading } from '../workspace.ts';

interface Place {
  readonly code: string;
  readonly name: string;
  readonly path: string;
  readonly share: Share;
  readonly href: string;
  /** What the link is called where its state is not seen. */
  readonly spoken: string;
  /** How much of it, beside its name in the list. */
  readonly count?: string | undefined;
}

const namesOf = (areas: readonly AreaChoice[]) => {
  const names = new Map(areas.map((area) => [area.code, area.name]));
  return (code: string): string => names.get(code) ?? code;
};

/** Borders of what is chosen, over those of the neighbours: fill alone would tell it by colour only. */
function Outlines(props: { places: readonly { code: string; path: string; share: Share }[] }) {
  return (
    <g class="map-outlines">
      {props.places
        .filter((place) => place.share !== 'none')
        .map((place) => (
          <path key={place.code} class={`map-outline-${place.share}`} d={place.path} />
        ))}
    </g>
  );
}

function LinkedMap(props: {
  label: string;
  width: number;
  height: number;
  places: readonly Place[];
  children?: Children;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand inside a drawing.
    <svg
      class={classOf(props.width)}
      width={props.width}
      height={props.height}
      viewBox={`0 0 ${props.width} ${props.height}`}
      role="group"
      aria-label={props.label}
    >
      {props.places.map((place) => (
        <a key={place.code} class={`map-place map-${place.share}`} href={`${place.href}#map`} aria-label={place.spoken}>
          <title>{place.spoken}</title>
          <path d={place.path} />
        </a>
      ))}
      <Outlines places={props.places} />
      {props.children}
    </svg>
  );
}

/** How much the letters must grow on a phone: the less a drawing has to shrink there, the less. */
function classOf(width: number): string {
  if (width <= 400) return 'map slim';
  return width <= 520 ? 'map half-wide' : 'map';
}

/** The letters of names on the map, and how wide one is of its height. The heights stand in collaborations.css too. */
const letters = { full: 15, phone: 26, width: 0.63 };

/** The names that have room; those without stand in the list, or in the text, alone. */
function Names(props: { county: DrawnCounty; nameOf: (code: string) => string }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group in a drawing takes no focus; the links say these names.
    <g class="map-names" aria-hidden="true">
      {props.county.municipalities.map(({ code, label: [x, y], room: [full = 0, phone = 0] }) => {
        const name = props.nameOf(code);
        const width = name.length * letters.width;
        if (width * letters.full > full) return null;
        return (
          <text key={code} class={width * letters.phone > phone ? 'map-name' : 'map-name roomy'} x={x} y={y}>
            {name}
          </text>
        );
      })}
    </g>
  );
}

function Box(props: { share: Share }) {
  return (
    <svg class="map-box" viewBox="0 0 20 20" aria-hidden="true">
      <rect x="1" y="1" width="18" height="18" rx="3" />
      {props.share === 'whole' ? <path d="m5 10.5 3.5 3.5L15 6.5" /> : null}
      {props.share === 'some' ? <path d="M5.5 10h9" /> : null}
    </svg>
  );
}

function PlaceList(props: { heading: string; places: readonly Place[]; leadsOn: boolean }) {
  return (
    <>
      <h3>{props.heading}</h3>
      <ul class="map-list">
        {props.places.map((place) => (
          <li key={place.code}>
            <a
              id={`place-${place.code}`}
              class={place.share === 'none' ? undefined : 'chosen'}
              href={props.leadsOn ? place.href : `${place.href}#place-${place.code}`}
              aria-label={place.spoken}
            >
              <Box share={place.share} />
              <span>{place.name}</span>
            </a>
            {place.count ? <span class="small">{place.count}</span> : null}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Choosing the territory: the country first, then a county. What is chosen lies in the address until it is saved. */
export function TerritoryPage(props: {
  visit: Visit;
  of: Reading;
  areas: readonly AreaChoice[];
  chosen: readonly string[];
  county: DrawnCounty | undefined;
  state: FormState;
}) {
  const { visit, chosen, county, state } = props;
  const { collaboration, language, formats } = props.of;
  const t = collaborationTexts(language).territory;
  const nameOf = namesOf(props.areas);
  const address = (codes: readonly string[], to = county) =>
    `/collaborations/${collaboration.id}/territory?chosen=${codes.join(',')}${to ? `&county=${to.code}` : ''}`;
  const places: readonly Place[] = county
    ? county.municipalities.map((municipality) => {
        const isIn = isChosen(chosen, municipality);
        const name = nameOf(municipality.code);
        return {
          ...municipality,
          name,
          share: isIn ? 'whole' : 'none',
          href: address(toggleMunicipality(chosen, municipality)),
          spoken: isIn ? t.isChosen(name) : t.isNotChosen(name),
        };
      })
    : territoryMap.counties.map((one) => {
        const [count, all] = [countChosen(chosen, one), one.municipalities.length];
        return {
          ...one,
          share: shareOf(chosen, one),
          href: address(chosen, one),
          spoken: t.countyShare(one.name, count, all),
          count: count > 0 ? t.share(count, all) : undefined,
        };
      });
  const sorted = formats.byName(places, (place) => place.name);
  const drawing = county ?? territoryMap;
  const region = county ? nameOf(county.region) : '';
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <ErrorSummary state={state} heading={identityTexts(language).frame.errors(state.errors.length)} />
      <Section
        main
        heading={county?.name ?? t.country}
        beside={county ? <a href={address(chosen, undefined)}>{t.toCountry}</a> : undefined}
      >
        <div class="map-and-list">
          <div class="map-frame" id="map">
            <LinkedMap
              label={county ? t.countyMap(county.name) : t.countryMap}
              width={drawing.width}
              height={drawing.height}
              places={places}
            >
              {county ? <Names county={county} nameOf={nameOf} /> : null}
            </LinkedMap>
          </div>
          <div>
            <div class="map-chosen" id="chosen">
              <h3>{t.chosen}</h3>
              <p>{chosen.length > 0 ? formats.list(chosen.map(nameOf)) : t.nothingChosen}</p>
              {collaboration.territory_name ? <p class="small">{t.nameGoes(collaboration.territory_name)}</p> : null}
              <Form token={visit.formToken()}>
                <Version value={collaboration.version} state={state} />
                <Hidden name="chosen" value={chosen.join(',')} />
                <Actions
                  submit={t.save}
                  cancel={{
                    href: `/collaborations/${collaboration.id}/challenge`,
                    text: identityTexts(language).frame.cancel,
                  }}
                >
                  {chosen.length > 0 ? <a href={`${address([])}#map`}>{t.clear}</a> : null}
                </Actions>
              </Form>
            </div>
            {county ? (
              <p class="map-region">
                <a href={`${address(toggleRegion(chosen, county))}#map`}>
                  {chosen.includes(county.region) ? t.removeRegion(region) : t.addRegion(region)}
                </a>
              </p>
            ) : null}
            <PlaceList heading={county ? t.municipalities : t.counties} places={sorted} leadsOn={!county} />
          </div>
        </div>
      </Section>
    </>
  );
}

/** The territory in its county's drawing, when it lies in one. The text beside it says the same. */
export function TerritoryPicture(props: {
  codes: readonly string[];
  areas: readonly AreaChoice[];
  territory: string;
  language: Language;
}) {
  const county = oneCountyOf(props.codes);
  if (!county) return null;
  const t = collaborationTexts(props.language).territory;
  const places = county.municipalities.map((municipality) => ({
    ...municipality,
    share: isChosen(props.codes, municipality) ? ('whole' as const) : ('none' as const),
  }));
  return (
    <figure class="map-frame section">
      <svg
        class={classOf(county.width)}
        width={county.width}
        height={county.height}
        viewBox={`0 0 ${county.width} ${county.height}`}
        role="img"
        aria-label={t.picture(county.name, props.territory)}
      >
        {places.map((place) => (
          <path key={place.code} class={`map-${place.share}`} d={place.path} />
        ))}
        <Outlines places={places} />
        <Names county={county} nameOf={namesOf(props.areas)} />
      </svg>
    </figure>
  );
}
