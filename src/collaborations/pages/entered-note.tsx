import type { Formats } from '../../platform/texts.ts';
import { type FormState, Select, TextField } from '../../ui/form.tsx';
import { channels } from '../collaboration.ts';
import type { EnteredRow } from '../queries.ts';
import { collaborationTexts } from '../texts.ts';
import type { Reading } from '../workspace.ts';

type Texts = ReturnType<typeof collaborationTexts>;

/**
 * What stands entered for a party, by whom and how: shown wherever the words are read. `withWords`: what the party has put
 * right is told here, where what it concerns stands as it was entered.
 */
export function EnteredNote(props: {
  entered: EnteredRow;
  party: string;
  texts: Texts;
  formats: Formats;
  withWords?: boolean;
}) {
  const { entered, texts: t, formats } = props;
  // What was confirmed first may have been put right afterwards.
  if (entered.corrected_at) {
    return (
      <span class="small">
        {t.party.corrected(formats.date(entered.corrected_at))}
        {props.withWords ? ` ”${entered.summary}”` : ''}
      </span>
    );
  }
  if (entered.confirmed_at) return <span class="small">{t.party.confirmed(formats.date(entered.confirmed_at))}</span>;
  return (
    <span class="small">
      {t.party.entered(
        props.party,
        entered.entered_by_name,
        formats.date(entered.stated_on),
        t.party.channels[entered.channel],
      )}
    </span>
  );
}

/** Asked whenever the process leader writes for a party: how and when the party said it. */
export function ChannelFields(props: { language: Reading['language']; state: FormState }) {
  const t = collaborationTexts(props.language);
  return (
    <>
      <Select
        name="channel"
        short
        label={t.party.channel}
        options={channels.map((channel) => ({ value: channel, text: t.party.channels[channel] }))}
        state={props.state}
      />
      <TextField name="statedOn" type="date" short label={t.party.statedOn} state={props.state} />
    </>
  );
}
