import type { Visit } from '../../identity/index.ts';
import { Actions, Form, Hidden } from '../../ui/form.tsx';
import { dialogueTexts } from '../texts.ts';

/** Nothing has happened yet where the link is followed: what reads letters by itself follows links too. */
export function StopPage(props: { visit: Visit; isDone: boolean }) {
  const { visit } = props;
  const t = dialogueTexts(visit.language).stop;
  return (
    <>
      <h1>{props.isDone ? t.done : t.title}</h1>
      <p class="lead">{props.isDone ? t.doneText : t.lead}</p>
      {props.isDone ? null : (
        <Form token={visit.formToken()}>
          <Hidden name="List-Unsubscribe" value="One-Click" />
          <Actions submit={t.submit} />
        </Form>
      )}
    </>
  );
}
