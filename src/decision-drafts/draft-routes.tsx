import { type Opened, speakForParty, type WorkspaceHouse, workspacePage } from '../collaborations/index.ts';
import type { Route, Visit } from '../identity/index.ts';
import { fileAnswer, wordType } from '../platform/documents/file-answer.ts';
import { TemplateError } from '../platform/documents/template-error.ts';
import { commonPlaces } from '../platform/documents/word-template.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { draftPlaces, findTemplate, useTemplate } from './decision-template.ts';
import { type BesideDraft, type DecisionDraft, draftDocument } from './draft.ts';
import { DecisionDraftPage, TemplatePage } from './pages/draft-page.tsx';
import { decisionDraftTexts } from './texts.ts';

export interface OpenedDraft extends Pick<Opened<object>, 'of' | 'said' | 'user'> {
  readonly draft: DecisionDraft;
  readonly beside: BesideDraft;
  /** From `findTemplateName`, asked together with the matter. */
  readonly template: readonly { readonly name: string }[];
}

/** The matter for which drafts are made: where it lies, and how it is opened by the party whose draft it is. */
export interface DraftedMatter {
  /** The draft’s page; the Word file and the template lie below it. */
  readonly path: string;
  readonly current: string;
  /** Refuses as not found whoever does not speak for the party. */
  open(visit: Visit): Promise<OpenedDraft>;
}

const filledPath = (path: string, visit: Visit): string =>
  path.replace(/:(\w+)/g, (_, name: string) => visit.params[name] ?? '');

/** A draft for decision as a page and in Word, in the party’s own template where it has one. */
export function decisionDraftRoutes(house: WorkspaceHouse, matter: DraftedMatter): readonly Route[] {
  const { documents } = house;
  const places = [...commonPlaces, ...draftPlaces];
  const at = (visit: Visit): string => filledPath(matter.path, visit);
  const showTemplate = async (visit: Visit, state: FormState = untouched) => {
    const { of, said } = await matter.open(visit);
    return visit.page(
      workspacePage(visit, of, said, {
        title: decisionDraftTexts(visit.language).template.title,
        current: matter.current,
        narrow: true,
        status: statusOf(state),
        children: <TemplatePage visit={visit} of={of} here={at(visit)} places={places} state={state} />,
      }),
    );
  };
  return [
    get(matter.path, speakForParty, async (visit) => {
      const { of, said, draft, beside, template } = await matter.open(visit);
      return visit.page(
        workspacePage(visit, of, said, {
          title: decisionDraftTexts(visit.language).name,
          current: matter.current,
          children: (
            <DecisionDraftPage
              of={of}
              model={draftDocument(draft)}
              beside={beside}
              here={at(visit)}
              templateName={template[0]?.name ?? null}
            />
          ),
        }),
      );
    }),
    get(`${matter.path}/word`, speakForParty, async (visit) => {
      const { draft } = await matter.open(visit);
      const { rows } = await visit.read({ template: findTemplate() });
      const [template] = rows.template;
      const t = decisionDraftTexts(visit.language);
      const model = draftDocument(draft);
      const file = template
        ? await documents.wordFromTemplate(template.file, model, {
            diarienummer: draft.registrationNumber || t.toFill,
            handläggare: draft.officer,
            instans: draft.instance || t.toFill,
          })
        : await documents.word(model);
      return fileAnswer(file, wordType, `${t.file}.docx`);
    }),
    get(`${matter.path}/template`, speakForParty, (visit) => showTemplate(visit)),
    post(`${matter.path}/template`, speakForParty, async (visit) => {
      await matter.open(visit);
      const form = await visit.form();
      const file = form.file('template');
      const t = decisionDraftTexts(visit.language).template;
      const content = file ? Buffer.from(await file.arrayBuffer()) : undefined;
      const fault = content
        ? await documents.readTemplate(content, places).then(
            () => undefined,
            (error: Error) => {
              if (error instanceof TemplateError) return error.fault;
              throw error;
            },
          )
        : undefined;
      return visit.submit(
        async (tx) => {
          const reader = new FormReader(form);
          if (!content || !file) reader.wrong('template', t.fileMissing);
          else if (fault) reader.wrong('template', t.faults[fault]);
          reader.done();
          if (content && file) useTemplate(tx, file.name.slice(0, 200), content);
          return `${at(visit)}?done=saved`;
        },
        (state) => showTemplate(visit, state),
      );
    }),
  ];
}
