import { connection } from '../state/connection.ts';
import { alertText, toasts } from '../state/toasts.ts';
import { Dialog } from './dialog.tsx';
import { Icon } from './icons.tsx';

/** Toasts, alerts of pressed buttons, and the banner of a lost connection. */
export function Notices() {
  return (
    <>
      {connection.value === 'lost' && (
        <div class="banner" role="alert">
          <Icon name="alert" />
          <span>
            <b>The simulator is gone.</b> What you see is how it was; trying again all the time.
          </span>
        </div>
      )}
      <div class="toasts" role="status">
        {toasts.value.map(({ id, text, kind }) => (
          <p key={id} class={`toast ${kind}`}>
            {text}
          </p>
        ))}
      </div>
      {alertText.value !== undefined && (
        <Dialog
          title="The bot says"
          onClose={() => {
            alertText.value = undefined;
          }}
        >
          <p class="alert-text">{alertText.value}</p>
          <form method="dialog" class="actions">
            <button type="submit" class="button primary">
              OK
            </button>
          </form>
        </Dialog>
      )}
    </>
  );
}
