import { render } from 'preact';
import { App } from './app.tsx';
import { connect } from './state/connection.ts';
import { followLink } from './state/link.ts';
import './state/theme.ts';
import './style/tokens.css';
import './style/base.css';
import './style/layout.css';
import './style/chat.css';
import './style/composer.css';
import './style/inspect.css';

render(<App />, document.getElementById('app') ?? document.body);
connect();
followLink();
